"""Events WeChat pushes to /wechat/callback: checked, opened, written down once, answered. The work comes later.

Source: developers.weixin.qq.com, 小程序消息推送 (服务端能力): echostr check, plain, compatible and safe mode, XML or
JSON. Where an EncodingAESKey is configured only what was sealed with it counts: the plain signature covers the query
but not the body, so a body in the clear proves nothing.

WeChat waits 5 seconds and asks three times in all. `wechat/events.py` does the work, in the jobs processes.

The age of a request's timestamp is not judged. WeChat promises nothing about its clock, a server whose own clock is
wrong would lose every event in silence, and a repeat does no harm: it is known by what it says, and what is done
about an event may be done twice.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import structlog
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from flask import Blueprint, Response, abort, current_app, request

from backend.database import atomic, db
from backend.wechat.models import WechatEvent
from backend.wechat.push_crypto import decrypt, sign

log = structlog.get_logger()

blueprint = Blueprint("wechat_callback", "backend.wechat.callbacks")

# An event of 500 templates, sealed, is half of this.
MOST_BYTES = 262_144
ANSWER_WITHIN_S = 3.0
# Whoever writes may have to wait for others who write; WeChat does not wait. What is not written in time is
# answered as failed and written all the same, and WeChat's next attempt finds it there.
_writers = ThreadPoolExecutor(2, thread_name_prefix="wechat-event")
_LONGEST_NAME, _LONGEST_OPENID = 64, 128


@blueprint.get("/wechat/callback")
def prove_ownership() -> Response:
    """What the console asks when the address is saved: echo the text, if the signature is WeChat's."""
    _check("signature")
    return Response(request.args.get("echostr", ""), content_type="text/plain; charset=utf-8")


@blueprint.post("/wechat/callback")
def take_event() -> Response:
    """Write one event down; the same again is answered alike. Anything but 200 makes WeChat send it again."""
    request.max_content_length = MOST_BYTES
    event = _opened(request.get_data())
    name = _text(event.get("Event"), _LONGEST_NAME)
    if not name:
        # What somebody wrote to customer service (客服消息), say: not ours to keep.
        log.info("wechat_message_ignored")
        return _success()
    writing = _writers.submit(_write_down, name, event)
    try:
        is_new = writing.result(ANSWER_WITHIN_S)
    except TimeoutError:
        log.error("wechat_event_waits", event_name=name)
        abort(503)
    log.info("wechat_event", event_name=name, is_new=is_new)
    return _success()


def _success() -> Response:
    return Response("success", content_type="text/plain; charset=utf-8")


def _write_down(name: str, event: dict[str, Any]) -> bool:
    """Whether it was not known yet. An event is known by all it says: one second may bring two of one person."""
    digest = hashlib.sha256(_canonical(event)).hexdigest()
    # Where both are given, FromUserName is a service of WeChat's (授权用户信息变更).
    openid = _text(event.get("OpenID") or event.get("FromUserName"), _LONGEST_OPENID)
    try:
        with atomic():
            row = WechatEvent.insert(digest=digest, name=name, openid=openid, payload=event)
            return bool(row.on_conflict_ignore().as_rowcount().execute())
    finally:
        # Opening one again costs a sixth of a millisecond, and a thread nobody waits for should hold none.
        if not db.is_closed():
            db.close()


def _canonical(event: dict[str, Any]) -> bytes:
    """Raises ValueError for what no text can hold."""
    return json.dumps(event, sort_keys=True, ensure_ascii=False).encode()


def _text(value: Any, longest: int) -> str:
    """A text as PostgreSQL takes it, "" for anything else."""
    return value.replace("\0", "")[:longest] if isinstance(value, str) else ""


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
        if isinstance(value, dict):
            # The samples on WeChat's own pages have names with a blank in front.
            value = {name.strip(): inner for name, inner in value.items()}
            _canonical(value)
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
