"""Prepared SQL of the door: one read that tells everything, one short write that counts."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import NamedTuple

from backend.activities.queries import PassRow
from backend.database import Statement, atomic, is_postgresql

# A member of several organizations is shown with the one joined first.
ORGANIZATION = """COALESCE((SELECT o.name FROM membership ms JOIN organization o ON o.id = ms.organization_id
  WHERE ms.member_id = m.id ORDER BY ms.joined_at, ms.id LIMIT 1), '')"""
# In charge now: a colleague may stand in for a few days only.
IN_CHARGE = """EXISTS (SELECT 1 FROM activity_organizer ao WHERE ao.activity_id = a.id AND ao.member_id = ?
    AND (ao.starts_at IS NULL OR ao.starts_at <= ?) AND (ao.ends_at IS NULL OR ao.ends_at > ?))"""
_DOOR = f"""SELECT a.id, a.title, a.state, a.organization_id, a.checkin_opens_at, a.checkin_closes_at, a.arrived,
    a.approved, a.version, {IN_CHARGE},
    s.id, s.activity_id, s.state, s.checked_in_at, m.name, {ORGANIZATION}, p.refusal,
    EXISTS (SELECT 1 FROM scan used WHERE used.receipt = ?), s.left_at, s.seats, a.scans_most, a.has_leave_scan,
    a.has_sessions, p.id, p.at, g.activity_id, g.member_id, g.revoked_at, a.allows_walk_ins, a.checkin_radius_m,
    a.latitude, a.longitude
  FROM activity a
  LEFT JOIN scan p ON p.activity_id = a.id AND p.client_ref = ? AND p.scanned_by_id = ?
  LEFT JOIN door_grant g ON g.id = ?"""
_SEEN_BY_ORGANIZER = Statement(
    f"""{_DOOR} LEFT JOIN signup s ON s.id = COALESCE(p.signup_id, ?) LEFT JOIN member m ON m.id = s.member_id
        WHERE a.id = ? AND a.state <> 'draft'"""
)
_SEEN_BY_MEMBER = Statement(
    f"""{_DOOR} LEFT JOIN signup s ON s.activity_id = a.id AND s.member_id = ? LEFT JOIN member m ON m.id = s.member_id
        WHERE a.id = ? AND a.state <> 'draft'"""
)
_BY_NUMBER = Statement("SELECT id FROM signup WHERE activity_id = ? AND number = ?")


class DoorRow(NamedTuple):
    """One attempt to get in, before it is decided; moments in milliseconds.

    `first_refusal` is what the same attempt was answered before: None if it is new, "" if it was accepted.
    """

    activity_id: int
    title: str
    activity_state: str
    organization_id: int
    opens_at: int
    closes_at: int
    arrived: int
    expected: int
    version: int
    is_organizer: bool
    signup_id: int | None
    signup_activity_id: int | None
    signup_state: str | None
    checked_in_at: int | None
    name: str | None
    organization: str
    first_refusal: str | None
    is_receipt_used: bool
    left_at: int | None
    seats: int | None
    scans_most: int
    has_leave_scan: bool
    has_sessions: bool
    scan_id: int | None
    scanned_at: int | None
    grant_activity_id: int | None
    grant_member_id: int | None
    grant_revoked_at: int | None
    allows_walk_ins: bool
    radius_m: int | None
    latitude: float | None
    longitude: float | None


def door_of_organizer(
    activity_id: int, signup_id: int | None, scanned_by: int, client_ref: str, grant_id: int | None, now: int
) -> DoorRow | None:
    """What the organizer's attempt with this signup is about; None if there is no such activity."""
    asked = (scanned_by, now, now, None, client_ref, scanned_by, grant_id)
    row = _SEEN_BY_ORGANIZER.row(*asked, signup_id, activity_id)
    return None if row is None else DoorRow(*row)


def door_of_member(activity_id: int, member_id: int, client_ref: str, receipt: str | None, now: int) -> DoorRow | None:
    """What a member's own attempt is about; None if there is no such activity."""
    row = _SEEN_BY_MEMBER.row(member_id, now, now, receipt, client_ref, member_id, None, member_id, activity_id)
    return None if row is None else DoorRow(*row)


def find_by_number(activity_id: int, number: int) -> int | None:
    """The id of the signup with this number within the activity."""
    row = _BY_NUMBER.row(activity_id, number)
    return None if row is None else int(row[0])


_SCAN_OF_ATTEMPT = Statement("SELECT id FROM scan WHERE activity_id = ? AND client_ref = ? AND scanned_by_id = ?")


def find_scan(activity_id: int, client_ref: str, scanned_by: int) -> int | None:
    """The id of an attempt's line in the ledger."""
    row = _SCAN_OF_ATTEMPT.row(activity_id, client_ref, scanned_by)
    return None if row is None else int(row[0])


class Arrival(NamedTuple):
    """The activity's figures right after somebody was let in, and the entry in the ledger."""

    version: int
    arrived: int
    expected: int
    scan_id: int


_LEDGER = """activity_id, signup_id, method, refusal, scanned_by_id, client_ref, receipt, grant_id, delay_ms, note,
  seats, at"""
