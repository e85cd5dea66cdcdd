"""What becomes of WeChat's verdict on a picture when it is pushed (event wxa_media_check, version 2)."""

from __future__ import annotations

from typing import Any

from backend.media.checks import keep_verdict
from backend.wechat.callbacks import on_event


@on_event("wxa_media_check")
def take_verdict(event: dict[str, Any]) -> None:
    """Keep and apply it. In XML every number is text; a verdict without a name is of no use."""
    trace_id = str(event.get("trace_id") or "")
    if not trace_id:
        return
    result = event.get("result")
    result = result if isinstance(result, dict) else {}
    suggest = str(result.get("suggest") or "")
    keep_verdict(trace_id[:200], _number(event.get("errcode")), suggest[:20], _number(result.get("label")))


def _number(value: Any) -> int:
    try:
        return max(-(2**31), min(2**31 - 1, int(value)))
    except (TypeError, ValueError):
        return -1  # not 0: what cannot be read is no "ok"
