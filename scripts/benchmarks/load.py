"""A small load generator: keep-alive connections, requests made beforehand, every latency kept.

One thread on epoll with raw sockets, so that a request costs it a small part of what it costs the server.
"""

from __future__ import annotations

import re
import select
import socket
import time
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_PATIENCE_S = 60


class LoadError(Exception):
    """The server answered what it must not, or not at all."""


@dataclass
class Outcome:
    """What rounds of load came to; latencies in nanoseconds."""

    latencies: array[int] = field(default_factory=lambda: array("q"))
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    body_bytes: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def add(self, other: Outcome) -> None:
        """Take another round in."""
        self.latencies.extend(other.latencies)
        self.seconds += other.seconds
        self.cpu_seconds += other.cpu_seconds
        self.body_bytes += other.body_bytes
        self.statuses += other.statuses

    @property
    def rps(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def percentile_ms(self, percent: float) -> float:
        """The latency that so many percent of the requests stayed within, in milliseconds."""
        ordered = sorted(self.latencies)
        if not ordered:
            return 0.0
        rank = min(len(ordered) - 1, max(0, -(-len(ordered) * percent // 100) - 1))
        return ordered[int(rank)] / 1e6


class _Connection:
    __slots__ = ("buffer", "request", "sent_at", "socket")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.request = b""
        self.sent_at = 0

    def send(self, request: bytes) -> None:
        self.buffer, self.request = b"", request
        self.sent_at = time.perf_counter_ns()
        self.socket.sendall(request)


class Round:
    """One round against one server: `connections` at once, for `seconds` or until the requests run out."""

    def __init__(self, port: int, requests: Iterator[bytes], connections: int) -> None:
        self._port = port
        self._requests = requests
        self._poll = select.epoll()
        self._connections = {c.socket.fileno(): c for c in (_Connection(port) for _ in range(connections))}
        self._outcome = Outcome()
        self._waiting = 0
        self._deadline = 0.0

    def run(self, seconds: float) -> Outcome:
        """Send, measure, close. Raises LoadError."""
        try:
            return self._run(seconds)
        finally:
            for connection in self._connections.values():
                connection.socket.close()
            self._poll.close()

    def _run(self, seconds: float) -> Outcome:
        cpu, began = time.process_time(), time.perf_counter()
        self._deadline = began + seconds
        for fileno, connection in self._connections.items():
            self._poll.register(fileno, select.EPOLLIN)
            self._next(connection)
        while self._waiting:
            ready = self._poll.poll(_PATIENCE_S)
            if not ready:
                raise LoadError(f"{self._waiting} requests were not answered within {_PATIENCE_S} s")
            for fileno, _event in ready:
                self._receive(self._connections[fileno])
        self._outcome.seconds = time.perf_counter() - began
        self._outcome.cpu_seconds = time.process_time() - cpu
        return self._outcome

    def _next(self, connection: _Connection) -> None:
        if time.perf_counter() >= self._deadline:
            return
        request = next(self._requests, None)
        if request is not None:
            connection.send(request)
            self._waiting += 1

    def _receive(self, connection: _Connection) -> None:
        data = connection.socket.recv(65_536)
        if not data:
            self._reconnect(connection)
            return
        connection.buffer += data
        head, found, body = connection.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = _LENGTH.search(head)
        if length is None:
            raise LoadError(f"an answer without a length: {head[:200]!r}")
        if len(body) < int(length[1]):
            return
        self._outcome.latencies.append(time.perf_counter_ns() - connection.sent_at)
        self._waiting -= 1
        status = int(head[9:12])
        self._outcome.statuses[status] += 1
        self._outcome.body_bytes += len(body)
        if not 200 <= status < 300:
            raise LoadError(f"{status} for {connection.request[:120]!r}: {body.decode(errors='replace')[:300]}")
        if _CLOSES.search(head):
            connection.request = b""
            connection = self._reconnect(connection)
        self._next(connection)

    def _reconnect(self, old: _Connection) -> _Connection:
        """A worker that has served its share goes, and its connections with it; what it did not answer is repeated."""
        unanswered = old.request if old.sent_at and not old.buffer else b""
        self._poll.unregister(old.socket.fileno())
        del self._connections[old.socket.fileno()]
        old.socket.close()
        new = _Connection(self._port)
        self._connections[new.socket.fileno()] = new
        self._poll.register(new.socket.fileno(), select.EPOLLIN)
        if unanswered:
            new.send(unanswered)
        return new
