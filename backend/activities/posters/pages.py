"""The poster, to whoever has its address; and the page behind a link on a poster that was made without WeChat."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request, send_file

from backend.activities.posters.links import read_poster_token
from backend.activities.posters.services import make_poster
from backend.errors import NotFound

blueprint = Blueprint("posters", "backend.activities.posters.pages", template_folder="templates")


@blueprint.get("/posters/<token>.png")
def show_poster(token: str) -> Response:
    """The PNG; 304 to who has it already. Forged addresses and activities that are not published are not found."""
    activity_id = read_poster_token(token)
    if activity_id is None:
        raise NotFound
    made = make_poster(activity_id)
    response = send_file(made.path.absolute(), mimetype="image/png", etag=made.digest, conditional=False)
    response.headers["Cache-Control"] = f"private, max-age={300 if made.is_final else 30}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.make_conditional(request)
    return response


@blueprint.get("/a/<entity_id:activity_id>")
def open_activity(activity_id: int) -> Response:  # noqa: ARG001
    """Ask to open it in WeChat. The same for every activity: a browser learns nothing about it here."""
    response = make_response(render_template("activity_link.html"))
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
