"""What the list is narrowed to: read from the URL, kept as a view, resolved like any other audience."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from backend.audiences.narrowing import narrowings, tagged
from backend.auth import current_caller
from backend.console.members.area import reach_below, reach_in_view
from backend.database import raw
from backend.errors import NotFound
from backend.members.finding import find_members
from backend.members.models import SOURCES, Member
from backend.members.reach import Reach
from backend.schemas import read_id
from backend.scope import READ

SOURCE_NAMES = {"roster": "导入名单", "invitation": "邀请", "application": "申请加入", "staff": "工作人员添加"}
COMPLETENESS = (("0-39", "不到 40%"), ("40-79", "40%–79%"), ("80-99", "80%–99%"), ("100-100", "已填完整"))
ACTIVITY = (("30", "近 30 天用过"), ("90", "近 90 天用过"), ("-90", "90 天没用过"), ("-365", "一年没用过"))
WECHAT = (("yes", "已用微信加入"), ("no", "还没用微信加入"))
_RANGE = re.compile(r"([0-9]{1,3})-([0-9]{1,3})")
_DAYS = re.compile(r"-?[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class MemberFilter:
    """The filters of the list, each empty where it narrows nothing."""

    organization: int | None = None
    tag: int | None = None
    source: str = ""
    wechat: str = ""
    complete: str = ""
    stale: str = ""
    joined: str = ""
    active: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> MemberFilter:
        """From the parameters of a URL; what makes no sense narrows nothing."""
        return cls(
            organization=read_id(given.get("organization")),
            tag=read_id(given.get("tag")),
            source=given.get("source", "") if given.get("source") in SOURCES else "",
            wechat=given.get("wechat", "") if given.get("wechat") in dict(WECHAT) else "",
            complete=given.get("complete", "") if _RANGE.fullmatch(given.get("complete", "")) else "",
            stale="1" if given.get("stale") == "1" else "",
            joined=given.get("joined", "") if _is_day(given.get("joined", "")) else "",
            active=given.get("active", "") if _DAYS.fullmatch(given.get("active", "")) else "",
        )

    @classmethod
    def kept(cls, definition: Mapping[str, Any]) -> MemberFilter | None:
        """From a saved description; None where it means others than the list can show."""
        found = cls._nearest(definition)
        return found if found.definition == _plain(definition) else None

    @classmethod
    def _nearest(cls, definition: Mapping[str, Any]) -> MemberFilter:
        organizations, tags = definition.get("organizations") or [], definition.get("tags") or []
        least, most = definition.get("completeness_least"), definition.get("completeness_most")
        sources = definition.get("sources") or []
        days, idle = definition.get("active_days"), definition.get("idle_days")
        return cls(
            organization=int(organizations[0]) if organizations else None,
            tag=int(tags[0]) if tags else None,
            source=str(sources[0]) if sources else "",
            wechat="yes" if definition.get("is_reachable") else "no" if definition.get("is_unclaimed") else "",
            complete="" if least is None and most is None else f"{least or 0}-{100 if most is None else most}",
            stale="1" if definition.get("is_stale") else "",
            joined=definition.get("joined_since") or "",
            active=str(days) if days else f"-{idle}" if idle else "",
        )

    @property
    def definition(self) -> dict[str, Any]:
        """The same as a description of people, see backend/audiences/services.py."""
        found: dict[str, Any] = {}
        if self.organization is not None:
            found["organizations"] = [self.organization]
        if self.tag is not None:
            found["tags"] = [self.tag]
        if self.source:
            found["sources"] = [self.source]
        if self.wechat:
            found["is_reachable" if self.wechat == "yes" else "is_unclaimed"] = True
        if bounds := _RANGE.fullmatch(self.complete):
            found["completeness_least"], found["completeness_most"] = int(bounds[1]), int(bounds[2])
        if self.stale:
            found["is_stale"] = True
        if self.joined:
            found["joined_since"] = self.joined
        if self.active:
            found["idle_days" if self.active.startswith("-") else "active_days"] = abs(int(self.active))
        return found

    @property
    def query(self) -> str:
        """The parameters of the list's URL; "" where nothing is narrowed."""
        return urlencode({key: value for key, value in asdict(self).items() if value})

    @property
    def number(self) -> int:
        """How many filters are set."""
        return sum(bool(getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True)
class Selection:
    """Who is in the list: a select of `Member.alias("m")`; `is_all` False where a search found too many to list.

    `count` is the shortest way to how many they are; it says None where counting the rows is.
    """

    rows: Any
    is_all: bool
    count: Callable[[], int | None]


def select_members(chosen: MemberFilter, text: str, names: tuple[str, ...] = READ) -> Selection:
    """The members my roles cover that are meant. Raises NotFound for an organization the reader may not see."""
    reach = _reach_of(chosen, names)
    member: Any = Member.alias("m")
    conditions = narrowings(chosen.definition)
    if chosen.tag is not None:
        conditions.append(tagged([chosen.tag]))

    def narrowed(has: Any) -> Any:
        meant = [raw(f"({condition.text})", condition.parameters) for condition in conditions]
        return member.select().where(member.state == "active", has, *meant)

    if text:
        # Whom the search found belongs here already.
        finds = find_members(text, reach)
        return Selection(narrowed(member.id << finds.ids), finds.is_all, lambda: None)
    count = (lambda: narrowed(reach.all(member.id)).count()) if conditions else reach.quick_count
    return Selection(narrowed(reach.has(member.id)), True, count)


def _reach_of(chosen: MemberFilter, names: tuple[str, ...]) -> Reach:
    if chosen.organization is None:
        return reach_in_view(names)
    if not current_caller().scope.covers(chosen.organization):
        raise NotFound
    return Reach((chosen.organization,)) if names == READ else reach_below(chosen.organization, names)


def _plain(definition: Mapping[str, Any]) -> dict[str, Any]:
    """A description without what narrows nothing, its bounds written out."""
    found = {key: value for key, value in definition.items() if value}
    bounds = ("completeness_least", 0), ("completeness_most", 100)
    if any(definition.get(key) is not None for key, _ in bounds):
        for key, widest in bounds:
            given = definition.get(key)
            found[key] = widest if given is None else given
    if found.get("match") == "all" or not {"organizations", "tags"} <= found.keys():
        found.pop("match", None)
    return found


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and 1970 < date.fromisoformat(text).year < 2200
    except ValueError:
        return False
