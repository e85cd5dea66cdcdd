"""The simulator's time: real time plus what the control API has added."""

import threading
from collections import deque
from collections.abc import Callable

from backend.clock import now_ms
from backend.wechat.simulator.refusals import Refusal

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS


class SimulatedClock:
    """Calling it returns milliseconds since 1970, UTC."""

    def __init__(self, source: Callable[[], int] = now_ms) -> None:
        self._source = source
        self._ahead_ms = 0
        self._lock = threading.Lock()

    def __call__(self) -> int:
        with self._lock:
            return self._source() + self._ahead_ms

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._ahead_ms += round(seconds * SECOND_MS)

    def reset(self) -> None:
        """Back to the source's time."""
        with self._lock:
            self._ahead_ms = 0


class RateLimit:
    """At most `calls` in any minute for each key; one call more is refused with `errcode`."""

    def __init__(self, clock: SimulatedClock, calls: int, errcode: int, errmsg: str) -> None:
        self.calls = calls
        self._clock = clock
        self._refusal = (errcode, errmsg)
        self._seen: dict[str, deque[int]] = {}

    def spend(self, key: str) -> None:
        now = self._clock()
        seen = self._seen.setdefault(key, deque())
        while seen and now - seen[0] >= MINUTE_MS:
            seen.popleft()
        if len(seen) >= self.calls:
            raise Refusal(*self._refusal)
        seen.append(now)
