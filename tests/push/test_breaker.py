"""When WeChat is down nothing is asked of it for a while, and afterwards it is not flooded."""

from __future__ import annotations

from backend.push.breaker import FAILURES, FIRST_WAIT_S, LAST_WAIT_S, CircuitBreaker, Pace


class Monotonic:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def opened(time: Monotonic) -> CircuitBreaker:
    breaker = CircuitBreaker(8, time)
    for _ in range(FAILURES):
        breaker.failed()
    return breaker


def test_it_opens_at_the_fifth_failure_in_a_row():
    breaker = CircuitBreaker(8, Monotonic())

    assert [breaker.failed() for _ in range(FAILURES)] == [False] * (FAILURES - 1) + [True]
    assert (breaker.is_open, breaker.allowed()) == (True, 0)


def test_an_arrival_in_between_starts_the_count_anew():
    breaker = CircuitBreaker(8, Monotonic())
    for _ in range(FAILURES - 1):
        breaker.failed()
    breaker.succeeded()

    assert not any(breaker.failed() for _ in range(FAILURES - 1))
    assert breaker.allowed() == 8


def test_after_a_while_one_may_try():
    time = Monotonic()
    breaker = opened(time)

    time.now += FIRST_WAIT_S
    assert breaker.allowed() == 1


def test_each_try_that_fails_makes_it_wait_longer_up_to_two_minutes():
    time = Monotonic()
    breaker = opened(time)
    waits = []
    for _ in range(6):
        began = time.now
        while not breaker.allowed():
            time.now += 1
        waits.append(time.now - began)
        breaker.failed()

    assert waits == [15, 30, 60, 120, 120, 120]
    assert waits[-1] == LAST_WAIT_S


def test_it_comes_back_slowly():
    time = Monotonic()
    breaker = opened(time)
    time.now += FIRST_WAIT_S
    breaker.allowed()

    allowed = []
    for _ in range(4):
        breaker.succeeded()
        allowed.append(breaker.allowed())

    assert allowed == [2, 4, 8, 8]
    assert not breaker.is_open


def test_the_pace_is_even_and_never_above_its_rate():
    time = Monotonic()
    pace = Pace(50, time, time.sleep)
    began = time.now
    for _ in range(500):
        pace.wait()

    assert 9.8 <= time.now - began <= 10


def test_what_was_not_used_is_not_saved_up():
    time = Monotonic()
    pace = Pace(50, time, time.sleep)
    pace.wait()
    time.now += 3600
    began = time.now
    for _ in range(50):
        pace.wait()

    assert time.now - began >= 0.8
