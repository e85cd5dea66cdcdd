"""The jobs process: timers, each tick claimed in the database, and delivery of the outbox.

Any number of these may run. A missed tick is caught up by the next one, since due work is found in the
database; a tick that two processes wake up for is won by the one whose UPDATE counts.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from backend import features
from backend.config import Config, use_config
from backend.database import close_request_connection
from backend.push.delivery import Outbox
from backend.push.services import spread_due
from backend.timers.services import run_timer
from backend.timers.stepping import follow_system_clock
from backend.wechat.gateway import open_wechat

log = structlog.get_logger()


def run_jobs(config: Config, stop: threading.Event | None = None) -> None:
    """Run until SIGTERM or SIGINT (or until `stop` is set); what is in flight is finished first."""
    stop = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    open_wechat(config)
    use_config(config)
    scheduler = BackgroundScheduler(timezone=config.association.time_zone)
    for module in features.modules("jobs"):
        for timer in module.timers:
            # Asking every few seconds costs one look-up; `claim_tick` decides whether it is time.
            seconds = min(5.0, timer.every.total_seconds())
            scheduler.add_job(run_timer, "interval", args=[timer], seconds=seconds, max_instances=1, coalesce=True)
        for run in getattr(module, "at_start", ()):
            scheduler.add_job(_run_once, args=[run], misfire_grace_time=None)
    scheduler.start()
    follow_system_clock(scheduler, stop)
    log.info("jobs_started")
    outbox = Outbox(config)
    with ThreadPoolExecutor(config.jobs.deliveries_in_flight, thread_name_prefix="deliver") as pool:
        while not stop.is_set():
            try:
                spread_due()
                outbox.deliver_due(pool, stop)
            except Exception:
                log.exception("outbox_failed")
            finally:
                close_request_connection()
            stop.wait(config.jobs.outbox_poll_s)
    scheduler.shutdown(wait=True)
    log.info("jobs_stopped")


def _run_once(run: Callable[[], object]) -> None:
    """Something at the start: whether it fails or takes long, the process does its work."""
    try:
        run()
    except Exception:
        log.exception("start_failed", what=getattr(run, "__name__", ""))
    finally:
        close_request_connection()
