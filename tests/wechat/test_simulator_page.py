import re

import pytest
import requests

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import WeChatUnavailable
from tests.wechat.conftest import GOOD_DATA, SIGNUP, Clock, Control


def page(base_url: str, part: str = "") -> str:
    answer = requests.get(base_url, params={"part": part} if part else None, timeout=5)
    assert answer.status_code == 200
    return answer.text


def test_an_empty_page_says_what_to_do(base_url: str):
    assert "还没有测试手机" in page(base_url)


def test_a_phone_shows_its_messages_newest_first_with_labels_and_target(
    wx: MiniProgramClient, base_url: str, phone: Control, openid: str, clock: Clock
):
    for text in ("第一场座谈会", "第二场座谈会"):
        phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
        target = "pages/activity/index?id=1"
        wx.send_subscribe_message(openid, SIGNUP, {**GOOD_DATA, "thing1": text}, page=target)
        clock.advance(60)
    shown = page(base_url)
    assert shown.index("第二场座谈会") < shown.index("第一场座谈会")
    for text in ("王敏", "13800138000", openid, "报名结果通知", "活动名称", "报名成功", "进入小程序"):
        assert text in shown
    assert "pages/activity/index?id=1" in shown
    assert "11月22日 12:00" in shown


def test_what_people_write_is_escaped(wx: MiniProgramClient, base_url: str, phone: Control):
    name = "<script>alert(1)</script>"
    user = phone.user(name)
    openid = wx.code_to_session(phone.login_code(user)).openid
    phone.post("subscribe", user_id=user, template_ids=[SIGNUP])
    wx.send_subscribe_message(openid, SIGNUP, {**GOOD_DATA, "thing5": "<img src=x>"})
    shown = page(base_url)
    assert name not in shown
    assert "<img src=x>" not in shown
    assert "&lt;img src=x&gt;" in shown


def test_the_page_needs_nothing_from_elsewhere(base_url: str):
    assert not re.search(r"""(?:src|href)=["']|https?://""", page(base_url))


def test_the_part_that_refreshes_has_only_the_phones(base_url: str, phone: Control):
    phone.user()
    part = page(base_url, "phones")
    assert "王敏" in part
    assert "<form" not in part


def test_a_fault_is_switched_on_shown_and_switched_off_by_forms(base_url: str, wx: MiniProgramClient):
    form = {"kind": "http_error", "path": "/wxaapi/", "times": "", "errcode": ""}
    answer = requests.post(f"{base_url}/switches/faults", data=form, timeout=5)
    assert "故障已打开：网关错误 · /wxaapi/ · 直到关闭" in answer.text
    with pytest.raises(WeChatUnavailable):
        wx.list_templates()
    assert "故障已打开" not in requests.post(f"{base_url}/switches/faults/clear", timeout=5).text
    assert wx.list_templates()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "fire"},
        {"kind": "busy", "path": "x"},
        {"kind": "busy", "errcode": "x"},
        {"kind": "busy", "times": "-1"},
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(form: dict[str, str], base_url: str):
    answer = requests.post(f"{base_url}/switches/faults", data=form, timeout=5)
    assert answer.status_code == 200
    assert "故障已打开" not in answer.text


def test_the_clock_and_the_tokens_have_forms(base_url: str, wx: MiniProgramClient):
    first = wx.access_token
    requests.post(f"{base_url}/switches/tokens", timeout=5)
    assert wx.list_templates()
    assert wx.access_token != first
    before = requests.get(f"{base_url}/_simulator/state", timeout=5).json()["now_ms"]
    requests.post(f"{base_url}/switches/clock", data={"hours": "2"}, timeout=5)
    after = requests.get(f"{base_url}/_simulator/state", timeout=5).json()["now_ms"]
    assert after - before == 7_200_000
    for hours in ("", "x", "-1", "9" * 30):
        assert requests.post(f"{base_url}/switches/clock", data={"hours": hours}, timeout=5).status_code == 200
    assert requests.get(f"{base_url}/_simulator/state", timeout=5).json()["now_ms"] == after


def test_messages_to_the_group_have_their_own_column(base_url: str):
    from backend.wechat.simulator.webhook import SIMULATOR_ROBOT_KEY

    url = f"{base_url}/cgi-bin/webhook/send?key={SIMULATOR_ROBOT_KEY}"
    requests.post(url, json={"msgtype": "text", "text": {"content": "今日待办"}}, timeout=5)
    shown = page(base_url)
    assert "企业微信群" in shown
    assert "今日待办" in shown
