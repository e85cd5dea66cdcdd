"""When WeChat is down: stop asking, look again after a while, and come back slowly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

# So many failures in a row open it; then it stays open this long, and longer each time it does not help.
FAILURES = 5
FIRST_WAIT_S, LAST_WAIT_S = 15.0, 120.0


class CircuitBreaker:
    """Closed: everything goes. Open: nothing does. Half open: one message at a time, until one arrives.

    Afterwards the number in flight doubles with each that arrives, so that what has piled up does not flood. Times are
    those of a monotonic clock: a wall clock that steps changes nothing.
    """

    def __init__(self, most: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures = 0
        self._allowed = most
        self._opened_at: float | None = None
        self._wait_s = FIRST_WAIT_S

    @property
    def is_open(self) -> bool:
        """Whether WeChat was found to be down and not found to be up since."""
        return self._opened_at is not None

    def allowed(self) -> int:
        """How many messages may be in flight now."""
        with self._lock:
            if self._opened_at is None:
                return self._allowed
            return int(self._monotonic() - self._opened_at >= self._wait_s)

    def succeeded(self) -> None:
        """A message arrived, or was refused for what it is: WeChat answers."""
        with self._lock:
            self._failures = 0
            self._wait_s = FIRST_WAIT_S
            if self._opened_at is not None:
                self._opened_at, self._allowed = None, 1
            self._allowed = min(self._most, self._allowed * 2)

    def failed(self) -> bool:
        """WeChat did not answer, or could not. True if this opened the breaker."""
        with self._lock:
            self._failures += 1
            if self._opened_at is not None:
                self._opened_at = self._monotonic()
                self._wait_s = min(LAST_WAIT_S, self._wait_s * 2)
                return False
            if self._failures < FAILURES:
                return False
            self._opened_at = self._monotonic()
            return True


class Pace:
    """At most so many a second, evenly; `wait` holds its caller until it is its turn."""

    def __init__(
        self,
        per_second: float,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._gap = 1 / per_second
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self) -> None:
        """Return when the next one may go."""
        with self._lock:
            now = self._monotonic()
            # A tenth of a second's worth may go at once: sleeping for less than a few milliseconds is not exact.
            at = max(self._next, now - 0.1)
            self._next = at + self._gap
        if at > now:
            self._sleep(at - now)
