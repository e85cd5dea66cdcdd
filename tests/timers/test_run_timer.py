"""Every jobs process runs the same timers; each tick happens once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.timers.models import Job
from backend.timers.services import Timer, run_timer
from tests.racing import run_together


@pytest.fixture
def ran():
    return []


@pytest.fixture
def timer(database, clock, ran):
    return Timer("count", timedelta(minutes=5), lambda: ran.append(clock.now()))


def test_first_tick_is_due_at_once_and_the_next_after_its_interval(timer, ran, clock):
    assert run_timer(timer)
    assert not run_timer(timer)
    clock.advance(minutes=4, seconds=59)
    assert not run_timer(timer)
    clock.advance(seconds=1)
    assert run_timer(timer)
    assert len(ran) == 2


def test_missed_ticks_are_caught_up_by_one(timer, ran, clock):
    run_timer(timer)
    clock.advance(days=2)

    assert run_timer(timer)
    assert not run_timer(timer)


def test_processes_that_wake_together_run_it_once(timer, ran):
    outcomes = run_together([lambda: run_timer(timer) for _ in range(8)])

    assert sum(outcomes) == len(ran) == 1


def test_failure_is_recorded_and_the_next_tick_comes(database, clock, ran):
    def fail() -> None:
        raise ValueError("短信网关坏了")

    run_timer(Timer("count", timedelta(minutes=5), fail))
    assert "短信网关坏了" in Job.get().last_error

    clock.advance(minutes=5)
    run_timer(Timer("count", timedelta(minutes=5), lambda: ran.append(1)))
    assert (ran, Job.get().last_error) == ([1], "")
