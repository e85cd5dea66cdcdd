"""The door as it is right now: figures, arrivals as they happen, and how they are spread.

A poll reads one row by key. How arrivals are spread over organizations, doors and sessions is counted from the rows, at
most once a second in each process and only when something changed: two hundred viewers cost what one costs.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import threading
from statistics import median
from typing import Any, NamedTuple

from backend import clock
from backend.checkin.event_codes import SLOT_MS
from backend.checkin.queries import ORGANIZATION, FiguresRow
from backend.database import Statement

MOST_ARRIVALS = 50
_LEAST_AGE_MS, _MOST_AGE_MS = 1_000, 15_000
_CODES_OF_MS = 10 * 60_000
_ACTIVITIES_KEPT = 64

# An entry that stands: accepted, and not taken back.
_STANDS = "c.refusal = '' AND c.method <> 'undo' AND NOT EXISTS (SELECT 1 FROM scan u WHERE u.undoes_id = c.id)"
_ARRIVALS = Statement(
    f"""SELECT c.id, c.signup_id, COALESCE(m.name, c.note), CASE WHEN m.id IS NULL THEN '' ELSE {ORGANIZATION} END,
          c.at, c.method, c.seats, COALESCE(g.door, ''), m.id
        FROM scan c LEFT JOIN signup s ON s.id = c.signup_id LEFT JOIN member m ON m.id = s.member_id
          LEFT JOIN door_grant g ON g.id = c.grant_id
        WHERE c.activity_id = ? AND c.version > ? AND c.direction = 'in' AND {_STANDS}
        ORDER BY c.version DESC LIMIT ?"""
)
_ORGANIZATIONS = Statement(
    """SELECT COALESCE(o.name, ''), SUM(s.seats), SUM(CASE WHEN s.checked_in_at IS NULL THEN 0 ELSE s.seats END)
       FROM signup s LEFT JOIN organization o ON o.id = s.organization_id
       WHERE s.activity_id = ? AND s.state = 'approved' GROUP BY o.id, o.name ORDER BY 2 DESC, 1"""
)
_DOORS = Statement(
    """SELECT g.id, g.door, m.name, g.last_seen_at, g.revoked_at FROM door_grant g JOIN member m ON m.id = g.member_id
       WHERE g.activity_id = ? ORDER BY g.id"""
)
_BY_DOOR = Statement(
    f"""SELECT c.grant_id, SUM(c.seats) FROM scan c
        WHERE c.activity_id = ? AND c.version > 0 AND c.direction = 'in' AND {_STANDS} GROUP BY c.grant_id"""
)
_CONFLICTS = Statement("SELECT count(*) FROM scan WHERE activity_id = ? AND is_conflict")
_DELAYS = Statement(
    """SELECT delay_ms FROM scan WHERE activity_id = ? AND method = 'event_code' AND refusal = '' AND at > ?
         AND delay_ms IS NOT NULL"""
)
_SESSIONS = Statement("SELECT id, title, arrived FROM activity_session WHERE activity_id = ? ORDER BY starts_at, id")


class Arrival(NamedTuple):
    """Somebody who was let in; `at` in milliseconds. A guest has neither signup nor member."""

    scan_id: int
    signup_id: int | None
    name: str
    organization: str
    at: int
    method: str
    seats: int
    door: str
    member_id: int | None


def list_arrivals(activity_id: int, since: int) -> list[Arrival]:
    """Who was let in after version `since`, latest first; a pass that two doors let in, or that came twice, once."""
    latest: dict[int, Arrival] = {}
    for row in _ARRIVALS.rows(activity_id, since, MOST_ARRIVALS):
        arrival = Arrival(*row)
        latest.setdefault(arrival.signup_id or -arrival.scan_id, arrival)
    return list(latest.values())


class _Spread(NamedTuple):
    version: int
    counted_at: int
    figures: dict[str, Any]


_spreads: dict[int, _Spread] = {}
_counting = threading.Lock()


def spread_of(activity_id: int, version: int, *, is_first_look: bool = False) -> dict[str, Any]:
    """How arrivals are spread, as `LiveSchema` shows it; counted anew when it is old enough to be, or looked at first.

    A phone that opens a door, or is stopped, changes no version: whoever opens the page wants to see it all the same.
    """
    now = clock.now_ms()
    kept = None if is_first_look else _spreads.get(activity_id)
    if kept is not None and not _is_stale(kept, version, now):
        return kept.figures
    # One thread counts; the others show what was counted last, if anything was.
    if not _counting.acquire(blocking=kept is None):
        return kept.figures if kept is not None else {}
    try:
        kept = None if is_first_look else _spreads.get(activity_id)
        if kept is None or _is_stale(kept, version, now):
            kept = _Spread(version, now, _count(activity_id, now))
            if len(_spreads) >= _ACTIVITIES_KEPT:
                _spreads.pop(next(iter(_spreads)))
            _spreads[activity_id] = kept
        return kept.figures
    finally:
        _counting.release()


def _is_stale(kept: _Spread, version: int, now: int) -> bool:
    age = now - kept.counted_at
    return age < 0 or age >= _MOST_AGE_MS or (kept.version != version and age >= _LEAST_AGE_MS)


def _count(activity_id: int, now: int) -> dict[str, Any]:
    by_door = dict(_BY_DOOR.rows(activity_id))
    delays = [delay for (delay,) in _DELAYS.rows(activity_id, now - _CODES_OF_MS)]
    return {
        "per_organization": [
            {"name": name, "expected": int(expected), "arrived": int(arrived)}
            for name, expected, arrived in _ORGANIZATIONS.rows(activity_id)
        ],
        "doors": [
            {
                "id": grant_id,
                "door": door,
                "member_name": name,
                "arrived": int(by_door.get(grant_id, 0)),
                "last_seen_at": clock.from_ms(last_seen_at),
                "is_revoked": revoked_at is not None,
            }
            for grant_id, door, name, last_seen_at, revoked_at in _DOORS.rows(activity_id)
        ],
        "code_delay": {
            "scans": len(delays),
            "median_ms": int(median(delays)) if delays else None,
            "late_share": sum(delay > SLOT_MS for delay in delays) / len(delays) if delays else 0,
        },
        "sessions": [
            {"id": session_id, "title": title, "arrived": arrived}
            for session_id, title, arrived in _SESSIONS.rows(activity_id)
        ],
        "conflicts": _CONFLICTS.rows(activity_id)[0][0],
    }


def live_view(activity_id: int, figures: FiguresRow, since: int) -> dict[str, Any]:
    """As `LiveSchema` shows it: the figures, and who came after version `since`."""
    # A version ahead of ours was not given by this database: start over.
    since = since if since <= figures.version else 0
    arrivals = [] if since == figures.version else list_arrivals(activity_id, since)
    return {
        "version": figures.version,
        "expected": figures.expected,
        "arrived": figures.arrived,
        "arrivals": [{**arrival._asdict(), "checked_in_at": clock.from_ms(arrival.at)} for arrival in arrivals],
        **spread_of(activity_id, figures.version, is_first_look=since == 0),
    }
