import pytest

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import OpenidRejected, QuotaReached, RequestRejected, VisitExpired
from backend.wechat.simulator import Simulator
from tests.wechat.conftest import OTHER_APPID, Clock, Control, MakeClient


@pytest.mark.parametrize(
    ("text", "suggest", "label"),
    [
        ("希望增设法律咨询日", "pass", 100),
        ("低价代购，加我微信", "review", 10001),
        ("网上赌博开户", "risky", 20006),
    ],
)
def test_a_text_gets_a_verdict(text: str, suggest: str, label: int, wx: MiniProgramClient, openid: str):
    verdict = wx.check_text(text, openid, 2)
    assert (verdict.suggest, verdict.label) == (suggest, label)
    assert verdict.trace_id


def test_title_nickname_and_signature_are_judged_with_the_text(wx: MiniProgramClient, openid: str):
    for where in ("title", "nickname", "signature"):
        assert wx.check_text("正文", openid, 1, **{where: "赌博"}).suggest == "risky"


def test_the_author_must_have_opened_the_program_in_the_last_two_hours(
    wx: MiniProgramClient, openid: str, phone: Control, clock: Clock
):
    clock.advance(2 * 3600 - 1)
    assert wx.check_text("你好", openid, 2).suggest == "pass"
    clock.advance(1)
    with pytest.raises(VisitExpired) as refused:
        wx.check_text("你好", openid, 2)
    assert refused.value.code == 61010
    phone.post("visit", user_id=phone.user())
    assert wx.check_text("你好", openid, 2).suggest == "pass"


def test_the_control_api_can_make_the_visit_expire(wx: MiniProgramClient, openid: str, phone: Control):
    phone.post("clock", advance_seconds=7200)
    with pytest.raises(VisitExpired):
        wx.check_text("你好", openid, 2)


def test_2500_characters_are_the_limit(wx: MiniProgramClient, openid: str):
    assert wx.check_text("好" * 2500, openid, 2).suggest == "pass"
    with pytest.raises(RequestRejected) as refused:
        wx.check_text("好" * 2501, openid, 2)
    assert refused.value.code == 47001


def test_a_wrong_scene_is_refused(wx: MiniProgramClient, openid: str):
    with pytest.raises(RequestRejected) as refused:
        wx.check_text("你好", openid, 5)
    assert refused.value.code == 40129


def test_an_unknown_openid_is_told_from_one_of_another_mini_program(
    wx: MiniProgramClient, make_client: MakeClient, phone: Control
):
    other = make_client(appid=OTHER_APPID, secret="1" * 32)
    foreign = other.code_to_session(phone.login_code(phone.user(), appid=OTHER_APPID)).openid
    for openid, errcode in (("o" * 28, 40003), (foreign, 43104)):
        with pytest.raises(OpenidRejected) as refused:
            wx.check_text("你好", openid, 2)
        assert refused.value.code == errcode


def test_checks_have_a_minute_quota(wx: MiniProgramClient, openid: str, wechat: Simulator):
    wechat.limits["msg_sec_check"].calls = 1
    wx.check_text("你好", openid, 2)
    with pytest.raises(QuotaReached) as refused:
        wx.check_text("你好", openid, 2)
    assert refused.value.code == 44991
