"""Pages of check-in outside the API: behind an event code opened in a browser, and the screen in the hall."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from backend.checkin.hall import read_hall_token
from backend.errors import NotFound

blueprint = Blueprint("event_code_page", "backend.checkin.pages", template_folder="templates")
hall_blueprint = Blueprint(
    "hall_page",
    "backend.checkin.pages",
    url_prefix="/hall",
    template_folder="templates",
    static_folder="hall_assets",
    static_url_path="/assets",
)
page_blueprints = [blueprint, hall_blueprint]

_HALL_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@blueprint.get("/e/<code>")
def open_with_wechat(code: str) -> Response:  # noqa: ARG001
    """Ask to scan with WeChat. The same for every code: a browser learns nothing about it here."""
    response = make_response(render_template("event_code.html"))
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@hall_blueprint.get("/<token>")
def show_hall(token: str) -> Response:
    """The screen in the hall, or a sentence for a link that has ended or never was one."""
    try:
        read_hall_token(token)
        response = make_response(render_template("hall.html", token=token))
    except NotFound:
        response = make_response(render_template("hall_ended.html"), 404)
    response.headers["Content-Security-Policy"] = _HALL_POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
