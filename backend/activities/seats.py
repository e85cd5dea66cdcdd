"""Prepared SQL of taking seats: one conditional UPDATE for the common activity, plain steps under its lock for others.

Seats of an activity without quotas and review rules are taken by `sign_up_plainly`. It leaves alone what needs a look
first: an activity with quotas or rules, and one where a party would fit although others wait.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import NamedTuple

from backend.activities.queries import AUTOMATIC_UNTIL_MS
from backend.database import Statement, is_postgresql


class Party(NamedTuple):
    """A member and whoever comes along, as they are to be written. `answers` and `companions` are JSON texts."""

    signup_id: int
    activity_id: int
    member_id: int
    seats: int
    companions: str
    answers: str
    form_id: int | None
    now: int
    is_new: bool  # there was no signup of this member before
    made_by: int | None = None
    is_walk_in: bool = False


class Seat(NamedTuple):
    """What taking seats came to: the signup's state, the length of the waitlist, the activity's version, its number."""

    state: str
    waitlisted: int
    version: int
    number: int | None


_HAS_ROOM = "(activity.capacity IS NULL OR activity.taken + party.seats <= activity.capacity)"
_FITS = f"activity.waitlisted = 0 AND {_HAS_ROOM}"
# One row changes by its own columns only, so PostgreSQL may re-check it after waiting for another transaction.
# The queue is empty afterwards exactly when there was a place: whoever does not fit joins it. The member must be there
# still: on PostgreSQL their row is held, before the activity's as everywhere, so that nobody leaves meanwhile.
_SEAT = f"""UPDATE activity SET version = activity.version + 1, signups_made = activity.signups_made + party.numbers,
    taken = activity.taken + CASE WHEN {_FITS} THEN party.seats ELSE 0 END,
    approved = activity.approved + CASE WHEN {_FITS} AND NOT activity.needs_review THEN party.seats ELSE 0 END,
    waitlisted = activity.waitlisted + CASE WHEN {_FITS} THEN 0 ELSE 1 END
  FROM (SELECT CAST(? AS INTEGER) AS seats, CAST(? AS INTEGER) AS numbers, CAST(? AS BIGINT) AS now) party
  {{member}} activity.id = ? AND activity.state = 'published'
    AND NOT activity.has_quotas AND NOT activity.has_review_rules
    AND NOT (activity.waitlisted > 0 AND {_HAS_ROOM} AND activity.starts_at - {AUTOMATIC_UNTIL_MS} > party.now)
  RETURNING waitlisted, needs_review, version, signups_made"""
_SEAT_SQLITE = _SEAT.format(member="WHERE EXISTS (SELECT 1 FROM member m WHERE m.id = ? AND m.state = 'active') AND")
_PERSON = "person AS (SELECT id FROM member WHERE id = ? AND state = 'active' FOR SHARE)"
_SEAT_POSTGRESQL = f"WITH {_PERSON}, seat AS ({_SEAT.format(member=', person WHERE')})"
_TAKE_SQLITE = Statement(_SEAT_SQLITE)
_TAKE_POSTGRESQL = Statement(f"{_SEAT_POSTGRESQL} SELECT waitlisted, needs_review, version, signups_made FROM seat")

_COLUMNS = """id, activity_id, member_id, seats, companions, answers, form_id, made_by_id, is_walk_in, created_at,
  updated_at, reason, checkin_method, attendance, entries, organization_id, state, queued_at, number, list_version"""
_GIVEN = """CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS INTEGER), ?, ?, CAST(? AS BIGINT),
  CAST(? AS BIGINT), CAST(? AS BOOLEAN), CAST(? AS BIGINT), CAST(? AS BIGINT), '', '', '', 0"""
_FIRST_ORGANIZATION = "(SELECT organization_id FROM membership WHERE member_id = ? ORDER BY joined_at, id LIMIT 1)"
_SEAT_AND_INSERT = Statement(
    f"""{_SEAT_POSTGRESQL} INSERT INTO signup ({_COLUMNS})
        SELECT {_GIVEN}, {_FIRST_ORGANIZATION},
          CASE WHEN seat.waitlisted > 0 THEN 'waitlisted' WHEN seat.needs_review THEN 'pending' ELSE 'approved' END,
          CASE WHEN seat.waitlisted > 0 THEN CAST(? AS BIGINT) END, seat.signups_made,
          CASE WHEN seat.waitlisted > 0 OR seat.needs_review THEN 0 ELSE seat.version END FROM seat
        RETURNING state, (SELECT waitlisted FROM seat), (SELECT version FROM seat), number"""
)
_INSERT = Statement(
    f"""INSERT INTO signup ({_COLUMNS}, quota_id, review_rule_id, decided_by_id, decided_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', 0, COALESCE(CAST(? AS BIGINT), {_FIRST_ORGANIZATION}),
          ?, ?, ?, ?, ?, ?, ?, ?)"""
)
# It keeps its number, and its place in a door's list of changes while it is not approved.
_REOPEN = Statement(
    f"""UPDATE signup SET state = ?, queued_at = ?, seats = ?, companions = ?, answers = ?, form_id = ?,
          made_by_id = ?, is_walk_in = ?, reason = '', quota_id = ?, review_rule_id = ?, decided_by_id = ?,
          decided_at = ?, organization_id = COALESCE(CAST(? AS BIGINT), {_FIRST_ORGANIZATION}), created_at = ?,
          updated_at = ?, list_version = CASE WHEN ? = 'approved' THEN ? ELSE list_version END
        WHERE id = ? AND state = ? RETURNING number"""
)


class Placing(NamedTuple):
    """What has been decided about a party: its state, whose seats it takes, who decided."""

    state: str
    quota_id: int | None = None
    review_rule_id: int | None = None
    organization_id: int | None = None
    decided_by: int | None = None


def sign_up_plainly(party: Party) -> tuple[Seat | None, bool]:
    """Take seats, or a place on the waitlist, and write the signup; None where that needs a closer look.

    False if the signup to reopen was not cancelled any more. Raises peewee.IntegrityError if the member has a signup
    already. In both cases the transaction must be rolled back.
    """
    taking = (party.seats, int(party.is_new), party.now)
    if is_postgresql():
        ids = (party.activity_id,)
        if party.is_new:
            row = _SEAT_AND_INSERT.row(
                party.member_id, *taking, *ids, *_given(party, bool(party.is_walk_in)), party.member_id, party.now
            )
            return (None if row is None else Seat(*row)), True
        rows = _TAKE_POSTGRESQL.rows(party.member_id, *taking, *ids)
    else:
        rows = _TAKE_SQLITE.rows(*taking, party.member_id, party.activity_id)
    if not rows:
        return None, True
    waitlisted, needs_review, version, number = rows[0]
    state = "waitlisted" if waitlisted else "pending" if needs_review else "approved"
    return write_signup(party, Placing(state), Seat(state, waitlisted, version, number))


def write_signup(party: Party, placing: Placing, seat: Seat, was: str = "cancelled") -> tuple[Seat, bool]:
    """Write the signup whose seats were counted; one that is there already is reopened if it is still in `was`."""
    queued_at = party.now if placing.state == "waitlisted" else None
    decided_at = None if placing.decided_by is None else party.now
    if party.is_new:
        _INSERT.run(
            *_given(party, party.is_walk_in),
            placing.organization_id,
            party.member_id,
            placing.state,
            queued_at,
            seat.number,
            seat.version if placing.state == "approved" else 0,
            placing.quota_id,
            placing.review_rule_id,
            placing.decided_by,
            decided_at,
        )
        return seat, True
    rows = _REOPEN.rows(
        *(placing.state, queued_at, party.seats, party.companions, party.answers, party.form_id),
        *(party.made_by, party.is_walk_in, placing.quota_id, placing.review_rule_id, placing.decided_by, decided_at),
        *(placing.organization_id, party.member_id, party.now, party.now, placing.state, seat.version),
        *(party.signup_id, was),
    )
    return seat._replace(number=rows[0][0] if rows else None), bool(rows)


def _given(party: Party, is_walk_in: bool) -> tuple[object, ...]:
    return (
        *(party.signup_id, party.activity_id, party.member_id, party.seats, party.companions, party.answers),
        *(party.form_id, party.made_by, is_walk_in, party.now, party.now),
    )


class Change(NamedTuple):
    """By how much counters change; quotas and rules by id."""

    taken: int = 0
    approved: int = 0
    waitlisted: int = 0
    signups_made: int = 0
    dropouts: int = 0
    quotas: tuple[tuple[int, int], ...] = ()
    rules: tuple[tuple[int, int], ...] = ()


class Counted(NamedTuple):
    """An activity's counters after a change."""

    version: int
    taken: int
    waitlisted: int
    signups_made: int


_COUNT = Statement(
    """UPDATE activity SET taken = taken + ?, approved = approved + ?, waitlisted = waitlisted + ?,
         signups_made = signups_made + ?, dropouts = dropouts + ?, version = version + 1
       WHERE id = ? RETURNING version, taken, waitlisted, signups_made"""
)
_COUNT_QUOTA = Statement("UPDATE activity_quota SET taken = taken + ? WHERE id = ?")
_COUNT_RULE = Statement("UPDATE review_rule SET approved = approved + ? WHERE id = ?")


def count(activity_id: int, change: Change) -> Counted:
    """Apply the change; the caller holds the activity's lock, and has seen that there is room."""
    counted = Counted(*_COUNT.rows(*change[:5], activity_id)[0])
    for quota_id, seats in change.quotas:
        _COUNT_QUOTA.run(seats, quota_id)
    for rule_id, seats in change.rules:
        _COUNT_RULE.run(seats, rule_id)
    return counted
