"""Events WeChat pushes to /wechat/callback: checked, opened, taken once, and handed to whoever registered.

Source: developers.weixin.qq.com, 小程序消息推送 (服务端能力): echostr check, plain, compatible and safe mode, XML or
JSON. Where an EncodingAESKey is configured only what was sealed with it counts: the plain signature covers the query
but not the body, so a body in the clear proves nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import structlog
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from flask import Blueprint, Response, abort, current_app, request

from backend import clock
from backend.database import atomic
from backend.wechat.models import WechatEvent
from backend.wechat.push_crypto import decrypt, sign

log = structlog.get_logger()

Handler = Callable[[dict[str, Any]], None]

blueprint = Blueprint("wechat_callback", "backend.wechat.callbacks")
_handlers: dict[str, Handler] = {}
_KEPT = timedelta(days=2)


def on_event(name: str) -> Callable[[Handler], Handler]:
    """Have a function called with every event of this name, inside the transaction that marks it as taken."""

    def register(handler: Handler) -> Handler:
        _handlers[name] = handler
        return handler

    return register


@blueprint.get("/wechat/callback")
def prove_ownership() -> Response:
    """What the console asks when the address is saved: echo the text, if the signature is WeChat's."""
    _check("signature")
    return Response(request.args.get("echostr", ""), content_type="text/plain; charset=utf-8")


@blueprint.post("/wechat/callback")
def take_event() -> Response:
    """Take one event; the same again is answered alike. Anything but 200 makes WeChat send it again."""
    event = _opened(request.get_data())
    name = str(event.get("Event", ""))
    digest = hashlib.sha256(json.dumps(event, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    with atomic():
        taken = WechatEvent.insert(digest=digest).on_conflict_ignore().returning(WechatEvent.digest).execute()
        is_new = bool(list(taken))
        handler = _handlers.get(name)
        if is_new and handler is not None:
            handler(event)
    log.info("wechat_event", event_name=name, is_new=is_new, is_known=handler is not None)
    return Response("success", content_type="text/plain; charset=utf-8")


def delete_old_events() -> int:
    """Forget which events were taken long ago; WeChat repeats one within a minute. Returns how many."""
    return int(WechatEvent.delete().where(WechatEvent.received_at < clock.now() - _KEPT).execute())


def _check(name: str, *sealed: str) -> None:
    """End the request with 403 unless WeChat signed it; without a token nothing is WeChat's."""
    token = current_app.config["LIANYI"].wechat.callback_token
    given = request.args.get(name, "")
    parts = (token, request.args.get("timestamp", ""), request.args.get("nonce", ""), *sealed)
    if not token or not hmac.compare_digest(sign(*parts).encode(), given.encode()):
        abort(403)


def _opened(raw: bytes) -> dict[str, Any]:
    _check("signature")
    settings = current_app.config["LIANYI"].wechat
    body = _parsed(raw)
    sealed = body.get("Encrypt")
    if not settings.callback_aes_key:
        if "Event" not in body and sealed is not None:
            log.error("wechat_event_sealed", reason="wechat.callback_aes_key is not configured")
            abort(403)
        return {name: value for name, value in body.items() if name != "Encrypt"}
    if not isinstance(sealed, str):
        log.error("wechat_event_plain", reason="wechat.callback_aes_key is configured: choose the safe mode")
        abort(403)
    _check("msg_signature", sealed)
    try:
        return _parsed(decrypt(sealed, settings.appid, settings.callback_aes_key).encode())
    except ValueError:
        abort(403)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        text = raw.decode()
        value = _inside(fromstring(text)) if text.lstrip().startswith("<") else json.loads(text)
    except (ValueError, ParseError, DefusedXmlException, RecursionError):
        abort(400)
    if not isinstance(value, dict):
        abort(400)
    return value


def _inside(element: Element) -> dict[str, Any] | str:
    """An element as JSON would have it: text, or an object; what is repeated becomes a list."""
    if not len(element):
        return element.text or ""
    found: dict[str, Any] = {}
    for child in element:
        value = _inside(child)
        if child.tag not in found:
            found[child.tag] = value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found
