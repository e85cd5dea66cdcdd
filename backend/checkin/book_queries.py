"""SQL of the door's book: many rows a statement, the same number of statements for one scan as for two hundred."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from backend.checkin.queries import ORGANIZATION
from backend.database import Statement, db, is_postgresql


class _Among:
    """One statement whose last parameter is a list, compared where the text says {}."""

    def __init__(self, text: str, kind: str = "BIGINT") -> None:
        self._sqlite = Statement(text.format("IN (SELECT value FROM json_each(?))"))
        self._postgresql = Statement(text.format(f"= ANY (CAST(? AS {kind}[]))"))

    def rows(self, *before: object, among: Iterable[Any]) -> list[tuple[Any, ...]]:
        wanted = list(among)
        if not wanted:
            return []
        if is_postgresql():
            return self._postgresql.rows(*before, wanted)
        return self._sqlite.rows(*before, json.dumps(wanted))


class _ForEach:
    """One change for many rows of parameters: executemany on SQLite, one statement over arrays on PostgreSQL."""

    def __init__(self, sqlite: str, postgresql: str) -> None:
        self._sqlite = Statement(sqlite).text
        self._postgresql = Statement(postgresql)

    def run(self, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if is_postgresql():
            self._postgresql.run(*(list(column) for column in zip(*rows, strict=True)))
        else:
            db.cursor().executemany(self._sqlite, rows)


class Rules(NamedTuple):
    """An activity's door, held until the transaction ends: nobody else lets anybody in meanwhile."""

    activity_id: int
    title: str
    state: str
    version: int
    arrived: int
    expected: int
    opens_at: int
    closes_at: int
    scans_most: int
    has_leave_scan: bool
    has_sessions: bool
    settled_at: int | None


_RULES = """SELECT id, title, state, version, arrived, approved, checkin_opens_at, checkin_closes_at, scans_most,
  has_leave_scan, has_sessions, settled_at FROM activity WHERE id = ?"""
_RULES_SQLITE, _RULES_POSTGRESQL = Statement(_RULES), Statement(f"{_RULES} FOR UPDATE")


def lock_rules(activity_id: int) -> Rules:
    """The door's rules under the activity's lock. The caller holds the transaction and knows that it is there."""
    rows = (_RULES_POSTGRESQL if is_postgresql() else _RULES_SQLITE).rows(activity_id)
    return Rules(*rows[0])


class Guest(NamedTuple):
    """A signup as the door sees it; moments in milliseconds."""

    signup_id: int
    activity_id: int
    signup_state: str
    seats: int
    checked_in_at: int | None
    method: str
    left_at: int | None
    entries: int
    name: str
    organization: str


_GUESTS = _Among(
    f"""SELECT s.id, s.activity_id, s.state, s.seats, s.checked_in_at, s.checkin_method, s.left_at, s.entries, m.name,
          {ORGANIZATION} FROM signup s JOIN member m ON m.id = s.member_id WHERE s.id {{}}"""
)
_BY_NUMBERS = _Among("SELECT number, id FROM signup WHERE activity_id = ? AND number {}", "INTEGER")


def find_guests(signup_ids: Iterable[int]) -> dict[int, Guest]:
    """Signups by id, of whatever activity."""
    return {row[0]: Guest(*row) for row in _GUESTS.rows(among=signup_ids)}


def find_by_numbers(activity_id: int, numbers: Iterable[int]) -> dict[int, int]:
    """Ids of signups by their number within the activity."""
    return dict(_BY_NUMBERS.rows(activity_id, among=numbers))


class KnownScan(NamedTuple):
    """An attempt that the ledger has already."""

    scan_id: int
    client_ref: str
    signup_id: int | None
    session_id: int | None
    refusal: str
    direction: str
    at: int
    note: str


_KNOWN = _Among(
    """SELECT id, client_ref, signup_id, session_id, refusal, direction, at, note FROM scan
       WHERE activity_id = ? AND scanned_by_id = ? AND client_ref {}""",
    "TEXT",
)


def find_known(activity_id: int, scanned_by: int, client_refs: Iterable[str]) -> dict[str, KnownScan]:
    """Which of these attempts of one person are in the ledger."""
    return {row[1]: KnownScan(*row) for row in _KNOWN.rows(activity_id, scanned_by, among=client_refs)}


# What was accepted on line and refused later has a version still; what was refused on line has neither, for good.
_PAST = _Among(
    """SELECT c.signup_id, c.session_id, c.client_ref, c.scanned_by_id, c.at, c.direction, c.method, c.grant_id, c.id,
         c.refusal, c.is_conflict
       FROM scan c LEFT JOIN scan u ON u.undoes_id = c.id
       WHERE c.activity_id = ? AND u.id IS NULL AND c.method <> 'undo'
         AND c.refusal IN ('', 'already_checked_in', 'already_left', 'not_checked_in')
         AND (c.version IS NOT NULL OR c.received_at IS NOT NULL) AND c.signup_id {}"""
)


