"""How the console answers: pages with their headers, what a change says on the next page, errors in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

import marshmallow as ma
import structlog
from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller
from backend.console.access import Locked, csrf_token, current_desk
from backend.console.navigation import menu
from backend.database import json_text
from backend.desks.models import ConsoleSession
from backend.errors import DomainError, InvalidInput, Unauthenticated, WeChatUnavailable, by_field, refusal_of
from backend.organizations.models import OrganizationClosure
from backend.scope import READ
from backend.wechat.errors import WeChatError

log = structlog.get_logger()

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def is_part() -> bool:
    """Whether htmx asks for a part of the page, which needs no frame around it."""
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def with_policy(html: str, status: int = 200) -> Response:
    """A page that loads nothing from elsewhere, runs no script of its own text, and that nobody keeps."""
    response = make_response(html, status)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Vary"] = "HX-Request, HX-Boosted, HX-Target, Cookie"
    return response


def render(template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of the console, with what its frame needs. `title` is what the browser's tab says."""
    framed = {} if is_part() else {"menu": menu(), "notice": _take_notice()}
    values.setdefault("errors", None)
    values.setdefault("values", {})
    html = render_template(template, **framed, desk=current_desk(), csrf_token=csrf_token, **values)
    return with_policy(html, status)


def done(
    text: str, *, to: str, undo: tuple[str, str, Mapping[str, Any]] | None = None, kind: str = "ok"
) -> BaseResponse:
    """After a change: go to the page `to`, which says `text`, once.

    `undo`: the button's words, the URL it posts to and the fields it sends; offered for ten seconds. `kind`: ok | do.
    """
    leave_notice(text, undo=undo, kind=kind)
    return redirect(to, 303)


def leave_notice(text: str, *, undo: tuple[str, str, Mapping[str, Any]] | None = None, kind: str = "ok") -> None:
    """Let this browser's next page say something, once."""
    notice: dict[str, Any] = {"text": text, "kind": kind, "undo": None}
    if undo is not None:
        label, url, fields = undo
        notice["undo"] = {"label": label, "url": url, "fields": {key: str(value) for key, value in fields.items()}}
    ConsoleSession.update(notice=notice).where(ConsoleSession.id == current_desk().session_id).execute()


def _take_notice() -> Any:
    desk = current_desk()
    if desk.notice is None:
        return None
    # Only the one that was read: another tab may have left one meanwhile.
    ConsoleSession.update(notice=None).where(
        ConsoleSession.id == desk.session_id, ConsoleSession.notice == json.loads(desk.notice)
    ).execute()
    return json.loads(desk.notice)


def read_form(schema: type[ma.Schema] | ma.Schema) -> dict[str, Any]:
    """The fields of a posted form. Raises InvalidInput with the errors by field; what nobody asked for is left out.

    A list field takes every value of its name; a field left empty counts as not given.
    """
    built = schema() if isinstance(schema, type) else schema
    given: dict[str, Any] = {}
    for name, field in built.fields.items():
        key = field.data_key or name
        if isinstance(field, ma.fields.List):
            given[key] = [value for value in request.form.getlist(key) if value != ""]
        elif isinstance(field, ma.fields.Boolean):
            given[key] = request.form.get(key, "") not in ("", "0", "false")
        elif (value := request.form.get(key, "").replace("\r\n", "\n")) != "":
            given[key] = value
    try:
        return dict(built.load(given, unknown=ma.EXCLUDE))
    except ma.ValidationError as error:
        raise InvalidInput(errors=by_field(error.messages)) from None


def in_view(names: tuple[str, ...] = READ) -> Any:
    """The ids of the organizations a page is about: what these roles cover, narrowed by the switcher.

    A sub-select, for `column << in_view()`.
    """
    covered = current_caller().scope.organizations(names)
    chosen = current_desk().organization_id
    if chosen is None:
        return covered
    return OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == chosen, OrganizationClosure.descendant << covered
    )


def refuse(error: DomainError) -> Response:
    """A refusal, as a toast beside a page that keeps what was typed, or as a page of its own."""
    if "HX-Request" in request.headers:
        return _refuse_part(error)
    is_let_in = "scope" in g and "desk" in g
    signed_in = {"menu": menu(), "desk": current_desk(), "csrf_token": csrf_token} if is_let_in else {}
    html = render_template("console/error.html", **signed_in, error=error, title="没有办成")
    return with_policy(html, error.status)


def _refuse_part(error: DomainError) -> Response:
    if isinstance(error, Unauthenticated):
        response = with_policy("", 204)
        response.headers["HX-Redirect"] = url_for("console_signing_in.show", next=_page_of_part())
        return response
    is_poll = request.method == "GET" and isinstance(error, Locked)
    response = with_policy(
        "" if is_poll else render_template("console/toast.html", error=error), 204 if is_poll else error.status
    )
    response.headers["HX-Retarget"] = "#toasts"
    response.headers["HX-Reswap"] = "beforeend"
    response.headers["HX-Push-Url"] = "false"
    if isinstance(error, Locked):
        response.headers["HX-Trigger"] = "console-locked"
    return response


def refuse_http(error: HTTPException) -> BaseResponse:
    """What Werkzeug refuses (405, 413 …), in the words of the API."""
    if (error.code or 500) < 400 and error.response is not None:
        return cast(BaseResponse, error.response)
    return refuse(refusal_of(error.code or 500))


def refuse_wechat(error: WeChatError) -> Response:
    """WeChat failed and nobody translated it."""
    log.warning("wechat_failed", code=error.code, permanent=error.permanent)
    return refuse(WeChatUnavailable())


def refuse_unexpected(error: Exception) -> Response:
    """A fault of ours: recorded in full, told in brief."""
    log.exception("unexpected_error", error_type=type(error).__name__)
    return refuse(refusal_of(500))


def speak_as_pages(blueprint: Blueprint) -> None:
    """Every failure in this blueprint is a page or a toast, not JSON."""
    blueprint.register_error_handler(DomainError, refuse)
    blueprint.register_error_handler(WeChatError, refuse_wechat)
    blueprint.register_error_handler(HTTPException, refuse_http)
    blueprint.register_error_handler(Exception, refuse_unexpected)


def _page_of_part() -> str:
    url = request.headers.get("HX-Current-URL", "")
    return url[url.find("/console/") :] if "/console/" in url else ""


def json_for_page(value: Any) -> str:
    """JSON that may stand in a page's <script type="application/json">: nothing in it ends the element."""
    return Markup(json_text(value).replace("<", "\\u003c"))  # noqa: S704 (a script's text is not HTML)
