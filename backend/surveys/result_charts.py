"""Charts of results as inline SVG, drawn on the server: the page needs no script, and prints as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

_HIDDEN = "少于5人"
# As many shades as the style sheet has; a matrix with more columns begins again.
_SHADES = 7
# Columns that leave room for large labels.
_FEW = 6


def share_bar(share: float | None) -> Markup:
    """One bar, as long as the share; hatched where that is hidden."""
    if share is None:
        inner = Markup('<rect class="unknown" width="100%" height="100%" rx="3"/>')
    else:
        inner = Markup('<rect class="full" width="{:.2f}%" height="100%" rx="3"/>').format(share * 100)
    track = Markup('<rect class="track" width="100%" height="100%" rx="3"/>')
    return Markup('<svg class="bar" aria-hidden="true">{}{}</svg>').format(track, inner)


def stacked_bar(items: Sequence[dict[str, Any]]) -> Markup:
    """One bar of everybody, in parts; what is hidden stays empty, so that its length tells nothing."""
    words = "，".join(f"{item['label']} {_HIDDEN if item['count'] is None else item['count']}" for item in items)
    parts = [Markup('<rect class="track" width="100%" height="100%" rx="3"/>')]
    is_known = all(item["share"] is not None for item in items)
    start = 0.0
    for number, item in enumerate(items if is_known else ()):
        wide = item["share"] * 100
        if wide:
            kind = item.get("kind", f"s{number % _SHADES}")
            shape = Markup('<rect class="{}" x="{:.2f}%" width="{:.2f}%" height="100%"/>')
            parts.append(shape.format(kind, start, max(0.2, wide - 0.3)))
            start += wide
    return Markup('<svg class="bar" role="img" aria-label="{}">{}</svg>').format(words, Markup("").join(parts))


def columns_chart(items: Sequence[dict[str, Any]]) -> Markup:
    """Columns side by side, each with its count above and its label below."""
    width, height, floor, top = 640, 150, 122, 18
    most = max((item["count"] or 0 for item in items), default=0) or 1
    pitch = width / max(len(items), 5)
    parts = [Markup('<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/>').format(width, floor, floor)]
    for number, item in enumerate(items):
        x, middle = number * pitch + pitch * 0.16, (number + 0.5) * pitch
        if item["count"] is None:
            parts.append(_rect("unknown", x, top, pitch * 0.68, floor - top))
        elif item["count"]:
            tall = max(2.0, item["count"] / most * (floor - top))
            parts.append(_rect("full", x, floor - tall, pitch * 0.68, tall))
        above = floor - 5 if item["count"] is None else floor - (item["count"] / most * (floor - top)) - 5
        figure = "—" if item["count"] is None else str(item["count"])
        parts.append(_text("figure", middle, above, figure))
        parts.append(_text("label", middle, height - 10, _short(item["label"], len(items))))
    words = "，".join(f"{item['label']} {_HIDDEN if item['count'] is None else item['count']}" for item in items)
    return Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        "columns many" if len(items) > _FEW else "columns", width, height, words, Markup("").join(parts)
    )


def _short(label: str, number: int) -> str:
    most = 11 if number <= _FEW else 7 if number <= 10 else 5
    return label if len(label) <= most else label[: most - 1] + "…"


def _rect(kind: str, x: float, y: float, width: float, height: float) -> Markup:
    shape = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>')
    return shape.format(kind, x, y, width, height)


def _text(kind: str, x: float, y: float, words: str) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(kind, x, y, words)
