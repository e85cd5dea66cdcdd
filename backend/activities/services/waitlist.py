"""The waitlist: first come, first served; it moves up in the transaction that frees a place."""

from __future__ import annotations

from datetime import timedelta

from backend.activities.queries import LockedActivity, lock_activity
from backend.activities.services.messages import tell_result
from backend.database import Statement

# Whoever is moved up later than this could hardly still come.
AUTOMATIC_UNTIL = timedelta(hours=2)
_EVERYBODY = 2**31

_MOVE_UP = Statement(
    """UPDATE signup SET state = ?, decided_at = ?, decided_by_id = NULL, updated_at = ? WHERE id IN
         (SELECT id FROM signup WHERE activity_id = ? AND state = 'waitlisted' ORDER BY queued_at, id LIMIT ?)
       RETURNING id, member_id"""
)
_COUNT = Statement(
    """UPDATE activity SET taken = taken + ?, approved = approved + ?, waitlisted = waitlisted - ?,
         version = version + 1 WHERE id = ? RETURNING version"""
)


def promote_waitlist(activity: LockedActivity, free: int | None, now: int) -> int:
    """Give `free` places (None: as many as are wanted) to those who wait longest; returns how many moved up.

    The caller holds the activity's lock. Nobody moves up in the last two hours: staff decide then.
    With review on, whoever moves up holds a place and still waits for the decision.
    """
    if activity.state != "published" or free == 0:
        return 0
    if now >= activity.starts_at - AUTOMATIC_UNTIL // timedelta(milliseconds=1):
        return 0
    state = "pending" if activity.needs_review else "approved"
    moved = _MOVE_UP.rows(state, now, now, activity.id, _EVERYBODY if free is None else free)
    if not moved:
        return 0
    approved = 0 if activity.needs_review else len(moved)
    version = _COUNT.rows(len(moved), approved, len(moved), activity.id)[0][0]
    for signup_id, member_id in moved:
        tell_result(
            "promoted",
            signup_id=signup_id,
            member_id=member_id,
            activity_id=activity.id,
            version=version,
            title=activity.title,
            venue=activity.venue,
            starts_at=activity.starts_at,
            remark="已占名额，等待审核" if activity.needs_review else "",
        )
    return len(moved)


_LEAVE = Statement(
    """UPDATE activity SET taken = taken - ?, approved = approved - ?, waitlisted = waitlisted - ?,
         version = version + 1 WHERE id = ?"""
)


def leave_place(activity: LockedActivity, state: str, now: int) -> None:
    """Count out a signup that was in `state`, and give its place on. The caller holds the activity's lock."""
    held = int(state in ("pending", "approved"))
    _LEAVE.run(held, int(state == "approved"), int(state == "waitlisted"), activity.id)
    if held and activity.capacity is not None:
        promote_waitlist(activity, activity.capacity - activity.taken + 1, now)


def fill_free_seats(activity_id: int, now: int) -> int:
    """Give free seats to those who wait longest; returns how many signups moved up. Locks the activity."""
    activity = lock_activity(activity_id)
    if activity is None:
        return 0
    return promote_waitlist(activity, None if activity.capacity is None else activity.capacity - activity.taken, now)
