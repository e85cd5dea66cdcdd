"""The control API under /_simulator/: what test phones do, and switches for tests.

Any origin may call it, because the page with the virtual phones is served from another port. Answers are JSON;
a request that makes no sense gets 400 or 404 with `{"error": "…"}`.
"""

from flask import Blueprint, Response

from backend.wechat.simulator.control import phones, switches

blueprint = Blueprint("control", __name__, url_prefix="/_simulator")
blueprint.register_blueprint(phones.blueprint)
blueprint.register_blueprint(switches.blueprint)


@blueprint.after_request
def allow_any_origin(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE, OPTIONS"
    return response
