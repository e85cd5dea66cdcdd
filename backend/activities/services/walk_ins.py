"""Signing up somebody who stands at the door (现场报名)."""

from __future__ import annotations

from typing import NamedTuple

from backend import clock
from backend.activities.queries import lock_activity
from backend.activities.services.errors import ActivityCancelled, ActivityFull
from backend.database import Statement, atomic, new_id
from backend.errors import NotFound
from backend.members.services import hold_member

_FIND = Statement("SELECT id, state, seats FROM signup WHERE activity_id = ? AND member_id = ?")
# Seats no quota keeps: a walk-in is nobody's guest.
_ROOM = """(capacity IS NULL OR taken + ? <= capacity) AND (NOT has_quotas OR capacity IS NULL OR
  taken + ? - (SELECT COALESCE(SUM(q.taken), 0) FROM activity_quota q WHERE q.activity_id = activity.id)
  <= capacity - (SELECT COALESCE(SUM(q.seats), 0) FROM activity_quota q WHERE q.activity_id = activity.id))"""
_TAKE = Statement(
    f"""UPDATE activity SET taken = taken + ?, approved = approved + ?, waitlisted = waitlisted - ?,
          signups_made = signups_made + ?, version = version + 1
        WHERE id = ? AND state = 'published' AND allows_walk_ins AND {_ROOM} RETURNING version, signups_made"""  # noqa: S608
)
_TAKE_FOR_GUEST = Statement(
    f"""UPDATE activity SET taken = taken + 1, approved = approved + 1, arrived = arrived + 1, version = version + 1
        WHERE id = ? AND state = 'published' AND allows_walk_ins AND {_ROOM}
        RETURNING version, arrived, approved"""  # noqa: S608
)
_GIVE_BACK = Statement(
    "UPDATE activity SET taken = taken - 1, approved = approved - 1, arrived = arrived - 1 WHERE id = ?"
)
_FIRST_ORGANIZATION = "(SELECT organization_id FROM membership WHERE member_id = ? ORDER BY joined_at, id LIMIT 1)"
_INSERT = Statement(
    f"""INSERT INTO signup (id, activity_id, member_id, state, answers, reason, checkin_method, created_at, updated_at,
          made_by_id, is_walk_in, number, list_version, organization_id)
        VALUES (?, ?, ?, 'approved', '{{}}', '', '', ?, ?, ?, TRUE, ?, ?, {_FIRST_ORGANIZATION})"""  # noqa: S608
)
_REOPEN = Statement(
    """UPDATE signup SET state = 'approved', queued_at = NULL, reason = '', decided_by_id = NULL, decided_at = NULL,
         updated_at = ?, made_by_id = ?, is_walk_in = TRUE, list_version = ? WHERE id = ?"""
)


class GuestFigures(NamedTuple):
    """The activity after a guest took a seat and arrived."""

    version: int
    arrived: int
    expected: int


def sign_up_walk_in(activity_id: int, member_id: int, made_by: int | None = None) -> int:
    """A seat for a member who came without one; the signup's id. One that holds a seat, or was rejected, stays.

    `made_by`: the organizer who did it, None where the member did. Raises NotFound, ActivityCancelled, ActivityFull.
    """
    now = clock.now_ms()
    with atomic():
        hold_member(member_id)
        activity = lock_activity(activity_id)
        if activity is None:
            raise NotFound
        if activity.state == "cancelled":
            raise ActivityCancelled
        row = _FIND.row(activity_id, member_id)
        if row is not None and row[1] not in ("cancelled", "waitlisted"):
            return int(row[0])
        seats = row[2] if row is not None else 1
        is_waiting = row is not None and row[1] == "waitlisted"
        given = (seats, seats, int(is_waiting), int(row is None), activity_id, seats, seats)
        taken = _TAKE.rows(*given)
        if not taken:
            raise ActivityFull
        version, number = taken[0]
        if row is not None:
            _REOPEN.run(now, made_by, version, row[0])
            return int(row[0])
        signup_id = new_id()
        _INSERT.run(signup_id, activity_id, member_id, now, now, made_by, number, version, member_id)
    return signup_id


def seat_guest(activity_id: int) -> GuestFigures:
    """A seat for somebody who is no member, taken and arrived at once. Raises ActivityFull.

    The caller holds the transaction and enters the guest in the ledger.
    """
    rows = _TAKE_FOR_GUEST.rows(activity_id, 1, 1)
    if not rows:
        raise ActivityFull
    return GuestFigures(*rows[0])


def unseat_guest(activity_id: int) -> None:
    """Take a guest's seat back. The caller holds the transaction and counts the version up."""
    _GIVE_BACK.run(activity_id)
