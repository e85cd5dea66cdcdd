import pytest

from backend.wechat import errors
from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import ERRORS, PHONE_ERRORS, TEXT_CHECK_ERRORS, WeChatError, WeChatUnavailable
from backend.wechat.simulator import Simulator
from tests.wechat.conftest import GOOD_DATA, SIGNUP, Control, MakeClient


@pytest.mark.parametrize("errcode", sorted(ERRORS))
def test_every_known_errcode_becomes_the_error_of_its_situation(errcode: int, wx: MiniProgramClient, phone: Control):
    phone.post("faults", kind="errcode", errcode=errcode, errmsg="said so", path="/cgi-bin/message")
    with pytest.raises(ERRORS[errcode]) as refused:
        wx.send_subscribe_message("o", SIGNUP, GOOD_DATA)
    assert type(refused.value) is ERRORS[errcode]
    assert refused.value.code == errcode
    assert refused.value.permanent is issubclass(ERRORS[errcode], errors.RequestRejected)


@pytest.mark.parametrize(("errcode", "error"), sorted(PHONE_ERRORS.items()))
def test_the_phone_endpoint_gives_codes_its_own_meaning(
    errcode: int, error: type[WeChatError], wx: MiniProgramClient, phone: Control
):
    phone.post("faults", kind="errcode", errcode=errcode, path="/wxa/business")
    with pytest.raises(error):
        wx.get_phone_number("code")


@pytest.mark.parametrize(("errcode", "error"), sorted(TEXT_CHECK_ERRORS.items()))
def test_the_text_check_gives_codes_its_own_meaning(
    errcode: int, error: type[WeChatError], wx: MiniProgramClient, phone: Control
):
    phone.post("faults", kind="errcode", errcode=errcode, path="/wxa/msg_sec_check")
    with pytest.raises(error) as refused:
        wx.check_text("你好", "o", 2)
    assert type(refused.value) is error


def test_an_unknown_errcode_is_worth_another_try(wx: MiniProgramClient, phone: Control):
    phone.post("faults", kind="errcode", errcode=99999, errmsg="brand new", path="/wxaapi")
    with pytest.raises(WeChatError) as refused:
        wx.list_templates()
    assert (refused.value.code, refused.value.permanent) == (99999, False)
    assert str(refused.value).startswith("99999 brand new")


def test_what_waiting_cures_is_told_from_what_it_does_not():
    waiting = {-1, 43108, 44990, 44991, 44993, 45009, 45011}
    assert {code for code, error in ERRORS.items() if issubclass(error, WeChatUnavailable)} == waiting
    lost = {40003, 40037, 41030, 43101, 45168, 47003, 61010}
    assert all(ERRORS[code].permanent for code in lost)
    mended_in_the_console = {40013, 40125, 40164, 40243, 43107, 48001, 50004, 50007}
    assert not any(ERRORS[code].permanent for code in mended_in_the_console)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_gateway_error_is_unavailability(status: int, wx: MiniProgramClient, phone: Control):
    phone.post("faults", kind="http_error", status=status)
    for call in (wx.list_templates, lambda: wx.code_to_session("0code")):
        with pytest.raises(WeChatUnavailable) as failed:
            call()
        assert (failed.value.code, str(failed.value)) == (None, f"HTTP {status}")
        assert not failed.value.permanent


def test_a_time_out_is_unavailability_and_the_next_call_works(make_client: MakeClient, phone: Control):
    wx = make_client(read_timeout=0.2)
    wx.list_templates()
    phone.post("faults", kind="timeout", times=1, seconds=5)
    with pytest.raises(WeChatUnavailable) as failed:
        wx.list_templates()
    assert str(failed.value) == "no answer (ReadTimeout)"
    assert wx.list_templates()


def test_a_time_out_while_fetching_a_token_is_unavailability(make_client: MakeClient, phone: Control):
    phone.post("faults", kind="timeout", path="/cgi-bin/stable_token", seconds=5)
    with pytest.raises(WeChatUnavailable, match="ReadTimeout"):
        make_client(read_timeout=0.2).list_templates()


def test_an_answer_lost_after_processing_leaves_its_effect(
    make_client: MakeClient, phone: Control, wechat: Simulator, openid: str
):
    wx = make_client(read_timeout=0.2)
    wx.list_templates()
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
    phone.post("faults", kind="timeout", path="/cgi-bin/message", seconds=5, after_processing=True)
    with pytest.raises(WeChatUnavailable):
        wx.send_subscribe_message(openid, SIGNUP, GOOD_DATA)
    assert len(wechat.messages.delivered) == 1


def test_a_refused_connection_is_unavailability():
    wx = MiniProgramClient("wx", "secret", base_url="http://127.0.0.1:9", timeout=(1.0, 1.0))
    with pytest.raises(WeChatUnavailable) as failed:
        wx.code_to_session("0code")
    wx.close()
    assert str(failed.value) == "no answer (ConnectionError)"
