"""Timers: every jobs process runs them all, and each tick is won by the one whose UPDATE counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from backend import clock
from backend.database import close_request_connection, db
from backend.timers.models import Job

log = structlog.get_logger()

# What the clocks of two machines, or two threads on their way to the same UPDATE, may differ by. With less, the one a
# moment behind would take the other's next tick for one that a clock set back has left in the future.
_CLOCKS_DIFFER = timedelta(minutes=1)


@dataclass(frozen=True)
class Timer:
    """Something a feature does every so often. `run` must do nothing when nothing is due.

    One that is not `is_claimed` is run by every process each time: for what is asked for every second and claims what
    is due row by row, so that SQLite's writers need not wait for a tick that finds nothing.
    """

    name: str
    every: timedelta
    run: Callable[[], object]
    is_claimed: bool = True


def claim_tick(timer: Timer) -> bool:
    """Whether this process may run the timer's present tick.

    A next tick farther away than the interval was set before the clock went back: it counts as due, or the timer would
    stand still until the old time comes again.
    """
    now = clock.now()
    is_due = (Job.next_at <= now) | (Job.next_at > now + timer.every + _CLOCKS_DIFFER)
    # Asked every few seconds, and mostly in vain: that must not make a writer wait.
    if Job.select().where(Job.name == timer.name, ~is_due).exists():
        return False
    Job.insert(name=timer.name, next_at=now).on_conflict_ignore().execute()
    claimed = Job.update(next_at=now + timer.every, last_started_at=now).where(Job.name == timer.name, is_due).execute()
    return bool(claimed)


def run_timer(timer: Timer) -> bool:
    """Run one tick if it is due and nobody else has it; a failure is recorded and the next tick comes anyway."""
    try:
        if not timer.is_claimed:
            timer.run()
            return True
        if not claim_tick(timer):
            return False
        timer.run()
        Job.update(last_error="").where(Job.name == timer.name, Job.last_error != "").execute()
    except Exception as error:
        log.exception("timer_failed", timer=timer.name)
        # What it was still reading would keep SQLite from writing anything more on this thread's connection.
        if not db.is_closed():
            db.close()
        text = f"{type(error).__name__}: {error}"[:500]
        Job.update(last_error=text).where(Job.name == timer.name).execute()
    finally:
        close_request_connection()
    return True
