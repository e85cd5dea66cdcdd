"""Measuring one bench beside hello, in short rounds by turns, so that whatever else the machine does hits both."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from backend.database import db
from scripts.benchmarks.benches import Bench, Call, hello_requests
from scripts.benchmarks.load import Outcome, Round
from scripts.benchmarks.servers import Server

CONNECTIONS = 16
_ROUND_S = 0.5
_TRANSACTION_CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass
class Measured:
    """A bench and the hello of the same minutes; processor seconds of each server over its rounds."""

    outcome: Outcome = field(default_factory=Outcome)
    hello: Outcome = field(default_factory=Outcome)
    server_cpu: float = 0.0
    hello_cpu: float = 0.0

    @property
    def ratio(self) -> float:
        """Requests a second as a part of hello's."""
        return self.outcome.rps / self.hello.rps


def _round(server: Server, requests: Iterator[bytes], seconds: float) -> tuple[Outcome, float]:
    gc.collect()
    gc.disable()
    try:
        before = server.cpu_seconds()
        outcome = Round(server.port, requests, CONNECTIONS).run(seconds)
        return outcome, server.cpu_seconds() - before
    finally:
        gc.enable()


def measure(bench: Bench, product: Server, hello: Server, seconds: float) -> Measured:
    """So many seconds of each, by turns, after a warm-up that does not count."""
    measured = Measured()
    length = min(_ROUND_S, seconds / 2)
    bench.prepare(500)
    expected_rps = _round(product, bench.requests(), length)[0].rps
    _round(hello, hello_requests(), length)
    for number in range(max(2, round(seconds / length))):
        bench.prepare(int(expected_rps * length * 1.5) + CONNECTIONS)
        for is_hello in (True, False) if number % 2 else (False, True):
            if is_hello:
                outcome, cpu = _round(hello, hello_requests(), length)
                measured.hello.add(outcome)
                measured.hello_cpu += cpu
            else:
                outcome, cpu = _round(product, bench.requests(), length)
                measured.outcome.add(outcome)
                measured.server_cpu += cpu
                expected_rps = outcome.rps
    return measured


def measure_hello(hello: Server, seconds: float) -> Outcome:
    """Hello alone, when nothing else was asked for."""
    return _round(hello, hello_requests(), seconds)[0]


def send(app: Flask, call: Call) -> Any:
    """Do one call inside this process."""
    headers = {"Authorization": f"Bearer {call.token}"}
    response = app.test_client().open(call.path, method=call.method, headers=headers, json=call.body)
    if response.status_code >= 300:
        raise RuntimeError(f"{response.status_code} {response.text}")
    return response


def cost_of_call(app: Flask, bench: Bench) -> tuple[int, int]:
    """SQL statements (transaction control left out) and bytes of the body of one call, the second of its kind."""
    calls = bench.make_calls()
    send(app, next(calls))
    response, statements = counted(app, next(calls))
    return statements, len(response.get_data())


def counted(app: Flask, call: Call) -> tuple[Any, int]:
    """Do one call and count its SQL statements, transaction control left out."""
    with statements_of() as statements:
        response = send(app, call)
    return response, len(statements)


@contextmanager
def statements_of() -> Iterator[list[str]]:
    """The SQL that runs inside, transaction control left out."""
    seen: list[str] = []

    def note(event: Any) -> None:
        if not event.sql.startswith(_TRANSACTION_CONTROL):
            seen.append(event.sql)

    db.obj.query_hooks.append(note)
    try:
        yield seen
    finally:
        db.obj.query_hooks.remove(note)
