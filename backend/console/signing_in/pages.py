"""The page that shows a code, follows within a second once a phone has said yes, and unlocks what idled."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.console.access import (
    SESSION_COOKIE,
    csrf_token_of,
    desk_of_request,
    drop_cookie,
    keep_session,
    require_same_origin,
    safe_next,
    security,
)
from backend.console.rendering import with_policy
from backend.console.signing_in.codes import qr_path
from backend.desks.browsers import browser_name
from backend.desks.services import (
    SignInOver,
    ask_to_sign_in,
    find_desk,
    follow,
    follow_link,
    is_link_open,
    sign_out,
    state_of,
)
from backend.limits import login_limit

blueprint = Blueprint("console_signing_in", "backend.console.signing_in", url_prefix="/console")

_WAITING_COOKIE = "__Host-lianyi-waiting"


@blueprint.get("/sign-in")
@login_limit
def show() -> Response:
    """A code to scan; who is signed in already goes on."""
    desk = desk_of_request()
    to = safe_next(request.args.get("next"))
    if desk is not None and not desk.is_locked:
        return redirect(to)  # type: ignore[return-value]
    return _with_code("console/sign_in.html", to=to, is_locked=desk is not None)


@blueprint.get("/sign-in/box")
@login_limit
def show_box() -> Response:
    """The code alone: anew after two minutes, or over a page that is locked (`unlock`)."""
    to = safe_next(request.args.get("next"))
    return _with_code("console/sign_in_box.html", to=to, is_over_page=bool(request.args.get("unlock")))


def _with_code(template: str, *, to: str, **values: Any) -> Response:
    code, secret = ask_to_sign_in(_browser())
    base = current_app.config["LIANYI"].server.base_url
    html = render_template(template, qr=qr_path(f"{base}/console/s/{code}"), to=to, **values)
    response = with_policy(html)
    response.set_cookie(_WAITING_COOKIE, secret, max_age=120, secure=True, httponly=True, samesite="Strict", path="/")
    return response


@blueprint.post("/sign-in/follow")
def go_on() -> BaseResponse:
    """What the waiting page asks every second: has the phone answered?"""
    require_same_origin()
    secret = request.cookies.get(_WAITING_COOKIE, "")
    state = state_of(secret) if secret else "over"
    waits = {"to": safe_next(request.form.get("next")), "is_over_page": bool(request.form.get("unlock"))}
    if state != "confirmed":
        return with_policy(render_template("console/sign_in_state.html", state=state, **waits))
    before = desk_of_request()
    try:
        token = follow(secret, _browser(), security())
    except SignInOver:
        return with_policy(render_template("console/sign_in_state.html", state="over", **waits))
    if before is not None:
        sign_out(before.session_id)
    response = with_policy("")
    now = find_desk(token, security())
    if waits["is_over_page"] and before is not None and now is not None and now.member_id == before.member_id:
        # The page beneath the lock goes on, with what was typed into it.
        response.headers["HX-Trigger"] = json.dumps({"console-unlocked": {"csrf": csrf_token_of(now)}})
    else:
        response.headers["HX-Redirect"] = waits["to"]
    return drop_cookie(keep_session(response, token), _WAITING_COOKIE)


@blueprint.get("/first/<code>")
@login_limit
def show_link(code: str) -> Response:
    """A link from the command line asks before it is used: some programs open links to look at them."""
    is_open = is_link_open(code)
    return with_policy(render_template("console/first.html", is_open=is_open), 200 if is_open else 410)


@blueprint.post("/first/<code>")
@login_limit
def use_link(code: str) -> BaseResponse:
    """Sign this browser in, once."""
    require_same_origin()
    token = follow_link(code, _browser(), security())
    return keep_session(redirect(url_for("console_desk.start"), 303), token)  # type: ignore[arg-type]


@blueprint.get("/s/<code>")
def scanned_elsewhere(code: str) -> Response:  # noqa: ARG001
    """The code, opened by something that is not the mini-program's own scanner."""
    return with_policy(render_template("console/scanned.html"))


def _browser() -> str:
    return browser_name(request.headers.get("User-Agent", ""))


def signed_out() -> BaseResponse:
    """The page after signing out, without the session's cookie."""
    return drop_cookie(redirect(url_for("console_signing_in.show"), 303), SESSION_COOKIE)  # type: ignore[arg-type]
