"""Events that concern no feature: the console's test, and WeChat's notice of a violation.

What WeChat cleaned up in somebody's profile (user_info_modified) has no handler: name and picture of the WeChat
account are not held here. It is kept to be read, as is everything unknown.
"""

from __future__ import annotations

from typing import Any

import structlog

from backend.wechat.events import Event, Handler

log = structlog.get_logger()


def tell_of_test(event: Event) -> None:
    """The test tool of the console: whoever pressed it looks for the words in the log."""
    log.info("wechat_test", text=_words(event.payload.get("debug_str")))


def tell_of_punishment(event: Event) -> None:
    """WeChat found a violation (违规通知). The event stays for 30 days, since there may be a date to answer by."""
    told = {name: _words(event.payload.get(name)) for name in ("event_type", "rule_name", "illegal_reason", "detail")}
    log.error("wechat_punishment", **told)


def _words(value: Any) -> str:
    return str(value or "")[:500]


event_handlers: dict[str, Handler] = {"debug_demo": tell_of_test, "wxa_punish_event": tell_of_punishment}
