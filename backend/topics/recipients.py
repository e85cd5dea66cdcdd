"""Who supports a topic."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import peewee

from backend.activities.models import Activity, Signup
from backend.errors import NotFound
from backend.members.models import Member
from backend.organizations.models import Membership, OrganizationClosure
from backend.push.recipients import Announcement, People
from backend.topics.models import Statement, Topic, Vote


def supporters(topic_id: int) -> peewee.Select:
    """Who agreed with a statement or said something, can see the activity the topic became, and has not signed up."""
    topic = Topic.get_by_id(topic_id)
    agreed = Vote.select(Vote.member).where(Vote.topic == topic_id, Vote.vote == "agree")
    said = Statement.select(Statement.author).where(Statement.topic == topic_id, Statement.author.is_null(False))
    belong = (
        Membership.select(Membership.member)
        .join(OrganizationClosure, on=(OrganizationClosure.descendant == Membership.organization))
        .where(OrganizationClosure.ancestor == topic.organization_id)
    )
    signed_up = Signup.select(Signup.member).where(Signup.activity == topic.activity_id)
    return Member.select(Member.id).where(
        (Member.id << agreed) | (Member.id << said), Member.id << belong, Member.id.not_in(signed_up)
    )


def _not_signed_up(about: str, member_ids: Collection[int]) -> Collection[int]:
    """An invitation: not to who has signed up meanwhile (`about`: "activity:42@")."""
    rows: Any = Signup.select(Signup.member).where(
        Signup.activity == int(about.partition("@")[0].partition(":")[2]), Signup.member << list(member_ids)
    )
    return set(member_ids) - {member_id for (member_id,) in rows.tuples()}


def _invitation(topic_id: int) -> Announcement:
    """To the activity a topic became."""
    topic: Topic | None = Topic.get_or_none(Topic.id == topic_id, Topic.activity.is_null(False))
    if topic is None:
        raise NotFound
    activity = Activity.get_by_id(topic.activity_id)
    people = People.of(supporters(topic_id))
    return Announcement(
        "activity_invitation", f"activity:{activity.id}", topic.organization_id, people, activity.starts_at
    )


announcements = {"activity_invitation": _invitation}
recipients = {"topic_supporters": supporters}
concerns = {"activity_invitation": _not_signed_up}
