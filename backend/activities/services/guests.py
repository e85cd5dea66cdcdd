"""Seats of guests: people at the door who are no members, known by a name in the ledger only."""

from __future__ import annotations

from typing import NamedTuple

from backend.activities.services.errors import ActivityFull
from backend.database import Statement

# Seats no quota keeps: a walk-in is nobody's guest.
_ROOM = """(capacity IS NULL OR taken + ? <= capacity) AND (NOT has_quotas OR capacity IS NULL OR
  taken + ? - (SELECT COALESCE(SUM(q.taken), 0) FROM activity_quota q WHERE q.activity_id = activity.id)
  <= capacity - (SELECT COALESCE(SUM(q.seats), 0) FROM activity_quota q WHERE q.activity_id = activity.id))"""
_TAKE_FOR_GUEST = Statement(
    f"""UPDATE activity SET taken = taken + 1, approved = approved + 1, arrived = arrived + 1, version = version + 1
        WHERE id = ? AND state = 'published' AND allows_walk_ins AND {_ROOM}
        RETURNING version, arrived, approved"""  # noqa: S608
)
_GIVE_BACK = Statement(
    "UPDATE activity SET taken = taken - 1, approved = approved - 1, arrived = arrived - 1 WHERE id = ?"
)


class GuestFigures(NamedTuple):
    """The activity after a guest took a seat and arrived."""

    version: int
    arrived: int
    expected: int


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
