"""Mini-program codes and links.

Source: developers.weixin.qq.com, getUnlimitedQRCode, generateUrlLink, generateScheme. The picture is an ordinary QR
code instead of WeChat's round one, so that any scanner can read what it holds: the page with its scene, as
the phone would open it.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import quote

import qrcode
from PIL import Image, ImageDraw

from backend.wechat.simulator.clock import DAY_MS, MINUTE_MS, SECOND_MS
from backend.wechat.simulator.refusals import Refusal

_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+")
_QUERY = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*")
_VERSIONS = ("release", "trial", "develop")
_WIDTHS = range(280, 1281)
_LONGEST_LINK_MS = 30 * DAY_MS


def check_code_request(body: Mapping[str, Any]) -> tuple[str, str, int]:
    """Return scene, page and width; refuses what is out of bounds. The page itself is checked elsewhere."""
    scene, page = body.get("scene"), body.get("page") or ""
    if not isinstance(scene, str) or not scene:
        raise Refusal(40129, "invalid scene")
    if len(scene) > 32:
        raise Refusal(40169, "invalid length for scene, or the data is not json string")
    if not _SCENE.fullmatch(scene):
        raise Refusal(40129, "invalid scene")
    if "scancode_time" in scene:
        raise Refusal(85096, "scancode_time is system reserved")
    width = body.get("width", 430)
    if body.get("env_version", "release") not in _VERSIONS or width not in _WIDTHS or not isinstance(page, str):
        raise Refusal(40097, "invalid args")
    return scene, page, width


def draw_code(scene: str, page: str, width: int, *, transparent: bool) -> bytes:
    """Return a JPEG, or a PNG where the background is to be transparent, `width` pixels square."""
    qr = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    qr.add_data(f"{page or 'pages/home/index'}?scene={quote(scene, safe='')}")
    modules = qr.get_matrix()
    # Drawn at one pixel a module and enlarged without smoothing, so that it stays sharp at any width.
    small = Image.new("RGBA", (len(modules), len(modules)), (255, 255, 255, 0 if transparent else 255))
    pen = ImageDraw.Draw(small)
    for y, row in enumerate(modules):
        for x, is_dark in enumerate(row):
            if is_dark:
                pen.point((x, y), (0, 0, 0, 255))
    image = small.resize((width, width), Image.Resampling.NEAREST)
    picture = BytesIO()
    if transparent:
        image.save(picture, "PNG")
    else:
        image.convert("RGB").save(picture, "JPEG", quality=90)
    return picture.getvalue()


def check_link(target: Mapping[str, Any], body: Mapping[str, Any], now_ms: int) -> None:
    """Refuse a link with a query or life that is not allowed; `target` holds path, query and env_version."""
    query = target.get("query") or ""
    if not isinstance(query, str) or len(query) > 1024 or not _QUERY.fullmatch(query):
        raise Refusal(40212, "invalid query")
    if target.get("env_version", "release") not in _VERSIONS:
        raise Refusal(85402, "invalid env_version")
    if body.get("expire_type", 0) == 1:
        life_ms = _number(body.get("expire_interval")) * DAY_MS
    else:
        life_ms = _number(body.get("expire_time")) * SECOND_MS - now_ms
    if not MINUTE_MS <= life_ms <= _LONGEST_LINK_MS:
        raise Refusal(85401, "time limit between 1min and 30days")


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
