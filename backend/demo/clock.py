"""A clock for the demo only: system time plus what a small file says, so that nobody has to wait for tomorrow.

Every process of the demo reads the same file, so all of them move together. It holds milliseconds as text. Time only
goes forward, as it does for everything that is built on it; `scripts/demo --fresh` starts again at the present.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from backend import clock
from backend.errors import DomainError, InvalidInput

# A process notices a move within this time.
LOOK_EVERY_S = 0.2
_MOST_AHEAD_MS = timedelta(days=3_660) // timedelta(milliseconds=1)


class OnlyForward(DomainError):
    """What has happened cannot be taken back by turning the clock back."""

    status, code = 409, "only_forward"
    message = "演示时间只能往前拨。要回到现在，请停下演示，用 scripts/demo --fresh 重新开始。"


class DemoClock:
    """Calling it returns milliseconds since 1970, UTC. Threads may share one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ahead_ms = 0
        self._seen: tuple[int, int] | None = None
        self._look_again_at = 0.0

    def __call__(self) -> int:
        if time.monotonic() >= self._look_again_at:
            self._look()
        return clock.system_ms() + self._ahead_ms

    def _look(self) -> None:
        self._look_again_at = time.monotonic() + LOOK_EVERY_S
        try:
            stat = self._path.stat()
            seen = (stat.st_ino, stat.st_mtime_ns)
        except OSError:
            seen = None
        if seen != self._seen:
            self._seen, self._ahead_ms = seen, read_ahead_ms(self._path)


def follow_clock_file(path: Path) -> None:
    """From now on this process lives at the demo's time."""
    clock.use_source(DemoClock(path))


def read_ahead_ms(path: Path) -> int:
    """How far the demo is ahead of system time, in milliseconds; a file that is missing or broken says 0."""
    try:
        return min(max(int(path.read_text(encoding="ascii")), 0), _MOST_AHEAD_MS)
    except (OSError, ValueError):
        return 0


def advance(path: Path, by: timedelta) -> None:
    """Move the demo forward by so much."""
    _move(path, lambda now_ms: now_ms + by // timedelta(milliseconds=1))


def advance_to(path: Path, moment_ms: int) -> None:
    """Move the demo forward to a moment, in milliseconds since 1970 UTC."""
    _move(path, lambda _now_ms: moment_ms)


def _move(path: Path, choose: Callable[[int], int]) -> None:
    with _locked(path):
        system_ms, ahead_ms = clock.system_ms(), read_ahead_ms(path)
        wanted_ms = choose(system_ms + ahead_ms) - system_ms
        if wanted_ms <= ahead_ms:
            raise OnlyForward
        if wanted_ms > _MOST_AHEAD_MS:
            raise InvalidInput("演示时间最多往前拨十年。")
        # Whoever reads meanwhile finds the old file or the new one, never half of one.
        aside = path.with_name(f"{path.name}.new")
        aside.write_text(str(wanted_ms), encoding="ascii")
        os.replace(aside, path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Two presses at once, in two processes, both count."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
