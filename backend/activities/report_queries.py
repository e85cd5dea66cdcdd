"""Prepared SQL of the report: each figure is one pass over the activity's signups, scans or feedback."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import NamedTuple

from backend.database import Statement

# Guests who walked in by name only are in the ledger and have no signup; an undone entry does not count.
_GUESTS = """FROM scan x WHERE x.activity_id = ? AND x.method = 'walk_in' AND x.signup_id IS NULL AND x.refusal = ''
  AND NOT EXISTS (SELECT 1 FROM scan u WHERE u.undoes_id = x.id)"""
_ARRIVED = "s.state = 'approved' AND s.checked_in_at IS NOT NULL"


class Numbers(NamedTuple):
    """Seats of the activity's signups, companions counted."""

    signed_up: int
    approved: int
    arrived: int
    left_early: int
    rejected: int
    companions: int
    walk_ins: int
    walk_ins_arrived: int
    guests: int  # let in without a signup


def _seats(condition: str, what: str = "s.seats") -> str:
    return f"coalesce(sum(CASE WHEN {condition} THEN {what} ELSE 0 END), 0)"


_NUMBERS = Statement(
    f"""SELECT coalesce(sum(s.seats), 0), {_seats("s.state = 'approved'")}, {_seats(_ARRIVED)},
          {_seats(f"{_ARRIVED} AND s.attendance = 'left_early'")}, {_seats("s.state = 'rejected'")},
          {_seats("s.state = 'approved'", "s.seats - 1")}, {_seats("s.state = 'approved' AND s.is_walk_in")},
          {_seats(f"{_ARRIVED} AND s.is_walk_in")}, (SELECT coalesce(sum(x.seats), 0) {_GUESTS})
        FROM signup s WHERE s.activity_id = ?"""
)
_MINUTES = Statement(
    f"""SELECT t.at / 60000, sum(t.seats) FROM (
          SELECT s.checked_in_at AS at, s.seats AS seats FROM signup s WHERE s.activity_id = ? AND {_ARRIVED}
          UNION ALL SELECT x.at, x.seats {_GUESTS}) t GROUP BY 1 ORDER BY 1"""
)
_ORGANIZATIONS = Statement(
    f"""SELECT o.name, sum(s.seats), {_seats("s.checked_in_at IS NOT NULL")}
        FROM signup s LEFT JOIN organization o ON o.id = s.organization_id
        WHERE s.activity_id = ? AND s.state = 'approved' GROUP BY o.id, o.name ORDER BY 2 DESC, o.id"""
)
_RATINGS = Statement("SELECT rating, count(*) FROM feedback WHERE activity_id = ? GROUP BY rating")


def count_seats(activity_id: int) -> Numbers:
    """The figures that come from signups, and the guests of the ledger."""
    return Numbers(*(int(figure) for figure in _NUMBERS.rows(activity_id, activity_id)[0]))


def arrivals_by_minute(activity_id: int) -> list[tuple[int, int]]:
    """Minutes since 1970 in which somebody arrived, and how many did."""
    return [(int(minute), int(seats)) for minute, seats in _MINUTES.rows(activity_id, activity_id)]


def seats_by_organization(activity_id: int) -> list[tuple[str | None, int, int]]:
    """Name, seats approved, seats arrived, the most first; without a name those of no organization."""
    return [(name, int(expected), int(arrived)) for name, expected, arrived in _ORGANIZATIONS.rows(activity_id)]


class Ratings(NamedTuple):
    """How many gave one star, two, … five; and how many said something at all."""

    stars: list[int]
    given: int


def count_feedback(activity_id: int) -> Ratings:
    """The figures that come from feedback."""
    given = dict(_RATINGS.rows(activity_id))
    return Ratings([int(given.get(stars, 0)) for stars in range(1, 6)], sum(int(number) for number in given.values()))