def find_past(activity_id: int, signup_ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """The scans of these signups that count together: signup, session, then the fields of `Event`."""
    return _PAST.rows(activity_id, among=signup_ids)


class SessionRow(NamedTuple):
    """A session's door; moments in milliseconds."""

    id: int
    title: str
    opens_at: int
    closes_at: int
    arrived: int


_SESSIONS = Statement(
    """SELECT id, title, checkin_opens_at, checkin_closes_at, arrived FROM activity_session WHERE activity_id = ?
       ORDER BY starts_at, id"""
)


def list_sessions(activity_id: int) -> list[SessionRow]:
    """The sessions of an activity in order."""
    return [SessionRow(*row) for row in _SESSIONS.rows(activity_id)]


_ATTENDANCE = _Among(
    """SELECT signup_id, session_id, checked_in_at, checkin_method, left_at, entries FROM attendance
       WHERE signup_id {}"""
)


def find_attendance(signup_ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """Signup, session, then the fields of `Presence`."""
    return _ATTENDANCE.rows(among=signup_ids)


_DOORS = _Among("SELECT id, door FROM door_grant WHERE id {}")


def door_names(grant_ids: Iterable[int]) -> dict[int, str]:
    """What people call these doors."""
    return dict(_DOORS.rows(among=grant_ids))


_COUNT = Statement(
    """UPDATE activity SET arrived = arrived + ?, version = version + ? WHERE id = ?
       RETURNING version, arrived, approved"""
)


def count_arrivals(activity_id: int, seats: int, versions: int) -> tuple[int, int, int]:
    """Count seats in (or out again), and so many changes; the version, the arrived and the expected after it."""
    version, arrived, expected = _COUNT.rows(seats, versions, activity_id)[0]
    return version, arrived, expected


_SET_SIGNUP = "checked_in_at = {}, checkin_method = {}, left_at = {}, entries = {}, updated_at = {}, list_version = {}"
write_signups = _ForEach(
    f"UPDATE signup SET {_SET_SIGNUP.format(*'??????')} WHERE id = ?",
    f"""UPDATE signup SET {_SET_SIGNUP.format(*(f"n.{column}" for column in "abcdef"))}
        FROM unnest(CAST(? AS BIGINT[]), CAST(? AS TEXT[]), CAST(? AS BIGINT[]), CAST(? AS INTEGER[]),
          CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS BIGINT[])) AS n (a, b, c, d, e, f, id)
        WHERE signup.id = n.id""",
)
_UPSERT = """ON CONFLICT (signup_id, session_id) DO UPDATE SET checked_in_at = excluded.checked_in_at,
  checkin_method = excluded.checkin_method, left_at = excluded.left_at, entries = excluded.entries"""
_ATTENDED = "activity_id, session_id, signup_id, checked_in_at, checkin_method, left_at, entries"
write_attendance = _ForEach(
    f"INSERT INTO attendance ({_ATTENDED}) VALUES (?, ?, ?, ?, ?, ?, ?) {_UPSERT}",
    f"""INSERT INTO attendance ({_ATTENDED}) SELECT * FROM unnest(CAST(? AS BIGINT[]), CAST(? AS BIGINT[]),
          CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS TEXT[]), CAST(? AS BIGINT[]), CAST(? AS INTEGER[]))
        {_UPSERT}""",
)
write_session_arrivals = _ForEach(
    "UPDATE activity_session SET arrived = arrived + ? WHERE id = ?",
    """UPDATE activity_session SET arrived = arrived + n.seats
       FROM unnest(CAST(? AS INTEGER[]), CAST(? AS BIGINT[])) AS n (seats, id) WHERE activity_session.id = n.id""",
)
_SCAN = (
    ("activity_id", "BIGINT"),
    ("signup_id", "BIGINT"),
    ("method", "TEXT"),
    ("refusal", "TEXT"),
    ("scanned_by_id", "BIGINT"),
    ("client_ref", "TEXT"),
    ("version", "BIGINT"),
    ("receipt", "TEXT"),
    ("at", "BIGINT"),
    ("received_at", "BIGINT"),
    ("clock_offset_ms", "BIGINT"),
    ("grant_id", "BIGINT"),
    ("session_id", "BIGINT"),
    ("direction", "TEXT"),
    ("seats", "INTEGER"),
    ("delay_ms", "INTEGER"),
    ("is_conflict", "BOOLEAN"),
    ("undoes_id", "BIGINT"),
    ("note", "TEXT"),
)
_SCAN_COLUMNS = ", ".join(name for name, _ in _SCAN)
write_scans = _ForEach(
    f"INSERT INTO scan ({_SCAN_COLUMNS}) VALUES ({', '.join('?' * len(_SCAN))})",
    f"""INSERT INTO scan ({_SCAN_COLUMNS})
        SELECT * FROM unnest({", ".join(f"CAST(? AS {kind}[])" for _, kind in _SCAN)})""",
)
write_verdicts = _ForEach(
    "UPDATE scan SET refusal = ?, is_conflict = ?, version = COALESCE(?, version) WHERE id = ?",
    """UPDATE scan SET refusal = n.refusal, is_conflict = n.is_conflict, version = COALESCE(n.version, scan.version)
       FROM unnest(CAST(? AS TEXT[]), CAST(? AS BOOLEAN[]), CAST(? AS BIGINT[]), CAST(? AS BIGINT[]))
         AS n (refusal, is_conflict, version, id) WHERE scan.id = n.id""",
)
