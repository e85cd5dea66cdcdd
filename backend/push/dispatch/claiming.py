"""Claiming deliveries by lease: what one process holds, no other one touches until the lease ends."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from backend.database import Statement, first_id_of, is_postgresql, marks, rows_of
from backend.push.kinds import PRIORITIES

LEASE = timedelta(minutes=2)
# What is due so soon goes out together with what is due now.
MERGE_AHEAD = timedelta(hours=4)

_COLUMNS = "delivery.id, delivery.notification_id, delivery.member_id, delivery.robot, delivery.attempts, "
_COLUMNS += "delivery.unanswered, delivery.due_at"
_FREE = "state = 'queued' AND (leased_until IS NULL OR leased_until < ?)"
# The rows are chosen once, in front: inside the UPDATE, PostgreSQL may run the sub-select again for each row, and
# then takes more than the limit.
_CLAIM = f"""WITH due AS MATERIALIZED (SELECT id FROM delivery
    WHERE {_FREE} AND priority = ? AND due_at <= ? AND member_id IS NOT NULL {{condition}}
    ORDER BY due_at, id LIMIT ? {{lock}})
  UPDATE delivery SET leased_until = ?, lease_token = ? WHERE id IN (SELECT id FROM due) RETURNING {_COLUMNS}"""
_CLAIM_MORE = f"""WITH more AS MATERIALIZED (SELECT id FROM delivery
    WHERE member_id IN ({{members}}) AND {_FREE} AND due_at <= ? {{condition}} {{lock}})
  UPDATE delivery SET leased_until = ?, lease_token = ? WHERE id IN (SELECT id FROM more) RETURNING {_COLUMNS}"""
# To groups: by the index of members, where those without one stand together, and of the last days only. A queue of
# messages to members is not looked through for them.
_ROBOTS = "WITH robots AS MATERIALIZED (SELECT id FROM delivery WHERE member_id IS NULL AND notification_id > ?)"
_CLAIM_ROBOTS = f"""{_ROBOTS}, due AS MATERIALIZED (SELECT id FROM delivery
    WHERE id IN (SELECT id FROM robots) AND {_FREE} AND due_at <= ? ORDER BY due_at, id LIMIT ? {{lock}})
  UPDATE delivery SET leased_until = ?, lease_token = ? WHERE id IN (SELECT id FROM due) RETURNING {_COLUMNS}"""
_IS_ROBOT_DUE = Statement(
    f"""{_ROBOTS} SELECT 1 FROM delivery WHERE id IN (SELECT id FROM robots) AND {_FREE} AND due_at <= ? LIMIT 1"""
)
# When each robot last said something, or began to: what another process has in hand counts.
_LAST_SAID = f"""SELECT robot, max(COALESCE(sent_at, leased_until - {LEASE // timedelta(milliseconds=1)})) FROM delivery
    WHERE robot IN ({{}}) AND member_id IS NULL AND notification_id > ? AND lease_token <> ?
      AND (sent_at IS NOT NULL OR leased_until IS NOT NULL) GROUP BY robot"""
_ROBOTS_FOR = timedelta(days=3)
_MOST_ROBOTS = 500
_LOCK = "FOR UPDATE SKIP LOCKED"
_UNTRIED = "AND unanswered = 0"


@dataclass(frozen=True, slots=True)
class Row:
    """A claimed delivery."""

    id: int
    notification_id: int
    member_id: int | None
    robot: str
    attempts: int
    unanswered: int
    due_at: int


@cache
def _claim_statement(is_on_postgresql: bool, only_fresh: bool) -> Statement:
    return Statement(_CLAIM.format(lock=_LOCK if is_on_postgresql else "", condition=_UNTRIED if only_fresh else ""))


def claim(now: int, limit: int, token: str, *, only_fresh: bool) -> list[Row]:
    """Up to `limit` due deliveries to members, the most urgent first."""
    until = now + LEASE // timedelta(milliseconds=1)
    statement = _claim_statement(is_postgresql(), only_fresh)
    rows: list[Row] = []
    for priority in PRIORITIES:
        found = statement.rows(now, priority, now, limit - len(rows), until, token)
        rows += sorted((Row(*row) for row in found), key=lambda row: (row.due_at, row.id))
        if len(rows) >= limit:
            break
    return rows


def claim_more(now: int, rows: list[Row], token: str, *, only_fresh: bool) -> list[Row]:
    """What else is due to the same members before long: it may go out in the same message."""
    members = {row.member_id for row in rows if row.member_id is not None}
    if not members:
        return []
    text = _CLAIM_MORE.format(
        members=marks(members),
        lock=_LOCK if is_postgresql() else "",
        condition=_UNTRIED if only_fresh else "",
    )
    ahead = now + MERGE_AHEAD // timedelta(milliseconds=1)
    until = now + LEASE // timedelta(milliseconds=1)
    return [Row(*row) for row in Statement(text).rows(*members, now, ahead, until, token)]


def is_robot_due(now: int) -> bool:
    """Whether a message to a group waits that nobody holds."""
    return _IS_ROBOT_DUE.row(_robots_since(now), now, now) is not None


def claim_robots(now: int, token: str) -> list[Row]:
    """All that is due to groups."""
    until = now + LEASE // timedelta(milliseconds=1)
    text = _CLAIM_ROBOTS.format(lock=_LOCK if is_postgresql() else "")
    rows = [Row(*row) for row in Statement(text).rows(_robots_since(now), now, now, _MOST_ROBOTS, until, token)]
    return sorted(rows, key=lambda row: (row.due_at, row.id))


def last_said(now: int, rows: list[Row], token: str) -> dict[str, int]:
    """When the robots of these rows last said something."""
    return dict(rows_of(_LAST_SAID, {row.robot for row in rows}, _robots_since(now), token))


def _robots_since(now: int) -> int:
    return first_id_of(now - _ROBOTS_FOR // timedelta(milliseconds=1))
