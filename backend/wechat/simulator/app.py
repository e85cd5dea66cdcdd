"""The simulator as a Flask application."""

from flask import Flask, Response

from backend.wechat.simulator import control, pages
from backend.wechat.simulator.endpoints import current_simulator, refusal_response
from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.routes import login, messages, qrcodes, security, tokens, webhook
from backend.wechat.simulator.state import Simulator


def create_simulator(state: Simulator | None = None) -> Flask:
    """Return the application. Run it in one process, with threads: the state is in its memory."""
    app = Flask(__name__, static_folder=None, template_folder="html")
    app.extensions["wechat_simulator"] = state or Simulator()
    for area in (tokens, login, messages, security, qrcodes, webhook, control, pages):
        app.register_blueprint(area.blueprint)
    app.register_error_handler(404, _unknown_path)
    return app


def _unknown_path(_error: Exception) -> Response:
    return refusal_response(Refusal(40066, "invalid url"), "/", current_simulator().clock())
