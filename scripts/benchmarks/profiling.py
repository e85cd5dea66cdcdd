"""Where the time of one call goes: cProfile around the WSGI application, in this process."""

from __future__ import annotations

import cProfile
import io
import itertools
import json
import pstats
import sys
import time
from typing import Any

from flask import Flask

from scripts.benchmarks.benches import Bench, Call

_WARM_UP, _CALLS, _LINES = 50, 400, 45


def _environment(call: Call) -> dict[str, Any]:
    body = b"" if call.body is None else json.dumps(call.body).encode()
    return {
        "REQUEST_METHOD": call.method,
        "PATH_INFO": call.path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_AUTHORIZATION": f"Bearer {call.token}",
        "CONTENT_TYPE": "application/json" if body else "",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _run(app: Flask, environments: list[dict[str, Any]]) -> float:
    """Answer them all; microseconds of processor time a call, which a busy machine does not stretch."""
    statuses: list[str] = []

    def start(status: str, _headers: Any, _error: Any = None) -> Any:
        statuses.append(status)
        return bytes

    began = time.process_time()
    for environment in environments:
        answer: Any = app.wsgi_app(environment, start)
        b"".join(answer)
        answer.close()
    taken = time.process_time() - began
    if any(not status.startswith("2") for status in statuses):
        raise RuntimeError(f"not every call succeeded: {sorted(set(statuses))}")
    return taken / len(environments) * 1e6


def profile(app: Flask, bench: Bench) -> str:
    """A report on some hundred calls: microseconds without the profiler, then its tables by own and by total time."""
    calls = [_environment(call) for call in itertools.islice(_calls(bench), _WARM_UP + 2 * _CALLS)]
    _run(app, calls[:_WARM_UP])
    plain = _run(app, calls[_WARM_UP : _WARM_UP + _CALLS])
    profiler = cProfile.Profile()
    profiler.enable()
    _run(app, calls[_WARM_UP + _CALLS :])
    profiler.disable()
    text = io.StringIO()
    tables = pstats.Stats(profiler, stream=text).strip_dirs()
    tables.sort_stats("tottime").print_stats(_LINES)
    tables.sort_stats("cumulative").print_stats(_LINES)
    return f"{bench.name}: {plain:.0f} us of processor time a call, without gunicorn\n{text.getvalue()}"


def _calls(bench: Bench) -> Any:
    while True:
        yield from bench.make_calls()
