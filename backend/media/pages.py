"""Giving pictures and files out, to whoever holds an unexpired link."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, send_file

from backend import clock
from backend.errors import NotFound
from backend.media.links import read_link
from backend.media.models import Media
from backend.media.store import path_of

blueprint = Blueprint("media_files", "backend.media.pages")
page_blueprints = [blueprint]


@blueprint.get("/media/<token>")
def show_file(token: str) -> Response:
    """The bytes. A forged or expired link, a deleted file and one that may not be seen are all not found."""
    link = read_link(token)
    media = Media.get_or_none(Media.id == link.media_id, Media.state << link.states) if link else None
    if link is None or media is None or not path_of(media.id).is_file():
        raise NotFound
    response = send_file(path_of(media.id).absolute(), mimetype=media.mime, etag=media.digest, conditional=True)
    # Who holds the link may keep what it shows, but no cache on the way may.
    response.headers["Cache-Control"] = f"private, max-age={(link.expires_at - clock.now_ms()) // 1000}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Referrer-Policy"] = "no-referrer"
    if not media.mime.startswith("image/"):
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(media.name, safe='')}"
    return response
