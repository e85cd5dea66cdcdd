"""What the operator's machines ask: is it alive, is it ready, how is it doing; and the API's documentation page."""

from __future__ import annotations

import os
from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from backend.database import db
from backend.errors import error_response

blueprint = Blueprint("operations", "backend.operations", template_folder="templates")


@blueprint.get("/healthz")
def healthz() -> Any:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Any:
    """The process can serve: its database answers."""
    try:
        db.execute_sql("SELECT 1").fetchone()
    except Exception:
        return error_response(503, "not_ready", "数据库暂时无法连接。")
    return jsonify(status="ready")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus text, summed over the workers of this machine."""
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@blueprint.get("/docs")
def docs() -> str:
    """The API, readable without a network: rendered here, no script from elsewhere."""
    return render_template("api_docs.html")
