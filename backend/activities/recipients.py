"""Who is told of an activity, and whom it still concerns when the message is about to leave."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity, ActivityShare, Signup
from backend.errors import NotFound
from backend.organizations.models import Membership, OrganizationClosure
from backend.push.recipients import Announcement, People

ACTIVE = ("pending", "approved", "waitlisted")


def signups(activity_id: int) -> peewee.Select:
    """Everybody who has signed up and has not cancelled."""
    return Signup.select(Signup.member).where(Signup.activity == activity_id, Signup.state << ACTIVE)


def going(activity_id: int) -> peewee.Select:
    """Everybody who has a place."""
    return Signup.select(Signup.member).where(Signup.activity == activity_id, Signup.state == "approved")


def _still_going(about: str, member_ids: Collection[int]) -> Collection[int]:
    """Reminders: not after a cancellation, and not for a time that has since been changed (`about`:
    "activity:42@<start in milliseconds>")."""
    subject, _, starts_at = about.partition("@")
    rows: Any = (
        Signup.select(Signup.member)
        .join(Activity)
        .where(
            Signup.activity == int(subject.partition(":")[2]),
            Signup.state == "approved",
            Signup.member << list(member_ids),
            Activity.state == "published",
            Activity.starts_at == clock.from_ms(int(starts_at)),
        )
    )
    return {member_id for (member_id,) in rows.tuples()}


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
concerns = {"activity_tomorrow": _still_going, "activity_soon": _still_going}
