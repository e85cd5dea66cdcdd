"""Structured logs with a request id, and metrics for Prometheus."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from functools import cache
from typing import Any

import structlog
import structlog.tracebacks
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

from backend.config import Logging

log = structlog.get_logger()

REQUEST_SECONDS = Histogram(
    "lianyi_request_seconds",
    "Time to answer, by endpoint and status.",
    ("endpoint", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
DELIVERIES = Counter("lianyi_deliveries_total", "Messages handed to WeChat, by outcome.", ("outcome",))

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
        structlog.contextvars.merge_contextvars,
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


@cache
def _timer(endpoint: str, status: int) -> Histogram:
    """The histogram of one endpoint and status; there are as many as routes and their refusals."""
    return REQUEST_SECONDS.labels(endpoint, status)


def _path_without_texts() -> str:
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
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _REQUEST_ID.match(given) else secrets.token_hex(8)
        g.started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def _end(response: Response) -> Response:
        if "started" not in g:  # a before_request hook ahead of ours refused
            return response
        seconds = time.perf_counter() - g.started
        endpoint = request.endpoint or "none"
        _timer(endpoint, response.status_code).observe(seconds)
        response.headers["X-Request-Id"] = g.request_id
        # The route with ids but without texts: a path may hold an invitation code, a query what people searched for.
        log.info(
            "request",
            method=request.method,
            path=_path_without_texts(),
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )
        return response
