"""The digest in words: for WeChat's message, for a group of WeCom, and for the line in the inbox.

A title is written by members, and a group is read by many: what could be a telephone number is left out, and what
WeCom would take for a link, a mention or markup is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backend import clock
from backend.digest.queries import Decision

_HOUR_MS, _DAY_MS = 3_600_000, 86_400_000
_LONG_NUMBER = re.compile(r"\d(?:[ \-]?\d){6,}")
_BREAKS = re.compile(r"\s+")
# The marks of WeCom's markdown, as characters that only look like them.
_AS_SHOWN = str.maketrans({"<": "＜", ">": "＞", "[": "［", "]": "］", "`": "｀", "*": "＊", "_": "＿", "#": "＃"})
_WHERE = "请在微信小程序“我的 → 今日待办”里处理"


def age_words(since: int, now: int) -> str:
    """How long something has waited: 等了不到 1 小时, 等了 5 小时, 等了 3 天; both in milliseconds."""
    waited = max(0, now - since)
    if waited < _HOUR_MS:
        return "等了不到 1 小时"
    return f"等了 {waited // _HOUR_MS} 小时" if waited < _DAY_MS else f"等了 {waited // _DAY_MS} 天"


def plain(title: str) -> str:
    """A member's title as it may be read in a group, in one line."""
    text = _LONG_NUMBER.sub("…", _BREAKS.sub(" ", title).strip())
    return text.translate(_AS_SHOWN).replace("://", "：//")


def line_words(line: Decision, now: int) -> str:
    """活动报名审核 3 人，最早的等了 2 天：春季沙龙"""
    late = f"（{line.late} {line.unit}已超期）" if line.late else ""
    title = f"：{plain(line.title)}" if line.title else ""
    return f"{line.name} {line.count} {line.unit}{late}，最早的{age_words(line.since, now)}{title}"


def message_values(lines: Sequence[Decision], now: int) -> dict[str, str]:
    """What the template of the digest takes, and every line for the inbox."""
    oldest = lines[0]
    names = list(dict.fromkeys(line.name for line in lines))
    # Twenty characters are all the phone shows.
    title = names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 类"
    return {
        "title": title,
        "count": str(sum(line.count for line in lines)),
        "time": clock.wall_time(clock.from_ms(now)),
        "note": f"最早的{age_words(oldest.since, now)}，点开处理",
        "lines": "\n".join(line_words(line, now) for line in lines),
    }


def group_message(organization: str, lines: Sequence[Decision], now: int) -> tuple[str, list[str], str]:
    """Head, lines and foot of the message to a group, in WeCom's markdown."""
    count = sum(line.count for line in lines)
    head = f"**{plain(organization)} · 今日待办 {count} 件**"
    return head, [f"> {_group_line(line, now)}" for line in lines], _WHERE


def _group_line(line: Decision, now: int) -> str:
    late = f' <font color="warning">{line.late} {line.unit}已超期</font>' if line.late else ""
    title = f" · {plain(line.title)}" if line.title else ""
    return f"**{line.name}** {line.count} {line.unit}{late} · {age_words(line.since, now)}{title}"
