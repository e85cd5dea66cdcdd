"""A system clock that steps, by an hour or by a minute, must not hold the timers up.

APScheduler sleeps until its jobs' next wall-clock time. After a step back all of them lie ahead by as much as the clock
went back, and nothing runs until then.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime

import structlog
from apscheduler.schedulers.base import BaseScheduler

log = structlog.get_logger()

_LOOK_EVERY_S = 1.0
# More than any clock is slewed by, or a busy machine oversleeps between its two readings.
_STEP_S = 3.0


def ahead_of_monotonic() -> float:
    """Seconds the system clock is ahead of the one that never steps; what that counts from is anybody's guess."""
    return time.time() - time.monotonic()


def step_between(ahead_before: float, ahead_now: float) -> float:
    """Seconds the system clock was set forward (back: below 0) between two readings; 0 for what is no step."""
    moved = ahead_now - ahead_before
    return moved if abs(moved) >= _STEP_S else 0.0


def run_all_now(scheduler: BaseScheduler) -> None:
    """Let every job run at once and count its interval from now on."""
    now = datetime.now(scheduler.timezone)
    for job in scheduler.get_jobs():
        job.modify(next_run_time=now)


def follow_system_clock(scheduler: BaseScheduler, stop: threading.Event) -> None:
    """Watch the system clock in a thread until `stop` is set, and have every job run now whenever it steps."""

    def watch() -> None:
        ahead = ahead_of_monotonic()
        while not stop.wait(_LOOK_EVERY_S):
            before, ahead = ahead, ahead_of_monotonic()
            if step := step_between(before, ahead):
                log.warning("clock_stepped", seconds=round(step, 1))
                run_all_now(scheduler)

    threading.Thread(target=watch, name="watch-clock", daemon=True).start()
