"""Who is told of an activity, and whom it still concerns when the message is about to leave."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity, ActivitySession, ActivityShare, Signup
from backend.activities.reminders import day_before
from backend.errors import NotFound
from backend.organizations.models import Membership, OrganizationClosure
from backend.push.recipients import Announcement, People
from backend.push.told import told_since
from backend.scope import ORGANIZE

ACTIVE = ("pending", "approved", "waitlisted")


def signups(activity_id: int) -> peewee.Select:
    """Everybody who has signed up and has not cancelled."""
    return Signup.select(Signup.member).where(Signup.activity == activity_id, Signup.state << ACTIVE)


def going(activity_id: int) -> peewee.Select:
    """Everybody who has a place."""
    return Signup.select(Signup.member).where(Signup.activity == activity_id, Signup.state == "approved")


# Whoever heard of the activity so short a time before the reminder of the day before is due knows when and where: the
# reminder would tell nothing new, and take the credit that is kept for a change.
_HEARD_LATELY = timedelta(hours=12)
_HEARD_FROM = ("signup_done", "signup_decided", "waitlist_promoted", "activity_changed")


def _still_going(about: str, member_ids: Collection[int]) -> Collection[int]:
    """Reminders: not after a cancellation, and not for a time that has since been changed (`about`:
    "activity:42@<start in milliseconds>", of the activity or of one of its sessions)."""
    subject, _, starts_at = about.partition("@")
    activity_id, start = int(subject.partition(":")[2]), clock.from_ms(int(starts_at))
    session = ActivitySession.select().where(
        ActivitySession.activity == activity_id, ActivitySession.starts_at == start
    )
    rows: Any = (
        Signup.select(Signup.member)
        .join(Activity)
        .where(
            Signup.activity == activity_id,
            Signup.state == "approved",
            Signup.member << list(member_ids),
            Activity.state == "published",
            (Activity.starts_at == start) | peewee.fn.EXISTS(session),
        )
    )
    return {member_id for (member_id,) in rows.tuples()}


def _still_signed_up(about: str, member_ids: Collection[int]) -> Collection[int]:
    """Changes and cancellations: not to whoever has given the place back meanwhile (`about`: "activity:42@…")."""
    activity_id = int(about.partition("@")[0].partition(":")[2])
    rows: Any = signups(activity_id).where(Signup.member << list(member_ids))
    return {member_id for (member_id,) in rows.tuples()}


def _needs_reminding(about: str, member_ids: Collection[int]) -> Collection[int]:
    """The same, without whom a message has just told when and where it is."""
    subject, _, starts_at = about.partition("@")
    since = day_before(clock.from_ms(int(starts_at))) - _HEARD_LATELY
    going = set(_still_going(about, member_ids))
    return going - told_since(since, subject, _HEARD_FROM, going)


def _held_until(activity_id: int) -> datetime | None:
    """The start: until then a credit asked for at signup is kept for a change, a cancellation, and the reminder."""
    row: Any = Activity.select(Activity.starts_at).where(Activity.id == activity_id, Activity.state == "published")
    return row.scalar()  # type: ignore[no-any-return]


def _everybody_who_sees(activity: Activity) -> peewee.Select:
    """The members of its organization, of those it is shared with, and of all below them."""
    shared: Any = ActivityShare.select(ActivityShare.organization).where(ActivityShare.activity == activity.id)
    seen: peewee.Select = (
        Membership.select(Membership.member)
        .join(OrganizationClosure, on=(OrganizationClosure.descendant == Membership.organization))
        .where(
            (OrganizationClosure.ancestor == activity.organization_id) | (OrganizationClosure.ancestor << shared),
        )
    )
    return seen


def _about(kind: str, people: Callable[[Activity], peewee.Select], *, is_sent: bool = True) -> Any:
    def announce(activity_id: int) -> Announcement:
        activity: Activity | None = Activity.get_or_none(Activity.id == activity_id)
        if activity is None:
            raise NotFound
        return Announcement(
            kind=kind,
            subject=f"activity:{activity_id}",
            organization_id=activity.organization_id,
            people=People.of(people(activity)),
            expires_at=activity.starts_at,
            is_sent=is_sent,
            names=ORGANIZE,
        )

    return announce


def _signed_up(activity: Activity) -> peewee.Select:
    return signups(activity.id)


announcements = {
    "activity_changed": _about("activity_changed", _signed_up),
    "activity_cancelled": _about("activity_cancelled", _signed_up),
    "activity_published": _about("activity_invitation", _everybody_who_sees, is_sent=False),
}
recipients = {"activity_signups": signups, "activity_going": going}
concerns = {
    "activity_tomorrow": _needs_reminding,
    "activity_soon": _still_going,
    "activity_changed": _still_signed_up,
    "activity_cancelled": _still_signed_up,
}
holds = {"activity": _held_until}
