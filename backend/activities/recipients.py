"""Who is told of an activity, and whom it still concerns when the message is about to leave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity, ActivitySession, Signup
from backend.activities.reminders import day_before
from backend.push.told import told_since

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


def _needs_reminding(about: str, member_ids: Collection[int]) -> Collection[int]:
    """The same, without whom a message has just told when and where it is."""
    subject, _, starts_at = about.partition("@")
    since = day_before(clock.from_ms(int(starts_at))) - _HEARD_LATELY
    going = set(_still_going(about, member_ids))
    return going - told_since(since, subject, _HEARD_FROM, going)


recipients = {"activity_signups": signups, "activity_going": going}
concerns = {"activity_tomorrow": _needs_reminding, "activity_soon": _still_going}
