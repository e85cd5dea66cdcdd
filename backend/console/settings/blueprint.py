"""What the pages of settings share."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, url_for

from backend.auth import current_caller
from backend.config import Config
from backend.console.access import ConsoleBlueprint
from backend.console.rendering import render
from backend.errors import Forbidden
from backend.scope import READ

blueprint = ConsoleBlueprint("settings", "/settings", needs=READ)

_TABS = (
    ("general", "基本", "console_settings.index"),
    ("sections", "资料栏目", "console_settings.sections"),
    ("days", "工作日历", "console_settings.days"),
    ("retention", "数据保留", "console_settings.retention"),
    ("integrations", "对接与备份", "console_settings.integrations"),
)


def config() -> Config:
    """What this process was started with."""
    found: Config = current_app.config["LIANYI"]
    return found


def require_whole() -> None:
    """Raise Forbidden unless the caller administers every organization at the top: what is set here holds for all."""
    if not current_caller().scope.covers_everything():
        raise Forbidden("这一项对全部组织生效，只有最上级组织的管理员可以改。")


def show(tab: str, template: str, *, can_write: bool, **values: Any) -> Response:
    """A page of this area."""
    tabs = [(words, url_for(endpoint), name == tab, None) for name, words, endpoint in _TABS]
    return render(template, title="设置", settings_tabs=tabs, can_write=can_write, **values)
