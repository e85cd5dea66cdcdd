"""What gunicorn serves in the benchmark: the product with one more route, and the bare Flask it is compared with."""

from __future__ import annotations

from typing import Any

from flask import Flask

from backend.app import create_app, start_process
from backend.auth import Access, Blueprint, current_caller
from backend.config import Config, load_config

SESSION_PATH = "/api/v1/bench/session"

_bench = Blueprint("bench", access=Access.SESSION, url_prefix="/bench", description="Only in the benchmark.")


@_bench.get("/session")  # type: ignore[untyped-decorator]
def show_session() -> dict[str, Any]:
    """What every request of a logged-in phone costs before its handler does anything."""
    return {"account_id": str(current_caller().account_id)}


def make_product(config: Config) -> Flask:
    """The application as `lianyi run` serves it, and the route above."""
    app = create_app(config)
    app.register_blueprint(_bench)
    return app


def make_hello() -> Flask:
    """The least that Flask can do."""
    app = Flask(__name__, static_folder=None)

    @app.get("/")
    def hello() -> str:
        return "hello"

    return app


def product() -> Flask:
    """For gunicorn: the product, configured by $LIANYI_CONFIG."""
    config = load_config()
    start_process(config)
    return make_product(config)
