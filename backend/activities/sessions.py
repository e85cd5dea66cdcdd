"""The sessions (场次) of an activity as one member sees them; an activity without any is its own only session."""

from __future__ import annotations

from typing import NamedTuple

from backend.database import Statement


class SessionRow(NamedTuple):
    """A session, and when this member came and left; moments in milliseconds."""

    id: int
    title: str
    venue: str
    starts_at: int
    ends_at: int
    checkin_opens_at: int
    checkin_closes_at: int
    checked_in_at: int | None
    left_at: int | None


_SESSIONS = Statement(
    """SELECT n.id, n.title, n.venue, n.starts_at, n.ends_at, n.checkin_opens_at, n.checkin_closes_at,
         t.checked_in_at, t.left_at
       FROM activity_session n LEFT JOIN attendance t ON t.session_id = n.id AND t.signup_id = ?
       WHERE n.activity_id = ? ORDER BY n.starts_at, n.id"""
)


def list_sessions(activity_id: int, signup_id: int | None) -> list[SessionRow]:
    """All sessions in order, with the attendance of one signup."""
    return [SessionRow(*row) for row in _SESSIONS.rows(signup_id or 0, activity_id)]