_COUNT = Statement(
    """UPDATE activity SET arrived = arrived + ?, version = version + 1 WHERE id = ? AND EXISTS
         (SELECT 1 FROM signup s WHERE s.id = ? AND s.activity_id = activity.id AND s.state = 'approved'
            AND s.checked_in_at IS NULL AND s.seats = ?) RETURNING version, arrived, approved"""
)
_ENTER = Statement(
    """UPDATE signup SET checked_in_at = ?, checkin_method = ?, updated_at = ?, entries = 1, list_version = ?
       WHERE id = ?"""
)
_ACCEPT = Statement(
    f"INSERT INTO scan ({_LEDGER}, version) VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
# The activity's row is locked before the signup's, as everywhere; each later part names the earlier one in FROM,
# since a sub-select on it could not be checked again after waiting for another door. What FOR UPDATE returns is the
# row as it is once the lock is held, so its version is the one to count on from.
_ADMIT = Statement(
    f"""WITH door AS (SELECT id, version FROM activity WHERE id = ? FOR UPDATE),
        entry AS (UPDATE signup SET checked_in_at = ?, checkin_method = ?, updated_at = ?, entries = 1,
            list_version = door.version + 1 FROM door
          WHERE signup.id = ? AND signup.activity_id = door.id AND signup.state = 'approved'
            AND signup.checked_in_at IS NULL AND signup.seats = ?
          RETURNING signup.id, signup.activity_id, signup.seats),
        counted AS (UPDATE activity SET arrived = arrived + entry.seats, version = version + 1 FROM entry
          WHERE activity.id = entry.activity_id
          RETURNING activity.id, activity.version, activity.arrived, activity.approved, entry.id AS signup_id,
            entry.seats),
        ledger AS (INSERT INTO scan ({_LEDGER}, version)
          SELECT counted.id, counted.signup_id, ?, '', CAST(? AS BIGINT), ?, ?, CAST(? AS BIGINT),
            CAST(? AS INTEGER), ?, counted.seats, CAST(? AS BIGINT), counted.version
          FROM counted RETURNING id)
        SELECT counted.version, counted.arrived, counted.approved, ledger.id FROM counted, ledger"""
)
_REFUSE = Statement(
    f"INSERT INTO scan ({_LEDGER}) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, 1, ?) ON CONFLICT DO NOTHING"
)


class Attempt(NamedTuple):
    """Who tries to let somebody in, and how; `client_ref` tells a repeat from a second attempt."""

    method: str
    scanned_by: int
    client_ref: str
    receipt: str | None
    grant_id: int | None = None
    # How long after the event code came up, in milliseconds.
    delay_ms: int | None = None
    note: str = ""


def admit(activity_id: int, signup_id: int, seats: int, attempt: Attempt, now: int) -> Arrival | None:
    """Let one signup in for the first time: mark it, count its seats, enter it in the ledger.

    None if it is in already, not approved, or of another size by now. Raises peewee.IntegrityError if the same
    attempt, or the same receipt, was entered meanwhile.
    """
    method, *made = attempt
    if is_postgresql():
        row = _ADMIT.row(activity_id, now, method, now, signup_id, seats, method, *made, now)
        return None if row is None else Arrival(*row)
    with atomic():
        counted = _COUNT.rows(seats, activity_id, signup_id, seats)
        if not counted:
            return None
        version, arrived, expected = counted[0]
        _ENTER.run(now, method, now, version, signup_id)
        entered = _ACCEPT.rows(activity_id, signup_id, method, *made, seats, now, version)
    return Arrival(version, arrived, expected, entered[0][0])


def record_refusal(activity_id: int, signup_id: int | None, attempt: Attempt, refusal: str, now: int) -> bool:
    """Enter a refused attempt in the ledger; False if the same attempt was entered meanwhile."""
    made = (attempt.method, refusal, attempt.scanned_by, attempt.client_ref)
    said = (attempt.grant_id, attempt.delay_ms, attempt.note, now)
    return bool(_REFUSE.run(activity_id, signup_id, *made, *said).rowcount)


_FIGURES = Statement(
    f"""SELECT a.organization_id, a.version, a.approved, a.arrived, {IN_CHARGE}
       FROM activity a WHERE a.id = ? AND a.state <> 'draft'"""
)


class FiguresRow(NamedTuple):
    """The figures of an activity, and whether the asking member is in charge of it."""

    organization_id: int
    version: int
    expected: int
    arrived: int
    is_organizer: bool


def find_figures(activity_id: int, member_id: int, now: int) -> FiguresRow | None:
    """One read by primary key: what a live view asks each second."""
    row = _FIGURES.row(member_id, now, now, activity_id)
    return None if row is None else FiguresRow(*row)


_PASSES = """SELECT s.id, a.id, a.title, a.starts_at, a.ends_at, a.venue, s.state, a.checkin_opens_at,
  a.checkin_closes_at, s.checked_in_at, s.seats, s.number, a.has_sessions
  FROM signup s JOIN activity a ON a.id = s.activity_id"""
_PASS_OF_SIGNUP = Statement(f"{_PASSES} WHERE s.id = ? AND s.member_id = ? AND a.state = 'published'")
_PASS_OF_DAY = Statement(
    f"""{_PASSES} WHERE s.member_id = ? AND s.state = 'approved' AND a.state = 'published' AND a.starts_at < ?
          AND a.ends_at > ?
        ORDER BY CASE WHEN s.checked_in_at IS NULL THEN 0 ELSE 1 END, a.starts_at, a.id LIMIT 1"""
)


def find_pass(signup_id: int, member_id: int) -> PassRow | None:
    """The pass of one of the member's own signups, whatever its state."""
    row = _PASS_OF_SIGNUP.row(signup_id, member_id)
    return None if row is None else PassRow(*row)


def find_pass_of_day(member_id: int, now: int, midnight: int) -> PassRow | None:
    """The pass to have at hand before `midnight`: of what is not over, first what is still to be entered."""
    row = _PASS_OF_DAY.row(member_id, midnight, now)
    return None if row is None else PassRow(*row)
