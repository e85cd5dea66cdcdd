"""How many deliveries ended how, kept in the database: the jobs processes have no page for Prometheus to read."""

from __future__ import annotations

import time
from collections import Counter

from backend.database import Statement, atomic

_ADD = Statement(
    """INSERT INTO delivery_tally (outcome, error_code, count) VALUES (?, ?, ?)
       ON CONFLICT (outcome, error_code) DO UPDATE SET count = delivery_tally.count + excluded.count"""
)
_EVERY_S = 1.0


class Tally:
    """Counts of one process, written down once a second: a row that every send updates would be a queue.

    A process that is killed loses the counts of its last second, nothing else.
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int]] = Counter()
        self._written_at = time.monotonic()

    def add(self, outcome: str, error_code: int | None = None, number: int = 1) -> None:
        """Not safe between threads: the delivering loop alone counts."""
        self._counts[outcome, error_code or 0] += number

    def write(self, *, is_last: bool = False) -> None:
        """Write down what has been counted, if it is time."""
        if not self._counts or (not is_last and time.monotonic() - self._written_at < _EVERY_S):
            return
        with atomic():
            # Sorted, so that two processes lock rows in the same order.
            for (outcome, error_code), number in sorted(self._counts.items()):
                _ADD.run(outcome, error_code, number)
        self._counts.clear()
        self._written_at = time.monotonic()
