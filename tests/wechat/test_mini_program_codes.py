from io import BytesIO

import pytest
import requests
from PIL import Image

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import CodeArgumentRejected, PageRejected, QuotaReached, WeChatUnavailable
from backend.wechat.simulator import Simulator
from backend.wechat.simulator.qrcodes import draw_code
from tests.wechat.conftest import Clock, Control

EVERY_ALLOWED_MARK = "!#$&'()*+,/:;=?@-._~"


def test_a_code_is_a_jpeg_of_the_width_asked_for(wx: MiniProgramClient):
    image = wx.get_wxacode_unlimited("id=1", "pages/activity/index", width=300)
    assert image.startswith(b"\xff\xd8\xff")
    assert Image.open(BytesIO(image)).size == (300, 300)


def test_a_transparent_code_is_a_png(wx: MiniProgramClient):
    image = Image.open(BytesIO(wx.get_wxacode_unlimited("id=1", is_hyaline=True)))
    assert image.format == "PNG"
    assert image.getpixel((0, 0)) == (255, 255, 255, 0)


def test_the_scene_is_in_the_picture():
    one, other = (draw_code(scene, "pages/a/b", 430, transparent=False) for scene in ("id=1", "id=2"))
    assert one != other


@pytest.mark.parametrize("scene", ["a" * 32, EVERY_ALLOWED_MARK])
def test_a_scene_may_hold_32_of_the_allowed_characters(scene: str, wx: MiniProgramClient):
    assert wx.get_wxacode_unlimited(scene)


@pytest.mark.parametrize(
    ("scene", "errcode"),
    [("", 40129), ("中文", 40129), ("a%20b", 40129), ("a b", 40129), ("a" * 33, 40169)],
)
def test_any_other_scene_is_refused(scene: str, errcode: int, wx: MiniProgramClient):
    with pytest.raises(CodeArgumentRejected) as refused:
        wx.get_wxacode_unlimited(scene)
    assert refused.value.code == errcode


def test_a_reserved_scene_is_refused(wx: MiniProgramClient):
    with pytest.raises(CodeArgumentRejected) as refused:
        wx.get_wxacode_unlimited("scancode_time=1")
    assert refused.value.code == 85096


@pytest.mark.parametrize("arguments", [{"env_version": "beta"}, {"width": 279}, {"width": 1281}])
def test_a_wrong_version_or_size_is_refused(arguments: dict[str, object], wx: MiniProgramClient):
    with pytest.raises(CodeArgumentRejected) as refused:
        wx.get_wxacode_unlimited("id=1", **arguments)
    assert refused.value.code == 40097


@pytest.mark.parametrize("page", ["/pages/home/index", "pages/home/index?id=1", "pages/nowhere/index"])
def test_a_page_that_was_not_published_needs_check_path_off(page: str, wx: MiniProgramClient, phone: Control):
    phone.post("settings", pages=["pages/home/index"])
    with pytest.raises(PageRejected) as refused:
        wx.get_wxacode_unlimited("id=1", page)
    assert refused.value.code == 41030
    assert wx.get_wxacode_unlimited("id=1", page, check_path=False)
    assert wx.get_wxacode_unlimited("id=1", "pages/home/index")


def test_no_page_exists_before_the_first_release(wx: MiniProgramClient, phone: Control):
    phone.post("settings", is_released=False)
    with pytest.raises(PageRejected):
        wx.get_wxacode_unlimited("id=1", "pages/home/index")


def test_a_body_that_is_not_json_counts_as_a_wrong_scene(wx: MiniProgramClient, base_url: str):
    url = f"{base_url}/wxa/getwxacodeunlimit?access_token={wx.access_token}"
    assert requests.post(url, data={"scene": "id=1"}, timeout=5).json()["errcode"] == 40169


def test_codes_have_a_minute_quota(wx: MiniProgramClient, wechat: Simulator, clock: Clock):
    wechat.limits["getwxacodeunlimit"].calls = 2
    for _ in range(2):
        wx.get_wxacode_unlimited("id=1")
    with pytest.raises(QuotaReached) as refused:
        wx.get_wxacode_unlimited("id=1")
    assert refused.value.code == 45009
    clock.advance(60)
    assert wx.get_wxacode_unlimited("id=1")


def test_a_dead_token_is_replaced_for_images_too(wx: MiniProgramClient, wechat: Simulator):
    wx.list_templates()
    wechat.tokens.kill_all()
    assert wx.get_wxacode_unlimited("id=1").startswith(b"\xff\xd8\xff")


def test_something_that_is_no_image_is_not_passed_on(wx: MiniProgramClient, phone: Control):
    wx.list_templates()
    phone.post("faults", kind="http_error", status=200)
    with pytest.raises(WeChatUnavailable, match="not an image"):
        wx.get_wxacode_unlimited("id=1")
    with pytest.raises(WeChatUnavailable, match="not JSON"):
        wx.list_templates()


def link(base_url, token, kind="generate_urllink", **body):
    return requests.post(f"{base_url}/wxa/{kind}?access_token={token}", json=body, timeout=5).json()


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        ({"expire_type": 1, "expire_interval": 30}, 0),
        ({"expire_type": 1, "expire_interval": 31}, 85401),
        ({"expire_time": 1_795_320_030}, 85401),
        ({"expire_time": 1_795_320_060}, 0),
        ({"expire_type": 1, "expire_interval": 1, "query": "a=%E4%BD%A0"}, 0),
        ({"expire_type": 1, "expire_interval": 1, "query": "a=你"}, 40212),
        ({"expire_type": 1, "expire_interval": 1, "path": "pages/home/index?a=1"}, 40165),
        ({"expire_type": 1, "expire_interval": 1, "env_version": "beta"}, 85402),
    ],
)
def test_a_url_link_keeps_to_its_limits(body: dict[str, object], errcode: int, wx: MiniProgramClient, base_url: str):
    answer = link(base_url, wx.access_token, **body)
    assert answer["errcode"] == errcode
    assert ("url_link" in answer) is (errcode == 0)


def test_a_scheme_takes_its_target_from_jump_wxa(wx: MiniProgramClient, base_url: str):
    good = {"jump_wxa": {"path": "pages/home/index", "query": "a=1"}, "expire_type": 1, "expire_interval": 1}
    assert link(base_url, wx.access_token, "generatescheme", **good)["openlink"].startswith("weixin://dl/")
    bad = {**good, "jump_wxa": {"query": "你"}}
    assert link(base_url, wx.access_token, "generatescheme", **bad)["errcode"] == 40212


def test_links_need_a_released_program(wx: MiniProgramClient, phone: Control, base_url: str):
    phone.post("settings", is_released=False)
    answer = link(base_url, wx.access_token, expire_type=1, expire_interval=1)
    assert answer["errcode"] == 85079
