"""Prepared SQL of the hot paths: what a member sees of activities, and taking a place.

`me` is a one-row table that holds the caller's member id (0 for a visitor) and the time in milliseconds, so that each
statement names them once.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import Any, NamedTuple

from backend.database import Statement, is_postgresql

# Before the start, in milliseconds: from then on the waitlist does not move up by itself.
AUTOMATIC_UNTIL_MS = 2 * 3_600_000

# The organizations whose activities I see: mine and all above them.
_MY_TREE = """SELECT c.ancestor_id FROM membership ms
  JOIN organization_closure c ON c.descendant_id = ms.organization_id WHERE ms.member_id = me.id"""
_I_ORGANIZE = """EXISTS (SELECT 1 FROM activity_organizer ao WHERE ao.activity_id = a.id AND ao.member_id = me.id
  AND (ao.starts_at IS NULL OR ao.starts_at <= me.now) AND (ao.ends_at IS NULL OR ao.ends_at > me.now))"""
_SHARED_WITH_ME = f"""EXISTS (SELECT 1 FROM activity_share sh WHERE sh.activity_id = a.id
  AND sh.organization_id IN ({_MY_TREE}))"""
_MY_PLACE_IN_QUEUE = """CASE WHEN s.state = 'waitlisted' THEN (SELECT count(*) FROM signup w
  WHERE w.activity_id = a.id AND w.state = 'waitlisted'
    AND (w.queued_at < s.queued_at OR (w.queued_at = s.queued_at AND w.id <= s.id))) END"""
_FROM = """FROM (SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS now) me CROSS JOIN activity a
  JOIN organization o ON o.id = a.organization_id
  LEFT JOIN signup s ON s.activity_id = a.id AND s.member_id = me.id"""
VISIBLE = f"""(a.is_public OR a.organization_id IN ({_MY_TREE}) OR s.id IS NOT NULL OR {_I_ORGANIZE}
  OR {_SHARED_WITH_ME})"""
_STAFF_SEES = """EXISTS (SELECT 1 FROM role r JOIN organization_closure c ON c.ancestor_id = r.organization_id
  WHERE r.member_id = me.id AND c.descendant_id = a.organization_id
    AND (r.starts_at IS NULL OR r.starts_at <= me.now) AND (r.ends_at IS NULL OR r.ends_at > me.now))"""
# Odds on the waitlist: how many gave their place back, on average, at the last ten activities like this one.
_USUAL_DROPOUTS = """CASE WHEN a.capacity IS NOT NULL THEN
  (SELECT CASE WHEN count(*) >= 3 THEN (2 * sum(l.dropouts) + count(*)) / (2 * count(*)) END
   FROM (SELECT e.dropouts FROM activity e WHERE e.organization_id = a.organization_id AND e.kind = a.kind
           AND e.state = 'published' AND e.ends_at <= me.now ORDER BY e.ends_at DESC, e.id LIMIT 10) l) END"""
_COVER = """(SELECT c.id || ' ' || c.width || ' ' || c.height FROM media c WHERE c.subject_kind = 'activity'
  AND c.subject_id = a.id AND c.purpose = 'cover' AND c.state = 'clear' ORDER BY c.id DESC LIMIT 1)"""
_CARD = f"""a.id, a.title, a.kind, o.id, o.name, a.starts_at, a.ends_at, a.venue, a.capacity, a.taken,
  a.waitlisted, a.signup_opens_at, a.signup_closes_at, a.state, a.needs_review, a.approved, a.arrived,
  {_I_ORGANIZE}, s.id, s.state, s.checked_in_at, {_MY_PLACE_IN_QUEUE}, s.seats, {_COVER}, a.reported_at"""


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
    seats: int | None
    cover: str | None  # id, width and height of its picture, with spaces between
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
    companions: str | None
    number: int | None
    companions_most: int
    companions_named: bool
    walk_ins: bool
    checkin_radius_m: int | None
    has_leave_scan: bool
    has_quotas: bool
    has_review_rules: bool
    has_sessions: bool
    usual_dropouts: int | None
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
    seats: int = 1
    number: int | None = None
    has_sessions: bool = False


_DETAIL = Statement(
    f"""SELECT {_CARD}, a.description, a.latitude, a.longitude, a.online_link, a.contact_name, a.contact_phone,
          a.cancel_closes_at, a.cancel_reason, a.checkin_opens_at, a.checkin_closes_at, a.version, a.form_id,
          s.answers, s.reason, s.created_at, s.companions, s.number, a.companions_most, a.companions_named,
          a.allows_walk_ins, a.checkin_radius_m, a.has_leave_scan, a.has_quotas,
          a.has_review_rules, a.has_sessions, {_USUAL_DROPOUTS}, s.attendance, a.feedback_form_id,
          (SELECT f.updated_at FROM feedback f WHERE f.signup_id = s.id)
        {_FROM} WHERE a.id = ? AND a.state <> 'draft' AND ({VISIBLE} OR {_STAFF_SEES})"""
)


def find_detail(activity_id: int, member_id: int | None, now: int) -> DetailRow | None:
    """The activity in full, or None if this member may not see it. `now` in milliseconds."""
    row = _DETAIL.row(member_id or 0, now, activity_id)
    if row is None:
        return None
    split = len(CardRow._fields)
    return DetailRow(CardRow(*row[:split]), *row[split:])


# 可报名: signup is open, or will open. 我的: I am in it and it is not over. 往期: all else that I may see.
_OPEN = f"a.state = 'published' AND a.signup_closes_at > me.now AND {VISIBLE}"
_MINE = "s.state IN ('pending', 'approved', 'waitlisted', 'rejected') AND a.ends_at > me.now AND a.state <> 'draft'"
_PAST = f"""{VISIBLE} AND ((a.state = 'published' AND a.signup_closes_at <= me.now
    AND (a.ends_at <= me.now OR s.id IS NULL OR s.state = 'cancelled'))
  OR (a.state = 'cancelled' AND a.ends_at <= me.now AND s.state IN ('pending', 'approved', 'waitlisted')))"""
_TABS = {"open": (_OPEN, "ASC"), "mine": (_MINE, "ASC"), "past": (_PAST, "DESC")}
_LISTS = {
    tab: Statement(f"SELECT {_CARD} {_FROM} WHERE {where} ORDER BY a.starts_at {order}, a.id {order} LIMIT ? OFFSET ?")
    for tab, (where, order) in _TABS.items()
}
_COUNTS = {tab: Statement(f"SELECT count(*) {_FROM} WHERE {where}") for tab, (where, _) in _TABS.items()}


def list_cards(tab: str, member_id: int | None, now: int, page: int, page_size: int) -> tuple[list[CardRow], int]:
    """One page of a tab ("open", "mine", "past") and how many there are in all: two statements."""
    rows = _LISTS[tab].rows(member_id or 0, now, page_size, (page - 1) * page_size)
    total = _COUNTS[tab].rows(member_id or 0, now)[0][0]
    return [CardRow(*row) for row in rows], total


_ORGANIZED = f"{_I_ORGANIZE} AND a.state <> 'draft'"
# What is on now or soon comes first, then what was, latest first.
_LIST_ORGANIZED = Statement(
    f"""SELECT {_CARD} {_FROM} WHERE {_ORGANIZED}
        ORDER BY CASE WHEN a.ends_at > me.now THEN 0 ELSE 1 END, ABS(a.starts_at - me.now), a.id LIMIT ? OFFSET ?"""
)
_COUNT_ORGANIZED = Statement(f"SELECT count(*) {_FROM} WHERE {_ORGANIZED}")


def list_organized(member_id: int, now: int, page: int, page_size: int) -> tuple[list[CardRow], int]:
    """The activities a member is in charge of, nearest first, and how many there are."""
    rows = _LIST_ORGANIZED.rows(member_id, now, page_size, (page - 1) * page_size)
    return [CardRow(*row) for row in rows], _COUNT_ORGANIZED.rows(member_id, now)[0][0]


_NEXT = Statement(
    f"""SELECT {_CARD} {_FROM} WHERE a.state = 'published' AND a.ends_at > me.now AND {VISIBLE}
          AND (s.state IN ('pending', 'approved', 'waitlisted')
               OR (a.signup_closes_at > me.now AND (s.state IS NULL OR s.state = 'cancelled')))
        ORDER BY CASE WHEN s.state IN ('pending', 'approved', 'waitlisted') THEN 0 ELSE 1 END, a.starts_at, a.id
        LIMIT 1"""
)


def find_next(member_id: int | None, now: int) -> CardRow | None:
    """The next activity I am in, else the next one I could sign up to."""
    row = _NEXT.row(member_id or 0, now)
    return None if row is None else CardRow(*row)


_LOCK = """SELECT id, state, title, venue, starts_at, capacity, taken, needs_review, cancel_closes_at,
  organization_id, approved, waitlisted, version, has_quotas, has_review_rules, signup_opens_at, signup_closes_at,
  ends_at FROM activity WHERE id = ?"""
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
    approved: int
    waitlisted: int
    version: int
    has_quotas: bool
    has_review_rules: bool
    signup_opens_at: int | None
    signup_closes_at: int
    ends_at: int

    @property
    def free(self) -> int | None:
        """Seats nobody holds; None where there is no limit. A capacity lowered by hand may leave it below 0."""
        return None if self.capacity is None else self.capacity - self.taken

    def is_automatic(self, now: int) -> bool:
        """Whether the waitlist still moves up by itself: whoever moved up later could hardly still come."""
        return self.state == "published" and now < self.starts_at - AUTOMATIC_UNTIL_MS


def lock_activity(activity_id: int) -> LockedActivity | None:
    """Lock the activity's row. Whoever changes signups locks it before them, so that nobody waits in a circle.

    SQLite needs no lock of the row: its write transactions run one by one.
    """
    rows: list[Any] = (_LOCK_POSTGRESQL if is_postgresql() else _LOCK_SQLITE).rows(activity_id)
    return LockedActivity(*rows[0]) if rows else None


def find_activity(activity_id: int) -> LockedActivity | None:
    """The same figures without the lock: what they say may be past by the time it is shown."""
    row = _LOCK_SQLITE.row(activity_id)
    return None if row is None else LockedActivity(*row)
