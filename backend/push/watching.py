"""How the outbox is doing, read from the database: for `/metrics`, `/readyz` and `lianyi outbox`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from backend import clock
from backend.database import Statement
from backend.push.kinds import PRIORITIES

# Nothing that is due waits longer than this while the jobs process runs and WeChat answers.
LATE = timedelta(minutes=5)

# One step into the index for each priority. What a jobs process holds is under way, not waiting.
_OLDEST = Statement(
    """SELECT due_at FROM delivery WHERE state = 'queued' AND priority = ? AND due_at <= ?
       AND (leased_until IS NULL OR leased_until < ?) ORDER BY due_at LIMIT 1"""
)
# Those whose recipients are not even written down yet (the jobs process does that), and those WeChat refuses: tried
# again later they are not due at this moment, and late since they were first refused.
_OLDEST_OTHERS = Statement(
    """SELECT min(spread_at) FROM notification WHERE spread_at IS NOT NULL AND spread_at <= ?
         AND (leased_until IS NULL OR leased_until < ?)
       UNION ALL SELECT min(late_since) FROM delivery WHERE late_since IS NOT NULL AND state = 'queued'"""
)
_DUE = Statement("SELECT count(*) FROM delivery WHERE state = 'queued' AND priority = ? AND due_at <= ?")
_QUEUED = Statement("SELECT count(*) FROM delivery WHERE state = 'queued'")
_TALLY = Statement("SELECT outcome, error_code, count FROM delivery_tally ORDER BY outcome, error_code")


@dataclass(frozen=True)
class OutboxState:
    """`late` is what `lateness` says; `ended` counts outcomes by (outcome, errcode or 0)."""

    late: timedelta
    due: int
    queued: int
    ended: dict[tuple[str, int], int]


def lateness() -> timedelta:
    """How long the oldest message that is due, and that no jobs process holds, has been waiting; or the one that WeChat
    refuses for longest, if that is longer."""
    now = clock.now_ms()
    found = [_OLDEST.row(priority, now, now) for priority in PRIORITIES]
    found += _OLDEST_OTHERS.rows(now, now)
    since = [row[0] for row in found if row is not None and row[0] is not None]
    return timedelta(milliseconds=now - min(since)) if since else timedelta(0)


def outbox_state() -> OutboxState:
    """Counts of what waits, and of how everything ever sent ended."""
    now = clock.now_ms()
    queued = _QUEUED.row() or (0,)
    return OutboxState(
        late=lateness(),
        due=sum((_DUE.row(priority, now) or (0,))[0] for priority in PRIORITIES),
        queued=queued[0],
        ended={(outcome, code): count for outcome, code, count in _TALLY.rows()},
    )
