"""What every page about messages shares: the tabs, the banner about pauses, and the way back to a list."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Response, current_app, request, url_for

from backend.auth import current_caller
from backend.config import Config
from backend.console.access import ConsoleBlueprint
from backend.console.lists import Listing
from backend.console.rendering import render
from backend.errors import Forbidden
from backend.push.kinds import KINDS, kind_of
from backend.push.models import PushPause
from backend.push.pauses import pauses_for
from backend.scope import READ, WRITE

blueprint = ConsoleBlueprint("push", "/push", needs=READ)

_TABS = (
    ("plan", "将发", "console_push.index"),
    ("sent", "已发", "console_push.sent"),
    ("stuck", "没发出", "console_push.stuck"),
    ("rules", "暂停", "console_push.rules"),
    ("templates", "模板", "console_push.templates"),
)


def config() -> Config:
    """What this process was started with."""
    found: Config = current_app.config["LIANYI"]
    return found


def may_write() -> bool:
    """Whether the reader may change anything at all here; auditors may not."""
    return bool(current_caller().scope.roots(WRITE))


def require_writer() -> None:
    """Raise Forbidden for who only reads."""
    if not may_write():
        raise Forbidden


def show(tab: str, template: str, **values: Any) -> Response:
    """A page of this area."""
    return render(template, **frame(tab), **values)


def answer(tab: str, listing: Listing, rows: Any, template: str, **values: Any) -> Response:
    """A list of this area."""
    return listing.answer(rows, template, **frame(tab), **values)


def frame(tab: str) -> dict[str, Any]:
    """The tabs, and what is paused."""
    tabs = [(words, url_for(endpoint), name == tab, None) for name, words, endpoint in _TABS]
    return {
        "push_tabs": tabs,
        "pauses": [pause_words(one) for one in pauses_for(current_caller().scope)],
        "can_write": may_write(),
    }


def pause_words(one: PushPause) -> dict[str, Any]:
    """A pause as the banner and the rules show it."""
    return {
        "kind": one.kind,
        "label": kind_of(one.kind).label if one.kind in KINDS else one.kind,
        "organization_id": one.organization_id,
        "place": one.organization.name if one.organization is not None else "所有组织",
        "reason": one.reason,
        "paused_at": one.paused_at,
        "paused_by": one.paused_by.name if one.paused_by else "",
    }


def back_to(endpoint: str, **values: Any) -> str:
    """The list a form was sent from, as it stood: its query came along."""
    query = urlencode(parse_qsl(request.form.get("query", ""), max_num_fields=30))
    url = url_for(endpoint, **values)
    return f"{url}?{query}" if query else url
