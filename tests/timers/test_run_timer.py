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


def test_a_step_forward_is_one_tick_and_a_step_back_none_that_is_lost(timer, ran, clock):
    run_timer(timer)
    clock.advance(hours=1)
    assert [run_timer(timer), run_timer(timer)] == [True, False]

    clock.advance(hours=-1)
    assert [run_timer(timer), run_timer(timer)] == [True, False]

    clock.advance(minutes=5)
    assert run_timer(timer)
    assert len(ran) == 4


@pytest.mark.parametrize("hours", [1, -1])
def test_processes_that_race_after_a_step_run_it_once(timer, ran, clock, hours):
    run_timer(timer)
    ran.clear()
    clock.advance(hours=hours)

    outcomes = run_together([lambda: run_timer(timer) for _ in range(2)])

    assert sum(outcomes) == len(ran) == 1


def test_a_machine_whose_clock_is_some_seconds_behind_does_not_repeat_the_others_tick(timer, ran, clock):
    run_timer(timer)
    clock.advance(seconds=-20)

    assert not run_timer(timer)
    assert len(ran) == 1


def test_a_step_back_of_less_than_machines_may_differ_by_delays_a_tick_by_no_more(timer, ran, clock):
    run_timer(timer)
    clock.advance(seconds=-59)
    clock.advance(minutes=6)

    assert run_timer(timer)


def test_what_a_failed_timer_was_still_reading_does_not_stop_the_next(timer, ran, clock):
    half_read = []

    def fail() -> None:
        for name in ("one", "two"):
            Job.create(name=name, next_at=clock.now())
        rows = iter(Job.select())
        half_read.append((next(rows), rows))
        run_together([lambda: Job.update(next_at=clock.now()).execute()])
        raise ValueError("半途而废")

    run_timer(Timer("fail", timedelta(minutes=5), fail))

    assert "半途而废" in Job.get(Job.name == "fail").last_error
    assert run_timer(timer)


def test_asking_in_vain_writes_nothing(timer, count_statements):
    run_timer(timer)

    with count_statements() as statements:
        assert not run_timer(timer)
    assert [statement.split()[0] for statement in statements] == ["SELECT"]
