"""Figures as pages show them: in words, with the list behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, url_for

from backend.dashboard.counting import LATELY, MONTHLY, Figures, Months
from backend.dashboard.services import percent


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure: `value` as read out, `unit`, what it means in a sentence, and the URL of the list behind it."""

    name: str
    value: str
    unit: str
    meaning: str
    url: str = ""


def link(endpoint: str, **query: Any) -> str:
    """The URL of a list, where there is one: an area that is not there leaves a number without a link."""
    return url_for(endpoint, **query) if endpoint in current_app.view_functions else ""


def headline(figures: Figures, organization_id: int, *, has_links: bool) -> list[Shown]:
    """The figures at the top: people, their records, work, and what it all costs them."""

    def to(endpoint: str, **query: Any) -> str:
        return link(endpoint, organization=organization_id, **query) if has_links else ""

    members = figures["members"]
    pushed = figures["sent"] + figures["inbox"] + figures["unreached"]
    minutes = figures["minutes"] / members if members else 0
    return [
        Shown("会员", f"{members:,}", "人", "本组织和下级的会员，每人只算一次", to("console_members.index")),
        Shown(
            "已用小程序",
            _percent(figures["joined"], members),
            "",
            f"{figures['joined']:,} 人已绑定微信",
            to("console_members.index", wechat="yes"),
        ),
        Shown(
            "近 30 天活跃",
            f"{figures['active']:,}",
            "人",
            "打开过小程序的会员",
            to("console_members.index", active=LATELY.days),
        ),
        Shown(
            "资料完整度",
            _percent(figures["filled"], figures["asked"]),
            "",
            "应填的题里已填的比例，不含敏感信息",
            to("console_members.index"),
        ),
        Shown(
            "资料保鲜",
            _percent(figures["fresh"], figures["dated"]),
            "",
            "确认过资料的会员里，没有一项过期的比例",
            to("console_members.index", stale=1),
        ),
        Shown("待办结建议", f"{figures['open']:,}", "件", "已收到、还没有答复", to("console_suggestions.index")),
        Shown(
            "其中超期",
            f"{figures['overdue']:,}",
            "件",
            "过了答复期限，暂停的不算",
            to("console_suggestions.index", due="overdue"),
        ),
        Shown(
            "微信送达",
            _percent(figures["sent"], pushed),
            "",
            f"近 30 天 {pushed:,} 条通知，{figures['unreached']:,} 条没有送到",
            to("console_push.index"),
        ),
        Shown(
            "占用会员时间",
            f"{minutes:.1f}",
            "分钟/人",
            "近 30 天的通知、问卷和报名，平均每位会员花的时间",
            link("console_dashboard.burden") if has_links else "",
        ),
    ]


def _percent(part: int, whole: int) -> str:
    share = percent(part, whole)
    return "—" if share is None else f"{share}%"


def monthly(months: Months) -> dict[str, Any]:
    """Labels of months, and a series for each of counting.MONTHLY, oldest first."""
    names = sorted(months)
    return {
        "labels": [_month(name) for name in names],
        **{key: [_value(months[name], key) for name in names] for key in MONTHLY},
    }


def _value(month: Mapping[str, float | None], key: str) -> float | None:
    return month.get(key) if key == "answer_hours" else month.get(key) or 0


def _month(first: str) -> str:
    day = date.fromisoformat(first)
    return f"{day.year}年{day.month}月" if day.month == 1 else f"{day.month}月"


def attendance(month: Mapping[str, Sequence[float]]) -> list[int | None]:
    """How many of those expected came, month by month, in percent."""
    return [percent(came, expected) for came, expected in zip(month["arrived"], month["expected"], strict=True)]
