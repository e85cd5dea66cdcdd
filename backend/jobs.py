"""The jobs process: timers, each tick claimed in the database, and delivery of the outbox.

Any number of these may run. A missed tick is caught up by the next one, since due work is found in the
database; a tick that two processes wake up for is won by the one whose UPDATE counts.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from backend import clock, features
from backend.config import Config
from backend.database import close_request_connection
from backend.push.delivery import deliver_due
from backend.timers.models import Job
from backend.wechat.gateway import open_wechat

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


def run_jobs(config: Config, stop: threading.Event | None = None) -> None:
    """Run until SIGTERM or SIGINT (or until `stop` is set); what is in flight is finished first."""
    stop = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    open_wechat(config)
    scheduler = BackgroundScheduler(timezone=config.association.time_zone)
    for module in features.modules("jobs"):
        for timer in module.timers:
            # Asking every few seconds costs one look-up; `claim_tick` decides whether it is time.
            seconds = min(30.0, timer.every.total_seconds())
            scheduler.add_job(run_timer, "interval", args=[timer], seconds=seconds, max_instances=1, coalesce=True)
    scheduler.start()
    log.info("jobs_started")
    with ThreadPoolExecutor(config.jobs.deliveries_in_flight, thread_name_prefix="deliver") as pool:
        while not stop.is_set():
            try:
                deliver_due(config, pool)
            except Exception:
                log.exception("outbox_failed")
            finally:
                close_request_connection()
            stop.wait(config.jobs.outbox_poll_s)
    scheduler.shutdown(wait=True)
    log.info("jobs_stopped")
