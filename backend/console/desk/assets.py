"""Styles, scripts and icons of the console, and those of others that it uses, as npm unpacked them."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_from_directory
from flask.blueprints import BlueprintSetupState

from backend.console.access import csrf_token
from backend.console.rendering import json_for_page
from backend.console.words import template_words
from backend.errors import NotFound

_CONSOLE = Path(__file__).parent.parent
_NPM = _CONSOLE.parent / "assets"
_VENDOR = {
    "htmx.js": _NPM / "node_modules/htmx.org/dist/htmx.min.js",
    "sortable.js": _NPM / "node_modules/sortablejs/modular/sortable.core.esm.js",
    "charts.js": _NPM / "built/charts.js",
}
assets = Blueprint(
    "console_assets",
    "backend.console",
    url_prefix="/console",
    static_folder=str(_CONSOLE / "assets"),
    static_url_path="/assets",
    template_folder=str(_CONSOLE / "templates"),
)


@assets.record_once
def _speak(state: BlueprintSetupState) -> None:
    """What every template and macro of the console may call."""
    config = state.app.config["LIANYI"]
    state.app.jinja_env.globals.update(
        template_words(),
        console_csrf=csrf_token,
        console_json=json_for_page,
        endpoints=state.app.view_functions,
        idle_minutes=config.security.console_idle_minutes,
    )


@assets.get("/assets/vendor/<name>")
def vendor(name: str) -> Response:
    """htmx, the charts, and what makes things sortable."""
    path = _VENDOR.get(name)
    if path is None or not path.is_file():
        raise NotFound
    response = send_from_directory(path.parent, path.name, mimetype="text/javascript", max_age=86_400)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
