"""A system clock that steps does not hold the timers up."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from backend.timers import stepping

SOON_S = 20.0


@pytest.fixture
def ran():
    return threading.Event()


@pytest.fixture
def scheduler(ran):
    """Its job is an hour away, as every job's is after the system clock went back an hour."""
    scheduler = BackgroundScheduler(timezone="Asia/Shanghai")
    scheduler.start()
    later = datetime.now(scheduler.timezone) + timedelta(hours=1)
    scheduler.add_job(ran.set, "interval", seconds=5, next_run_time=later)
    yield scheduler
    scheduler.shutdown(wait=True)


@pytest.mark.parametrize(
    ("before", "now", "step"),
    [
        (100.0, 100.0, 0.0),
        (100.0, 100.4, 0.0),  # slewed
        (100.0, 98.5, 0.0),
        (100.0, 3_700.0, 3_600.0),
        (3_700.0, 100.0, -3_600.0),
        (100.0, 95.0, -5.0),
    ],
)
def test_only_a_jump_of_seconds_is_a_step(before, now, step):
    assert stepping.step_between(before, now) == step


def test_jobs_that_were_left_in_the_future_run_at_once_and_go_on_by_their_interval(scheduler, ran):
    stepping.run_all_now(scheduler)

    assert ran.wait(SOON_S)
    (job,) = scheduler.get_jobs()
    assert job.next_run_time < datetime.now(scheduler.timezone) + timedelta(seconds=6)


@pytest.mark.parametrize("step", [3_600.0, -3_600.0])
def test_a_step_of_the_system_clock_is_noticed_while_it_runs(scheduler, ran, monkeypatch, step):
    readings = iter([100.0, 100.0])
    monkeypatch.setattr(stepping, "_LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(stepping, "ahead_of_monotonic", lambda: next(readings, 100.0 + step))
    stop = threading.Event()
    try:
        stepping.follow_system_clock(scheduler, stop)
        assert ran.wait(SOON_S)
    finally:
        stop.set()


def test_a_clock_that_does_not_step_leaves_the_jobs_alone(scheduler, ran, monkeypatch):
    looked = threading.Semaphore(0)

    def reading() -> float:
        looked.release()
        return 100.0

    monkeypatch.setattr(stepping, "_LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(stepping, "ahead_of_monotonic", reading)
    stop = threading.Event()
    try:
        stepping.follow_system_clock(scheduler, stop)
        assert all(looked.acquire(timeout=SOON_S) for _ in range(5))
    finally:
        stop.set()
    assert not ran.is_set()
