"""Structured logs with a request id, and metrics for Prometheus."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from contextvars import ContextVar
from functools import cache
from typing import Any

import structlog
import structlog.tracebacks
from flask import Flask, Request, Response, g
from flask import request as current_request
from prometheus_client import Histogram

from backend.config import Logging

log = structlog.get_logger()

REQUEST_SECONDS = Histogram(
    "lianyi_request_seconds",
    "Time to answer, by endpoint and status.",
    ("endpoint", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


# `json.dumps` builds an encoder for each call that is not plain ASCII; a line a request is worth keeping one.
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr)


def _to_json(event: Any, **_: Any) -> str:
    return _encoder.encode(event)


def configure_logging(settings: Logging) -> None:
    """JSON lines on standard error, or readable text for development."""
    level = logging.getLevelNamesMapping().get(settings.level.upper(), logging.INFO)
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(_to_json)
        if settings.format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    processors: list[structlog.typing.Processor] = [
        _add_request_id,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if settings.format == "json":
        # Without local variables: they hold tokens, phone numbers and answers.
        frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        processors.append(structlog.processors.ExceptionRenderer(frames))
    structlog.configure(
        processors=[*processors, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(name)s: %(message)s")


_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def _add_request_id(_logger: Any, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """structlog's own `merge_contextvars` walks through all variables of the context at every line."""
    request_id = _request_id.get()
    if request_id is not None:
        event["request_id"] = request_id
    return event


@cache
def _timer(endpoint: str, status: int) -> Histogram:
    """The histogram of one endpoint and status; there are as many as routes and their refusals."""
    return REQUEST_SECONDS.labels(endpoint, status)


def _path_without_texts(request: Request) -> str:
    if request.url_rule is None:
        return "unknown"
    path = request.url_rule.rule
    for name, value in (request.view_args or {}).items():
        if isinstance(value, int):
            path = path.replace(f"<entity_id:{name}>", str(value))
    return path


def watch_requests(app: Flask) -> None:
    """Give each request an id, log it when it is done, and measure it."""

    @app.before_request
    def _begin() -> None:
        given = current_request.headers.get("X-Request-Id", "")
        request_id = given if _REQUEST_ID.match(given) else secrets.token_hex(8)
        _request_id.set(request_id)
        g.begun = (request_id, time.perf_counter())

    @app.after_request
    def _end(response: Response) -> Response:
        begun = g.get("begun")
        if begun is None:  # a before_request hook ahead of ours refused
            return response
        request_id, started = begun
        seconds = time.perf_counter() - started
        # One look-up of the request, not one for each of its attributes.
        request = current_request._get_current_object()  # type: ignore[attr-defined]
        status = response.status_code
        _timer(request.endpoint or "none", status).observe(seconds)
        response.headers["X-Request-Id"] = request_id
        # The route with ids but without texts: a path may hold an invitation code, a query what people searched for.
        log.info(
            "request",
            method=request.method,
            path=_path_without_texts(request),
            status=status,
            ms=round(seconds * 1000, 1),
        )
        return response
