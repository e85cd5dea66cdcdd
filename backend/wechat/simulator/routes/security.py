"""Text and media checks."""

from flask import Blueprint

from backend.wechat.simulator.endpoints import Answer, Call, endpoint
from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.security import MAX_TEXT, check_scene, new_trace_id, verdict

blueprint = Blueprint("security", __name__)

_OPTIONAL = ("title", "nickname", "signature")


@endpoint(blueprint, "/wxa/msg_sec_check")
def check_text(call: Call) -> Answer:
    call.simulator.limits["msg_sec_check"].spend(call.appid)
    content = call.text("content")
    if not content or len(content) > MAX_TEXT:
        raise Refusal(47001, "data format error")
    if any(not isinstance(call.body.get(name, ""), str) for name in _OPTIONAL):
        raise Refusal(47001, "data format error")
    check_scene(call.body)
    _check_author(call)
    written = "\n".join([content, *(call.text(name) for name in _OPTIONAL)])
    return {**verdict(call.simulator.words, written), "trace_id": new_trace_id()}


@endpoint(blueprint, "/wxa/media_check_async")
def check_media(call: Call) -> Answer:
    """Answers at once; the verdict comes as a push, -1008 if the file cannot be fetched."""
    simulator = call.simulator
    simulator.limits["media_check_async"].spend(call.appid)
    check_scene(call.body)
    if call.body.get("media_type") not in (1, 2):
        raise Refusal(40004, "invalid media type")
    _check_author(call)
    url = call.text("media_url")
    if not url.startswith(("http://", "https://")):
        raise Refusal(47001, "data format error")
    if url in simulator.checked_media:
        raise Refusal(87020, "repeated request")
    simulator.checked_media.add(url)
    trace_id = new_trace_id()
    simulator.push.media_checked(call.text("openid"), url, trace_id, simulator.words)
    return {"trace_id": trace_id}


def _check_author(call: Call) -> None:
    openid = call.text("openid")
    owner = call.simulator.phones.owner(openid)
    if owner is not None and owner[0] != call.appid:
        raise Refusal(43104, "appid not match openid")
    call.simulator.check_openid(call.appid, openid)
    if not call.simulator.phones.has_visited(openid):
        raise Refusal(61010, "code is expired")
