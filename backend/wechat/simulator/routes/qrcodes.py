"""Mini-program codes, URL links and URL schemes."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from backend.wechat.simulator.endpoints import Answer, Call, endpoint
from backend.wechat.simulator.qrcodes import check_code_request, check_link, draw_code
from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.users import derived_text

blueprint = Blueprint("qrcodes", __name__)


@endpoint(blueprint, "/wxa/getwxacodeunlimit")
def get_unlimited_code(call: Call) -> Answer:
    call.simulator.limits["getwxacodeunlimit"].spend(call.appid)
    scene, page, width = check_code_request(call.body)
    if page and call.body.get("check_path", True) is not False:
        call.simulator.check_page(page)
    transparent = call.body.get("is_hyaline") is True
    image = draw_code(scene, page, width, transparent=transparent)
    return Response(image, content_type="image/png" if transparent else "image/jpeg")


@endpoint(blueprint, "/wxa/generate_urllink")
def generate_url_link(call: Call) -> Answer:
    return {"url_link": f"https://wxaurl.cn/{_link_key(call, call.body)[:11]}"}


@endpoint(blueprint, "/wxa/generatescheme")
def generate_scheme(call: Call) -> Answer:
    target = call.body.get("jump_wxa") or {}
    if not isinstance(target, Mapping):
        raise Refusal(47001, "data format error")
    return {"openlink": f"weixin://dl/business/?t={_link_key(call, target)[:11]}"}


def _link_key(call: Call, target: Mapping[str, Any]) -> str:
    if call.app.is_personal:
        raise Refusal(40002, "no permission")
    if not call.simulator.is_released:
        raise Refusal(85079, "miniprogram has no online release")
    check_link(target, call.body, call.simulator.clock())
    path = target.get("path") or ""
    if not isinstance(path, str) or "?" in path or (path and not call.simulator.has_page(path.lstrip("/"))):
        raise Refusal(40165, "invalid weapp pagepath")
    return derived_text("link", call.appid, path, str(target.get("query")), str(call.simulator.clock()))
