"""Prepared SQL of the hot paths: what a member sees of activities, and taking a place.

`me` is a one-row table that holds the caller's member id (0 for a visitor), so that each statement names it once.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import Any, NamedTuple

from backend.database import Statement, is_postgresql

# The organizations whose activities I see: mine and all above them.
_MY_TREE = """SELECT c.ancestor_id FROM membership ms
  JOIN organization_closure c ON c.descendant_id = ms.organization_id WHERE ms.member_id = me.id"""
_I_ORGANIZE = "EXISTS (SELECT 1 FROM activity_organizer ao WHERE ao.activity_id = a.id AND ao.member_id = me.id)"
_MY_PLACE_IN_QUEUE = """CASE WHEN s.state = 'waitlisted' THEN (SELECT count(*) FROM signup w
  WHERE w.activity_id = a.id AND w.state = 'waitlisted'
    AND (w.queued_at < s.queued_at OR (w.queued_at = s.queued_at AND w.id <= s.id))) END"""
_FROM = """FROM (SELECT CAST(? AS BIGINT) AS id) me CROSS JOIN activity a
  JOIN organization o ON o.id = a.organization_id
  LEFT JOIN signup s ON s.activity_id = a.id AND s.member_id = me.id"""
VISIBLE = f"(a.is_public OR a.organization_id IN ({_MY_TREE}) OR s.id IS NOT NULL OR {_I_ORGANIZE})"
_STAFF_SEES = """EXISTS (SELECT 1 FROM role r JOIN organization_closure c ON c.ancestor_id = r.organization_id
  WHERE r.member_id = me.id AND c.descendant_id = a.organization_id
    AND (r.starts_at IS NULL OR r.starts_at <= ?) AND (r.ends_at IS NULL OR r.ends_at > ?))"""
_CARD = f"""a.id, a.title, a.kind, o.id, o.name, a.starts_at, a.ends_at, a.venue, a.capacity, a.taken,
  a.waitlisted, a.signup_opens_at, a.signup_closes_at, a.state, a.needs_review, a.approved, a.arrived,
  {_I_ORGANIZE}, s.id, s.state, s.checked_in_at, {_MY_PLACE_IN_QUEUE}, a.reported_at"""


class CardRow(NamedTuple):
    """An activity as one member sees it in a list; moments in milliseconds."""

    id: int
    title: str
    kind: str
    organization_id: int
    organization_name: str
    starts_at: int
    ends_at: int
    venue: str
    capacity: int | None
    taken: int
    waitlisted: int
    signup_opens_at: int | None
    signup_closes_at: int
    state: str
    needs_review: bool
    approved: int
    arrived: int
    is_organizer: bool
    signup_id: int | None
    signup_state: str | None
    checked_in_at: int | None
    waitlist_position: int | None
    reported_at: int | None


class DetailRow(NamedTuple):
    """One activity as one member sees it in full, with their signup."""

    card: CardRow
    description: str
    latitude: float | None
    longitude: float | None
    online_link: str
    contact_name: str
    contact_phone: str
    cancel_closes_at: int
    cancel_reason: str
    checkin_opens_at: int
    checkin_closes_at: int
    version: int
    form_id: int | None
    answers: str | None
    reason: str | None
    signed_up_at: int | None
    attendance: str | None
    feedback_form_id: int | None
    feedback_at: int | None


class PassRow(NamedTuple):
    """What a pass shows of a signup and its activity."""

    signup_id: int
    activity_id: int
    title: str
    starts_at: int
    ends_at: int
    venue: str
    state: str
    checkin_opens_at: int
    checkin_closes_at: int
    checked_in_at: int | None


_DETAIL = Statement(
    f"""SELECT {_CARD}, a.description, a.latitude, a.longitude, a.online_link, a.contact_name, a.contact_phone,
          a.cancel_closes_at, a.cancel_reason, a.checkin_opens_at, a.checkin_closes_at, a.version, a.form_id,
          s.answers, s.reason, s.created_at, s.attendance, a.feedback_form_id,
          (SELECT f.updated_at FROM feedback f WHERE f.signup_id = s.id)
        {_FROM} WHERE a.id = ? AND a.state <> 'draft' AND ({VISIBLE} OR {_STAFF_SEES})"""
)


def find_detail(activity_id: int, member_id: int | None, now: int) -> DetailRow | None:
    """The activity in full, or None if this member may not see it. `now` in milliseconds."""
    row = _DETAIL.row(member_id or 0, activity_id, now, now)
    if row is None:
        return None
    split = len(CardRow._fields)
    return DetailRow(CardRow(*row[:split]), *row[split:])


# 可报名: signup is open, or will open. 我的: I am in it and it is not over. 往期: all else that I may see.
_OPEN = f"a.state = 'published' AND a.signup_closes_at > ? AND {VISIBLE}"
_MINE = "s.state IN ('pending', 'approved', 'waitlisted', 'rejected') AND a.ends_at > ? AND a.state <> 'draft'"
_PAST = f"""{VISIBLE} AND ((a.state = 'published' AND a.signup_closes_at <= ?
    AND (a.ends_at <= ? OR s.id IS NULL OR s.state = 'cancelled'))
  OR (a.state = 'cancelled' AND a.ends_at <= ? AND s.state IN ('pending', 'approved', 'waitlisted')))"""
_TABS = {"open": (_OPEN, 1, "ASC"), "mine": (_MINE, 1, "ASC"), "past": (_PAST, 3, "DESC")}
_LISTS = {
    tab: Statement(f"SELECT {_CARD} {_FROM} WHERE {where} ORDER BY a.starts_at {order}, a.id {order} LIMIT ? OFFSET ?")
    for tab, (where, _, order) in _TABS.items()
}
_COUNTS = {tab: Statement(f"SELECT count(*) {_FROM} WHERE {where}") for tab, (where, _, _) in _TABS.items()}


def list_cards(tab: str, member_id: int | None, now: int, page: int, page_size: int) -> tuple[list[CardRow], int]:
    """One page of a tab ("open", "mine", "past") and how many there are in all: two statements."""
    moments = (now,) * _TABS[tab][1]
    rows = _LISTS[tab].rows(member_id or 0, *moments, page_size, (page - 1) * page_size)
    total = _COUNTS[tab].rows(member_id or 0, *moments)[0][0]
    return [CardRow(*row) for row in rows], total


_ORGANIZED = f"{_I_ORGANIZE} AND a.state <> 'draft'"
# What is on now or soon comes first, then what was, latest first.
_LIST_ORGANIZED = Statement(
    f"""SELECT {_CARD} {_FROM} WHERE {_ORGANIZED}
        ORDER BY CASE WHEN a.ends_at > ? THEN 0 ELSE 1 END, ABS(a.starts_at - ?), a.id LIMIT ? OFFSET ?"""
)
_COUNT_ORGANIZED = Statement(f"SELECT count(*) {_FROM} WHERE {_ORGANIZED}")


def list_organized(member_id: int, now: int, page: int, page_size: int) -> tuple[list[CardRow], int]:
    """The activities a member is in charge of, nearest first, and how many there are."""
    rows = _LIST_ORGANIZED.rows(member_id, now, now, page_size, (page - 1) * page_size)
    return [CardRow(*row) for row in rows], _COUNT_ORGANIZED.rows(member_id)[0][0]


_NEXT = Statement(
    f"""SELECT {_CARD} {_FROM} WHERE a.state = 'published' AND a.ends_at > ? AND {VISIBLE}
          AND (s.state IN ('pending', 'approved', 'waitlisted')
               OR (a.signup_closes_at > ? AND (s.state IS NULL OR s.state = 'cancelled')))
        ORDER BY CASE WHEN s.state IN ('pending', 'approved', 'waitlisted') THEN 0 ELSE 1 END, a.starts_at, a.id
        LIMIT 1"""
)


def find_next(member_id: int | None, now: int) -> CardRow | None:
    """The next activity I am in, else the next one I could sign up to."""
    row = _NEXT.row(member_id or 0, now, now)
    return None if row is None else CardRow(*row)


class Seat(NamedTuple):
    """What taking a place came to: the signup's state, the length of the waitlist, the activity's new version."""

    state: str
    waitlisted: int
    version: int


_FITS = "waitlisted = 0 AND (capacity IS NULL OR taken < capacity)"
# One row changes by its own columns only, so PostgreSQL may re-check it after waiting for another transaction.
# The queue is empty afterwards exactly when there was a place: whoever does not fit joins it. The member must be there
# still: on PostgreSQL their row is held, before the activity's as everywhere, so that nobody leaves meanwhile.
_SEAT = f"""UPDATE activity SET version = version + 1,
    taken = taken + CASE WHEN {_FITS} THEN 1 ELSE 0 END,
    approved = approved + CASE WHEN {_FITS} AND NOT needs_review THEN 1 ELSE 0 END,
    waitlisted = waitlisted + CASE WHEN {_FITS} THEN 0 ELSE 1 END
  {{member}} activity.id = ? AND activity.state = 'published' RETURNING waitlisted, needs_review, version"""
_SEAT_SQLITE = _SEAT.format(member="WHERE EXISTS (SELECT 1 FROM member m WHERE m.id = ? AND m.state = 'active') AND")
_SEAT_POSTGRESQL = f"""WITH person AS (SELECT id FROM member WHERE id = ? AND state = 'active' FOR SHARE),
  seat AS ({_SEAT.format(member="FROM person WHERE")})"""
_COLUMNS = (
    "id, activity_id, member_id, answers, form_id, reason, checkin_method, created_at, updated_at, state, queued_at"
)
_TAKE_SEAT_SQLITE = Statement(_SEAT_SQLITE)
_TAKE_SEAT_POSTGRESQL = Statement(f"{_SEAT_POSTGRESQL} SELECT waitlisted, needs_review, version FROM seat")
_INSERT = Statement(f"INSERT INTO signup ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, '', '', ?, ?, ?, ?)")
_SEAT_AND_INSERT = Statement(
    f"""{_SEAT_POSTGRESQL} INSERT INTO signup ({_COLUMNS})
        SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), ?, CAST(? AS BIGINT), '', '',
          CAST(? AS BIGINT), CAST(? AS BIGINT),
          CASE WHEN seat.waitlisted > 0 THEN 'waitlisted' WHEN seat.needs_review THEN 'pending' ELSE 'approved' END,
          CASE WHEN seat.waitlisted > 0 THEN CAST(? AS BIGINT) END FROM seat
        RETURNING state, (SELECT waitlisted FROM seat), (SELECT version FROM seat)"""
)
_REOPEN = Statement(
    """UPDATE signup SET state = ?, queued_at = ?, answers = ?, form_id = ?, reason = '', decided_by_id = NULL,
         decided_at = NULL, created_at = ?, updated_at = ? WHERE id = ? AND state = 'cancelled'"""
)


def _take_seat(activity_id: int, member_id: int) -> Seat | None:
    rows = (_TAKE_SEAT_POSTGRESQL if is_postgresql() else _TAKE_SEAT_SQLITE).rows(member_id, activity_id)
    if not rows:
        return None
    waitlisted, needs_review, version = rows[0]
    state = "waitlisted" if waitlisted else "pending" if needs_review else "approved"
    return Seat(state, waitlisted, version)


def insert_signup(
    signup_id: int, activity_id: int, member_id: int, answers: str, form_id: int | None, now: int
) -> Seat | None:
    """Take a place, or one on the waitlist, and write the signup; None if the activity or the member is gone.

    Raises peewee.IntegrityError if the member has a signup already; the transaction must then be rolled back.
    """
    given = (signup_id, activity_id, member_id, answers, form_id, now, now)
    if is_postgresql():
        row = _SEAT_AND_INSERT.row(member_id, activity_id, *given, now)
        return None if row is None else Seat(*row)
    seat = _take_seat(activity_id, member_id)
    if seat is not None:
        _INSERT.run(*given, seat.state, now if seat.waitlisted else None)
    return seat


def reopen_signup(
    signup_id: int, activity_id: int, member_id: int, answers: str, form_id: int | None, now: int
) -> tuple[Seat | None, bool]:
    """The same for a cancelled signup, behind everybody who waits; False if it was not cancelled any more."""
    seat = _take_seat(activity_id, member_id)
    if seat is None:
        return None, True
    queued_at = now if seat.waitlisted else None
    changed = _REOPEN.run(seat.state, queued_at, answers, form_id, now, now, signup_id).rowcount
    return seat, bool(changed)


_LOCK = """SELECT id, state, title, venue, starts_at, capacity, taken, needs_review, cancel_closes_at,
  organization_id FROM activity WHERE id = ?"""
_LOCK_SQLITE = Statement(_LOCK)
_LOCK_POSTGRESQL = Statement(f"{_LOCK} FOR UPDATE")


class LockedActivity(NamedTuple):
    """An activity nobody else changes until this transaction ends."""

    id: int
    state: str
    title: str
    venue: str
    starts_at: int
    capacity: int | None
    taken: int
    needs_review: bool
    cancel_closes_at: int
    organization_id: int


def lock_activity(activity_id: int) -> LockedActivity | None:
    """Lock the activity's row. Whoever changes signups locks it before them, so that nobody waits in a circle.

    SQLite needs no lock of the row: its write transactions run one by one.
    """
    rows: list[Any] = (_LOCK_POSTGRESQL if is_postgresql() else _LOCK_SQLITE).rows(activity_id)
    return LockedActivity(*rows[0]) if rows else None
