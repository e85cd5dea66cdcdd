"""Timers of WeChat's events. A feature says in its `events.py` what it waits for: `event_handlers`, by event name."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from backend import features
from backend.timers.retention import Retention
from backend.timers.services import Timer
from backend.wechat.events import Handler, delete_old_events, handle_events, old_events


@cache
def all_handlers() -> dict[str, Handler]:
    """Every feature's handlers by event name; one event has one handler."""
    found: dict[str, Handler] = {}
    for module in features.modules("events"):
        if both := found.keys() & module.event_handlers.keys():
            raise ValueError(f"two features wait for {', '.join(sorted(both))}")
        found |= module.event_handlers
    return found


def handle_wechat_events() -> int:
    """Hand what WeChat told us to the features that wait for it; returns how many events were done with."""
    return handle_events(all_handlers())


retentions = [
    Retention("wechat_events", "微信推送的事件", "处理过的 2 天，其余 30 天", lambda _config, at: old_events(at)),
]
timers = [
    Timer("handle_wechat_events", timedelta(seconds=2), handle_wechat_events),
    Timer("delete_old_wechat_events", timedelta(hours=1), delete_old_events),
]
