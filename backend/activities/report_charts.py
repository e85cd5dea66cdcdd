"""Charts of the report as inline SVG, drawn on the server: the page needs no script, and prints as it is.

Sizes are CSS pixels at the width of the printed page; colours come from the page's style sheet by class.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape

from backend import clock

_OTHERS = "其他组织"
_MOST_NAME = 11


def arrivals_chart(arrivals: dict[str, Any], starts_at: datetime) -> Markup:
    """Columns, one a step of time, with the start of the activity marked among them."""
    steps = arrivals["steps"]
    width, height, top, left = 456, 144, 16, 16
    floor = height - 20
    most = max((step["seats"] for step in steps), default=1)
    pitch = (width - 2 * left) / max(8, len(steps))
    parts = [_line(0, floor, width, floor, "axis")]
    tallest = next((step for step in steps if step["seats"] == most), None)
    every = max(1, -(-len(steps) // 6))
    for number, step in enumerate(steps):
        x = left + number * pitch
        tall = step["seats"] / most * (floor - top - 16)
        if step["seats"]:
            parts.append(_rect(x + pitch * 0.14, floor - tall, pitch * 0.72, tall, "bar", 2))
        if step is tallest:
            parts.append(_text(x + pitch / 2, floor - tall - 5, str(most), "value", "middle"))
        if number % every == 0:
            parts.append(_text(x, height - 5, _hour(step["at"], steps), "label", "middle"))
    parts += _start_mark(steps, arrivals["step_minutes"], starts_at, (left, pitch, top, floor))
    words = f"到场时间，每 {arrivals['step_minutes']} 分钟一格，最多的一格 {most} 人"
    return _svg(width, height, words, parts)


def _start_mark(
    steps: Sequence[dict[str, Any]], minutes: int, starts_at: datetime, place: tuple[float, float, float, float]
) -> list[Markup]:
    left, pitch, top, floor = place
    if not steps:
        return []
    # Labels stand at the beginning of their step, so the mark of 14:00 stands on the label that says so.
    since = (starts_at - steps[0]["at"]).total_seconds() / 60 / minutes
    if not 0 <= since <= len(steps):
        return []
    x = left + since * pitch
    return [_line(x, top - 4, x, floor, "mark"), _text(x + 4, top + 4, "开始", "mark-word", "start")]


def _hour(at: datetime, steps: Sequence[dict[str, Any]]) -> str:
    local, first, last = (clock.in_business_zone(moment) for moment in (at, steps[0]["at"], steps[-1]["at"]))
    if first.date() != last.date():
        return f"{local.month}/{local.day} {local:%H}时"
    return f"{local:%H:%M}"


def organizations_chart(organizations: Sequence[dict[str, Any]], most_bars: int) -> Markup:
    """A bar each, the smallest together: how many were expected, and how many of them came."""
    shown = _most_of(organizations, most_bars)
    width, row, name_width, figure_width = 330, 22, 128, 52
    most = max((one["expected"] for one in shown), default=1) or 1
    room = width - name_width - figure_width
    parts = []
    for number, one in enumerate(shown):
        y = number * row
        name = str(one["name"])
        name = name if len(name) <= _MOST_NAME else name[: _MOST_NAME - 1] + "…"
        parts.append(_text(0, y + 14, name, "name", "start"))
        parts.append(_rect(name_width, y + 5, max(2.0, one["expected"] / most * room), 10, "track", 2))
        if one["arrived"]:
            parts.append(_rect(name_width, y + 5, max(2.0, one["arrived"] / most * room), 10, "bar", 2))
        parts.append(_text(width, y + 14, f"{one['arrived']} / {one['expected']}", "figure", "end"))
    words = "各组织到场：" + "，".join(f"{one['name']} {one['arrived']}/{one['expected']}" for one in shown)
    return _svg(width, max(row, len(shown) * row), words, parts)


def _most_of(organizations: Sequence[dict[str, Any]], most_bars: int) -> list[dict[str, Any]]:
    """The largest; what is too many for a page is one bar together."""
    if len(organizations) <= most_bars:
        return list(organizations)
    rest = organizations[most_bars - 1 :]
    others = {
        "name": f"{_OTHERS}（{len(rest)}）",
        **{key: sum(one[key] for one in rest) for key in ("expected", "arrived")},
    }
    return [*organizations[: most_bars - 1], others]


def ratings_chart(stars: Sequence[int]) -> Markup:
    """Five bars, five stars first."""
    width, row, left, figure_width = 190, 20, 32, 28
    most = max(stars, default=0) or 1
    parts = []
    for number, given in enumerate(reversed(stars)):
        y = number * row
        parts.append(_text(0, y + 13, f"{len(stars) - number} 星", "label", "start"))
        parts.append(_rect(left, y + 4, width - left - figure_width, 10, "track", 2))
        if given:
            parts.append(_rect(left, y + 4, given / most * (width - left - figure_width), 10, "star", 2))
        parts.append(_text(width, y + 13, str(given), "figure", "end"))
    words = "评分：" + "，".join(f"{number} 星 {given} 人" for number, given in enumerate(stars, 1))
    return _svg(width, len(stars) * row, words, parts)


def turnout_bar(numbers: dict[str, Any]) -> Markup:
    """One bar of everybody expected: who stayed, who left early, who did not come."""
    stayed = max(0, numbers["arrived"] - numbers["left_early"])
    shares = ((stayed, "bar"), (numbers["left_early"], "left"), (numbers["no_shows"], "track"))
    total = sum(seats for seats, _ in shares) or 1
    width, x = 300.0, 0.0
    parts = []
    for seats, kind in shares:
        if seats:
            long = seats / total * width
            parts.append(_rect(x, 0, max(1.0, long - 2), 12, kind, 3))
            x += long
    words = f"到场 {numbers['arrived']} 人，其中提前离开 {numbers['left_early']} 人，未到 {numbers['no_shows']} 人"
    return _svg(int(width), 12, words, parts)


def _svg(width: int, height: int, words: str, parts: Sequence[Markup]) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width, height, words, Markup("").join(parts)
    )


def _rect(x: float, y: float, width: float, height: float, kind: str, round_by: int) -> Markup:
    shape = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="{}"/>')
    return shape.format(kind, x, y, width, height, round_by)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(kind, x1, y1, x2, y2)


def _text(x: float, y: float, words: str, kind: str, anchor: str) -> Markup:
    shape = Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>')
    return shape.format(kind, x, y, anchor, escape(words))
