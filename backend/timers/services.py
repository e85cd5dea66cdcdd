"""Timers: every jobs process runs them all, and each tick is won by the one whose UPDATE counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from backend import clock
from backend.database import close_request_connection
from backend.timers.models import Job

log = structlog.get_logger()


@dataclass(frozen=True)
class Timer:
    """Something a feature does every so often. `run` must do nothing when nothing is due."""

    name: str
    every: timedelta
    run: Callable[[], object]


def claim_tick(timer: Timer) -> bool:
    """Whether this process may run the timer's present tick."""
    now = clock.now()
    Job.insert(name=timer.name, next_at=now).on_conflict_ignore().execute()
    claimed = (
        Job.update(next_at=now + timer.every, last_started_at=now)
        .where(Job.name == timer.name, Job.next_at <= now)
        .execute()
    )
    return bool(claimed)


def run_timer(timer: Timer) -> bool:
    """Run one tick if it is due and nobody else has it; a failure is recorded and the next tick comes anyway."""
    try:
        if not claim_tick(timer):
            return False
        timer.run()
        Job.update(last_error="").where(Job.name == timer.name, Job.last_error != "").execute()
    except Exception as error:
        log.exception("timer_failed", timer=timer.name)
        text = f"{type(error).__name__}: {error}"[:500]
        Job.update(last_error=text).where(Job.name == timer.name).execute()
    finally:
        close_request_connection()
    return True
