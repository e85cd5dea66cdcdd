"""The outbox for Prometheus, read from the database when it is asked for.

The jobs processes have no page of their own, and the web's workers would each count for themselves. So these are no
counters of a process: whichever worker is asked gives the numbers of the whole installation.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator

import structlog
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from backend.push.watching import OutboxState, outbox_state

log = structlog.get_logger()

_KEPT_S = 5.0


class OutboxCollector:
    """Gives Prometheus the outbox as it was at most 5 seconds ago; nothing while the database does not answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: tuple[float, OutboxState] | None = None

    def forget(self) -> None:
        """Read again the next time."""
        self._read = None

    def _state(self) -> OutboxState:
        with self._lock:
            if self._read is None or time.monotonic() - self._read[0] > _KEPT_S:
                self._read = time.monotonic(), outbox_state()
            return self._read[1]

    def collect(self) -> Iterable[Metric]:
        """prometheus_client's name for it."""
        try:
            state = self._state()
        except Exception:
            # The other metrics are wanted all the more while the database is away.
            log.exception("outbox_not_measured")
            return iter(())
        return _families(state)


def _families(state: OutboxState) -> Iterator[Metric]:
    yield GaugeMetricFamily("lianyi_outbox_queued", "Messages that wait, due or not.", state.queued)
    yield GaugeMetricFamily("lianyi_outbox_due", "Messages that are due.", state.due)
    yield GaugeMetricFamily(
        "lianyi_outbox_oldest_due_seconds", "How long the oldest due message has waited.", state.late.total_seconds()
    )
    ended = CounterMetricFamily(
        "lianyi_outbox_deliveries",
        "Deliveries by what became of them and WeChat's code.",
        labels=("outcome", "errcode"),
    )
    for (outcome, code), count in state.ended.items():
        ended.add_metric((outcome, str(code) if code else ""), count)
    yield ended


collector = OutboxCollector()
