"""The page behind an event code for whoever opens the link outside WeChat."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

blueprint = Blueprint("event_code_page", "backend.checkin.pages", template_folder="templates")
page_blueprints = [blueprint]


@blueprint.get("/e/<code>")
def open_with_wechat(code: str) -> Response:  # noqa: ARG001
    """Ask to scan with WeChat. The same for every code: a browser learns nothing about it here."""
    response = make_response(render_template("event_code.html"))
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
