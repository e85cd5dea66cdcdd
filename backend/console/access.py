"""Who may open a page of the console: the cookie, the lock, roles, and where a change comes from.

The cookie is `__Host-`: only over HTTPS (or on this machine), for this host alone, not for scripts. A change needs the
session's token, which no other site can read, in a field or a header, and must come from a page of this host.
"""

from __future__ import annotations

import base64
import hmac
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, g, redirect, request, url_for

from backend.auth import Caller
from backend.config import Security
from backend.desks.services import Desk, find_desk
from backend.encryption import keys
from backend.errors import DomainError, Forbidden, Unauthenticated
from backend.scope import load_scope

SESSION_COOKIE = "__Host-lianyi"
CSRF_FIELD, CSRF_HEADER = "csrf", "X-CSRF-Token"
_CSRF_PURPOSE = "console-csrf"
_SAFE = ("GET", "HEAD", "OPTIONS")


class Locked(DomainError):
    """The session idled too long, or its owner locked it: it shows nothing until they have scanned again."""

    status, code, message = 401, "console_locked", "后台已锁定，请扫码解锁后再继续，填写的内容不会丢失。"


class StaleForm(Forbidden):
    """The form is from before the last sign-in, or not from our page at all."""

    code, message = "stale_form", "页面已过期，请刷新后重试。"


class ConsoleBlueprint(Blueprint):
    """Pages of one area, named console_<area>, under /console.

    `needs`: role names of which one must be held somewhere; None lets in anybody who is signed in. Finer rules (this
    organization, this record) follow in the handler. `takes_files`: forms may be as large as an upload.
    """

    def __init__(self, area: str, path: str, *, needs: tuple[str, ...] | None, takes_files: bool = False) -> None:
        super().__init__(f"console_{area}", f"backend.console.{area}", url_prefix=f"/console{path}")
        self.needs = needs
        self.takes_files = takes_files
        self.before_request(lambda: _guard(needs, takes_files=takes_files))


def current_desk() -> Desk:
    """The browser of this request, as the guard let it in."""
    return cast(Desk, g.desk)


def security() -> Security:
    """How long sessions live, as configured."""
    return cast(Security, current_app.config["LIANYI"].security)


def csrf_token() -> str:
    """What a form of this session carries: a MAC of the session, so that nothing need be stored."""
    return csrf_token_of(current_desk())


def csrf_token_of(desk: Desk) -> str:
    """The token of one session's forms."""
    mac = keys().sign(desk.token_hash.encode(), _CSRF_PURPOSE, 24)
    return base64.urlsafe_b64encode(mac).decode()


def keep_session(response: Response, token: str) -> Response:
    """Give the browser the cookie of its session."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=security().console_hours * 3600,
        secure=True,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def drop_cookie(response: Response, name: str) -> Response:
    """Take a cookie back; one with this prefix counts only with all its marks."""
    response.delete_cookie(name, secure=True, httponly=True, samesite="Lax", path="/")
    return response


def desk_of_request() -> Desk | None:
    """The browser's session, locked or not; None if it has none."""
    token = request.cookies.get(SESSION_COOKIE)
    return find_desk(token, security()) if token else None


def require_same_origin() -> None:
    """Raise StaleForm for a change that another site's page asks for."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if (site is not None and site != "same-origin") or (origin is not None and urlsplit(origin).netloc != request.host):
        raise StaleForm


def safe_next(given: str | None) -> str:
    """Where to go after signing in: a page of the console, whatever the link says."""
    start = url_for("console_desk.start")
    if given is None or not given.startswith("/console/") or "\\" in given or "//" in given:
        return start
    return given if given.isprintable() else start


def _guard(needs: tuple[str, ...] | None, *, takes_files: bool) -> Any:
    desk = desk_of_request()
    is_read = request.method in _SAFE
    if desk is None or desk.is_locked:
        if is_read and ("HX-Request" not in request.headers or "HX-Boosted" in request.headers):
            return redirect(url_for("console_signing_in.show", next=request.full_path.rstrip("?")))
        raise Locked if desk is not None else Unauthenticated
    g.desk = desk
    g.caller = Caller(session_id=desk.session_id, account_id=0, member_id=desk.member_id)
    g.scope = load_scope(desk.member_id)
    if takes_files:  # before the form is read for its token
        request.max_content_length = current_app.config["LIANYI"].server.max_upload_bytes
    if not is_read:
        require_same_origin()
        given = request.headers.get(CSRF_HEADER) or request.form.get(CSRF_FIELD, "")
        if not hmac.compare_digest(given.encode(), csrf_token().encode()):
            raise StaleForm
    roles = g.scope.roles
    if not roles or (needs is not None and not any(role.name in needs for role in roles)):
        raise Forbidden
    return None
