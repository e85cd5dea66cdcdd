"""The menu on the left. An item shows where its page exists and the reader may open it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint


@dataclass(frozen=True, slots=True)
class MenuItem:
    """`area` names the endpoint console_<area>.index; `icon` one of assets/icons.svg."""

    area: str
    title: str
    icon: str

    @property
    def endpoint(self) -> str:
        return f"console_{self.area}.index"

    @property
    def is_open(self) -> bool:
        """Whether the reader is somewhere in this area, or in one below it (imports, below members)."""
        start = url_for(self.endpoint).rstrip("/")
        return f"{request.path}/".startswith(f"{start}/")


_MENU = (
    MenuItem("today", "今天", "today"),
    MenuItem("members", "会员", "members"),
    MenuItem("companies", "单位", "companies"),
    MenuItem("activities", "活动", "activities"),
    MenuItem("surveys", "问卷", "surveys"),
    MenuItem("suggestions", "建议", "suggestions"),
    MenuItem("topics", "话题", "topics"),
    MenuItem("push", "推送", "push"),
    MenuItem("safety", "审核", "safety"),
    MenuItem("organizations", "组织", "organizations"),
    MenuItem("dashboard", "看板", "dashboard"),
    MenuItem("audit", "记录", "audit"),
    MenuItem("settings", "设置", "settings"),
)


def menu() -> list[MenuItem]:
    """What the reader may open, in order."""
    names = {role.name for role in current_caller().scope.roles}
    return [item for item in _MENU if _may_open(item, names)]


def _may_open(item: MenuItem, names: set[str]) -> bool:
    blueprint = current_app.blueprints.get(f"console_{item.area}")
    if item.endpoint not in current_app.view_functions or not isinstance(blueprint, ConsoleBlueprint):
        return False
    return blueprint.needs is None or bool(names & set(blueprint.needs))
