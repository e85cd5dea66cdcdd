import base64
import hashlib

import pytest
import requests

from backend.wechat.simulator.qrcodes import draw_code
from backend.wechat.simulator.webhook import SIMULATOR_ROBOT_KEY
from tests.wechat.conftest import Clock, Control


@pytest.fixture
def send(base_url: str):
    def send(msgtype: str = "text", key: str = SIMULATOR_ROBOT_KEY, **content: object):
        body = {"msgtype": msgtype, msgtype: content}
        url = f"{base_url}/cgi-bin/webhook/send"
        answer = requests.post(url, params={"key": key}, json=body, timeout=5)
        assert answer.status_code == 200
        return answer.json()

    return send


def test_a_message_reaches_the_group(send, base_url: str):
    assert send(content="今日待办 3 件") == {"errcode": 0, "errmsg": "ok"}
    (message,) = requests.get(f"{base_url}/_simulator/state", timeout=5).json()["group_messages"]
    assert (message["msgtype"], message["text"]) == ("text", "今日待办 3 件")


@pytest.mark.parametrize(("kind", "limit"), [("text", 2048), ("markdown", 4096), ("markdown_v2", 4096)])
def test_limits_count_bytes_not_characters(kind: str, limit: int, send):
    assert send(kind, content="a" * limit)["errcode"] == 0
    assert send(kind, content="字" * (limit // 3))["errcode"] == 0
    too_long = send(kind, content="字" * (limit // 3 + 1))
    assert too_long["errcode"] == 40058
    assert too_long["errmsg"].startswith(f"{kind}.content exceed max length {limit}. invalid Request Parameter")
    assert "rid:" not in too_long["errmsg"]


def test_a_wrong_key_is_refused_and_a_second_robot_can_be_added(send, phone: Control):
    assert send(key="unknown", content="x")["errcode"] == 93000
    phone.post("settings", robot_key="second")
    assert send(key="second", content="x")["errcode"] == 0


def test_a_robot_speaks_twenty_times_a_minute(send, clock: Clock):
    codes = [send(content="x")["errcode"] for _ in range(21)]
    assert codes == [0] * 20 + [45009]
    clock.advance(60)
    assert send(content="x")["errcode"] == 0


def test_an_image_must_match_its_md5(send):
    image = draw_code("id=1", "pages/a/b", 300, transparent=False)
    encoded = base64.b64encode(image).decode()
    md5 = hashlib.md5(image).hexdigest()
    assert send("image", base64=encoded, md5=md5)["errcode"] == 0
    assert send("image", base64=encoded, md5="0" * 32)["errcode"] == 40058
    assert send("image", base64="no image", md5=md5)["errcode"] == 40058


@pytest.mark.parametrize(
    ("kind", "content", "errcode"),
    [
        ("news", {"articles": [{"title": "周报", "url": "https://example.com"}]}, 0),
        ("news", {"articles": []}, 40058),
        ("news", {"articles": [{"title": "没有地址"}]}, 40058),
        ("template_card", {"card_type": "text_notice", "card_action": {"type": 1}}, 0),
        ("template_card", {"card_type": "text_notice"}, 40058),
        ("file", {"media_id": "m"}, 0),
        ("file", {}, 40058),
        ("poem", {"content": "x"}, 40058),
        ("text", {"content": ""}, 40058),
    ],
)
def test_each_kind_has_its_required_parts(kind: str, content: dict[str, object], errcode: int, send):
    assert send(kind, **content)["errcode"] == errcode
