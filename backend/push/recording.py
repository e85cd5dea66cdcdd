"""Writing down together what several threads have to write down at the same moment: one commit for all of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from backend.database import DATABASE_AWAY

Item = TypeVar("Item")


class _Waiting(Generic[Item]):
    def __init__(self, item: Item) -> None:
        self.item = item
        self.woken = threading.Event()
        self.is_written = False
        self.error: Exception | None = None


class Together(Generic[Item]):
    """`write` returns once its item is committed; whoever comes while others commit goes with the next ones.

    `write_all` writes several in one transaction. If it fails, each is tried alone, and each caller gets its own error;
    but not if the database is away, which it is for all.
    """

    def __init__(self, write_all: Callable[[Sequence[Item]], None]) -> None:
        self._write_all = write_all
        self._lock = threading.Lock()
        self._waiting: list[_Waiting[Item]] = []
        self._is_busy = False

    def write(self, item: Item) -> None:
        """Write it down, alone or with what others bring. Raises what `write_all` raises."""
        mine = _Waiting(item)
        with self._lock:
            self._waiting.append(mine)
            is_first, self._is_busy = not self._is_busy, True
        if not is_first:
            mine.woken.wait()
        if not mine.is_written:
            self._lead()
        if mine.error is not None:
            raise mine.error

    def _lead(self) -> None:
        """Write for everybody who waits, then let the first of those who came meanwhile do the same."""
        with self._lock:
            batch, self._waiting = self._waiting, []
        try:
            self._write(batch)
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._is_busy = following is not None
            for one in batch:
                one.is_written = True
                one.woken.set()
            if following is not None:
                following.woken.set()

    def _write(self, batch: list[_Waiting[Item]]) -> None:
        try:
            self._write_all([one.item for one in batch])
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, DATABASE_AWAY):
                for one in batch:
                    self._write([one])
                return
            for one in batch:
                one.error = error
