"""What every sheet has in common: its head, its ground, its headers, and the sentence for a link that opens nothing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template

blueprint = Blueprint(
    "sheets",
    "backend.sheets.pages",
    url_prefix="/sheets",
    template_folder="templates",
    static_folder="assets",
    static_url_path="/assets",
)
page_blueprints = [blueprint]


def show_sheet(template: str, *, has_script: bool = False, **values: Any) -> Response:
    """A page made of `template`, which extends sheet.html; it may load nothing from elsewhere, and nobody keeps it."""
    return _page(render_template(template, **values), 200, has_script=has_script)


def show_expired(words: str) -> Response:
    """What a link shows that has expired, was taken back or never was one: `words` say what it was and what to do."""
    return _page(render_template("link_expired.html", words=words), 404)


def _page(html: str, status: int, *, has_script: bool = False) -> Response:
    scripts = " script-src 'self';" if has_script else ""
    response = make_response(html, status)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self';{scripts} img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
