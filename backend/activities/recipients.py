"""Who is told of an activity, and whom it still concerns when the message is about to leave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity, Signup

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


def _held_until(activity_id: int) -> datetime | None:
    """The start: until then a credit asked for at signup is kept for a change, a cancellation, and the reminder."""
    row: Any = Activity.select(Activity.starts_at).where(Activity.id == activity_id, Activity.state == "published")
    return row.scalar()  # type: ignore[no-any-return]


recipients = {"activity_signups": signups, "activity_going": going}
concerns = {"activity_tomorrow": _still_going, "activity_soon": _still_going}
holds = {"activity": _held_until}
