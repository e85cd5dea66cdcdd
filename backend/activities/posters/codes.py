"""The code on a poster: the mini-program's own, or while WeChat cannot make one, a QR of an ordinary link."""

from __future__ import annotations

import threading
import time
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import qrcode
import structlog
from flask import current_app

from backend.media.settings import base_url
from backend.media.store import cache_path, write_file
from backend.wechat.errors import WeChatError
from backend.wechat.gateway import wechat

log = structlog.get_logger()

_PAGE = "pages/activity/index"
_VERSIONS = {"formal": "release", "trial": "trial", "developer": "develop"}
# While WeChat is down, not every poster waits for it.
_ASK_AGAIN_S = 60.0
_not_before = 0.0
# One request asks; whoever wants the same code at that moment waits for it, and whoever finds WeChat down does not.
_asking = threading.Lock()


class Code(NamedTuple):
    """A picture of a code and what to do with it."""

    picture: bytes
    hint: str
    is_final: bool


def activity_code(activity_id: int) -> Code:
    """The mini-program code that opens this activity (scene: its id), kept once WeChat has made it."""
    settings = current_app.config["LIANYI"].wechat
    kept = cache_path("codes", f"{settings.appid}-{settings.miniprogram_state}-{activity_id}")
    if not kept.is_file():
        with _asking:
            if not kept.is_file():
                _ask(activity_id, settings.miniprogram_state, kept)
    if kept.is_file():
        return Code(kept.read_bytes(), "微信扫码，查看详情并报名", True)
    return Code(_link_code(activity_id), "扫码，或在微信里打开小程序查看活动", False)


def _ask(activity_id: int, state: str, kept: Path) -> None:
    global _not_before
    if time.monotonic() < _not_before:
        return
    options: dict[str, Any] = {"check_path": state == "formal", "env_version": _VERSIONS[state]}
    try:
        write_file(kept, wechat().get_wxacode_unlimited(str(activity_id), page=_PAGE, **options))
    except WeChatError as error:
        _not_before = time.monotonic() + _ASK_AGAIN_S
        log.warning("poster_code_failed", code=error.code, permanent=error.permanent)


def forget_failures() -> None:
    """Ask WeChat again at the next poster."""
    global _not_before
    _not_before = 0.0


def _link_code(activity_id: int) -> bytes:
    code = qrcode.QRCode(border=2, box_size=8, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(f"{base_url()}/a/{activity_id}")
    out = BytesIO()
    code.make_image().save(out, "PNG")
    return out.getvalue()
