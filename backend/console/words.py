"""How pages say moments, numbers and states."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.organizations.wording import KIND_NAMES, ROLE_NAMES

_WEEKDAYS = "一二三四五六日"


def when(value: datetime | int | None) -> str:
    """A moment as people say it: 今天 14:00, 昨天 09:30, 4月23日 周四 14:00, 2025年4月23日; empty for None."""
    if value is None:
        return ""
    local = clock.in_business_zone(value if isinstance(value, datetime) else clock.from_ms(value))
    return f"{day_words(local)} {local:%H:%M}"


def day_words(local: datetime) -> str:
    """A day as people say it, from a moment on the association's wall clock."""
    today = clock.business_today()
    near = {today: "今天", today + timedelta(days=1): "明天", today - timedelta(days=1): "昨天"}
    if local.date() in near:
        return near[local.date()]
    day = f"{local.month}月{local.day}日"
    if local.year != today.year:
        return f"{local.year}年{day}"
    return f"{day} 周{_WEEKDAYS[local.weekday()]}"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """今天 14:00–17:00; over several days, each end with its day."""
    start, end = clock.in_business_zone(starts_at), clock.in_business_zone(ends_at)
    if start.date() == end.date():
        return f"{when(starts_at)}–{end:%H:%M}"
    return f"{when(starts_at)} 至 {when(ends_at)}"


def since(value: datetime | int) -> str:
    """How long ago: 刚刚, 5 分钟前, 3 小时前, 2 天前."""
    ms = clock.to_ms(value) if isinstance(value, datetime) else value
    minutes = max(0, clock.now_ms() - ms) // 60_000
    if minutes < 1:
        return "刚刚"
    if minutes < 60:
        return f"{minutes} 分钟前"
    if minutes < 24 * 60:
        return f"{minutes // 60} 小时前"
    return f"{minutes // (24 * 60)} 天前"


def input_moment(value: datetime | None) -> str:
    """A moment as <input type=datetime-local> takes it, on the association's wall clock."""
    return "" if value is None else clock.in_business_zone(value).strftime("%Y-%m-%dT%H:%M")


def number(value: float | None) -> str:
    """12,345; a dash where there is none."""
    return "—" if value is None else f"{value:,}"


def template_words() -> dict[str, Any]:
    """What every template may call."""
    return {
        "when": when,
        "span": span,
        "since": since,
        "number": number,
        "input_moment": input_moment,
        "role_names": ROLE_NAMES,
        "kind_names": KIND_NAMES,
    }
