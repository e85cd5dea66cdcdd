"""What the operator's machines ask: is it alive, is it ready, how is it doing; and the API's documentation page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, send_from_directory
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from backend.database import db
from backend.errors import NotFound, error_response
from backend.push.metrics import collector
from backend.push.watching import LATE, lateness

_SWAGGER_UI = Path(__file__).parent / "assets" / "node_modules" / "swagger-ui-dist"
_DOCS_ASSETS = ("swagger-ui.css", "swagger-ui-bundle.js")

blueprint = Blueprint("operations", "backend.operations", template_folder="templates")


@blueprint.get("/healthz")
def healthz() -> Any:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Any:
    """The installation does its work: the database answers and messages go out. For monitoring, not for a balancer:
    while WeChat is down the site is late with its messages, and serves."""
    try:
        db.execute_sql("SELECT 1").fetchone()
        late = lateness()
    except Exception:
        return error_response(503, "not_ready", "数据库暂时无法连接。")
    if late > LATE:
        minutes = int(late.total_seconds() // 60)
        return error_response(
            503, "outbox_late", f"有消息已晚发 {minutes} 分钟，请检查后台任务（lianyi-jobs）和微信接口。"
        )
    return jsonify(status="ready")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus text: requests summed over the workers of this machine, the outbox of the whole installation."""
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    # Apart from the registry of this process: what several workers wrote down is added up there.
    outbox = CollectorRegistry()
    outbox.register(collector)
    return Response(generate_latest(registry) + generate_latest(outbox), content_type=CONTENT_TYPE_LATEST)


@blueprint.get("/docs")
def docs() -> str:
    """The API as a page, with everything it loads coming from here."""
    return render_template("api_docs.html")


@blueprint.get("/docs/start.js")
def docs_script() -> Response:
    """Starts Swagger UI; a file of its own, so that the page needs no inline script."""
    script = 'SwaggerUIBundle({url: "/openapi.json", dom_id: "#page", deepLinking: true, tryItOutEnabled: false});'
    return Response(script, content_type="text/javascript")


@blueprint.get("/docs/<name>")
def asset(name: str) -> Response:
    """Swagger UI's own files, as npm unpacked them."""
    if name not in _DOCS_ASSETS or not (_SWAGGER_UI / name).is_file():
        raise NotFound
    return send_from_directory(_SWAGGER_UI, name, max_age=86_400)
