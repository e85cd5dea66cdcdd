"""What becomes of WeChat's verdict on a picture when it is pushed (event wxa_media_check, version 2)."""

from __future__ import annotations

from backend.media.checks import keep_verdict
from backend.wechat.events import Event, Handler, number_of, text_of


def take_verdict(event: Event) -> None:
    """Keep and apply it. A verdict without a name is of no use."""
    trace_id = text_of(event.payload.get("trace_id"))
    if not trace_id:
        return
    result = event.payload.get("result")
    result = result if isinstance(result, dict) else {}
    suggest = text_of(result.get("suggest"))
    keep_verdict(trace_id, number_of(event.payload.get("errcode")), suggest[:20], number_of(result.get("label")))


event_handlers: dict[str, Handler] = {"wxa_media_check": take_verdict}
