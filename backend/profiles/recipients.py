"""Who is asked to look at their record again: whose section has passed its freshness period."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import peewee

from backend import clock
from backend.organizations.models import Membership, OrganizationClosure
from backend.profiles.models import ProfileAnswers, ProfileSection
from backend.push.models import Delivery, Notification

# Whoever has let three reminders pass is asked on home only.
_ASKED_FOR = timedelta(days=92)
# No two reminders are nearer to one another, whatever sections they are of: monthly batches never are.
_APART = timedelta(days=20)


def stale(section_id: int) -> peewee.Select:
    """Everybody whose answers to this section have grown old lately: each member for the first of their sections only,
    and nobody who was reminded this month."""
    sections = list(ProfileSection.select().order_by(ProfileSection.position, ProfileSection.key))
    place = next((number for number, section in enumerate(sections) if section.id == section_id), None)
    if place is None:  # deleted since
        return ProfileAnswers.select(ProfileAnswers.member).where(ProfileAnswers.id.is_null())
    now = clock.now()
    query = ProfileAnswers.select(ProfileAnswers.member).where(
        _is_stale(ProfileAnswers, sections[place], now), ~peewee.fn.EXISTS(_reminded_lately(now))
    )
    earlier: Any = ProfileAnswers.alias()
    for section in sections[:place]:
        same = earlier.select().where(earlier.member == ProfileAnswers.member, _is_stale(earlier, section, now))
        query = query.where(~peewee.fn.EXISTS(same))
    return query


def _is_stale(answers: Any, section: ProfileSection, now: datetime) -> Any:
    """Whether these answers are to this section, past its freshness, not for too long, of somebody who is asked it."""
    limit = now - timedelta(days=section.freshness_days)
    condition = (
        (answers.section == section.id) & (answers.confirmed_at <= limit) & (answers.confirmed_at > limit - _ASKED_FOR)
    )
    if section.organization_id is None:
        return condition
    members = (
        Membership.select(Membership.member)
        .join(OrganizationClosure, on=(OrganizationClosure.descendant == Membership.organization))
        .where(OrganizationClosure.ancestor == section.organization_id)
    )
    return condition & (answers.member << members)


def _reminded_lately(now: datetime) -> peewee.Select:
    return (
        Delivery.select()
        .join(Notification)
        .where(
            Delivery.member == ProfileAnswers.member,
            Delivery.state != "dropped",
            Notification.kind == "profile_stale",
            Notification.due_at > now - _APART,
        )
    )


def _still_stale(about: str, member_ids: Collection[int]) -> Collection[int]:
    """Not whoever has confirmed the section meanwhile (`about`: "profile:42@2026-05")."""
    section_id = int(about.partition("@")[0].partition(":")[2])
    section: ProfileSection | None = ProfileSection.get_or_none(ProfileSection.id == section_id)
    if section is None:
        return set()
    rows: Any = ProfileAnswers.select(ProfileAnswers.member).where(
        ProfileAnswers.section == section_id,
        ProfileAnswers.member << list(member_ids),
        ProfileAnswers.confirmed_at <= clock.now() - timedelta(days=section.freshness_days),
    )
    return {member_id for (member_id,) in rows.tuples()}


recipients = {"profile_stale": stale}
concerns = {"profile_stale": _still_stale}
