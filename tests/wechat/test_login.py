import re
from hashlib import sha256
from hmac import new as hmac

import pytest
import requests

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import AccountBlocked, AccountMisconfigured, LoginCodeInvalid
from backend.wechat.simulator import SIMULATOR_APPID, SIMULATOR_SECRET
from tests.wechat.conftest import OTHER_APPID, Clock, Control, MakeClient


def ask(base_url, code, **changes):
    query = {
        "appid": SIMULATOR_APPID,
        "secret": SIMULATOR_SECRET,
        "js_code": code,
        "grant_type": "authorization_code",
    }
    return requests.get(f"{base_url}/sns/jscode2session", params={**query, **changes}, timeout=5)


def test_a_login_code_tells_who_opened_the_mini_program(wx: MiniProgramClient, phone: Control):
    first = wx.code_to_session(phone.login_code(phone.user("王敏")))
    again = wx.code_to_session(phone.login_code(phone.user("王敏")))
    other = wx.code_to_session(phone.login_code(phone.user("李强")))
    assert re.fullmatch(r"o[\w-]{27}", first.openid)
    assert first.openid == again.openid != other.openid
    assert first.session_key == again.session_key
    assert first.unionid is None


def test_openids_differ_between_mini_programs_and_unionids_need_a_bound_one(
    wx: MiniProgramClient, make_client: MakeClient, phone: Control
):
    user = phone.user()
    other = make_client(appid=OTHER_APPID, secret="1" * 32)
    here = wx.code_to_session(phone.login_code(user))
    there = other.code_to_session(phone.login_code(user, appid=OTHER_APPID))
    assert here.openid != there.openid
    assert there.unionid is not None


def test_the_answer_is_called_plain_text_and_has_no_errcode(base_url: str, phone: Control):
    answer = ask(base_url, phone.login_code(phone.user()))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert set(answer.json()) == {"openid", "session_key"}


def test_an_unneeded_access_token_is_tolerated(base_url: str, phone: Control):
    answer = ask(base_url, phone.login_code(phone.user()), access_token="anything")
    assert "openid" in answer.json()


def test_a_used_code_is_told_from_an_unknown_one(wx: MiniProgramClient, phone: Control):
    code = phone.login_code(phone.user())
    wx.code_to_session(code)
    with pytest.raises(LoginCodeInvalid) as used:
        wx.code_to_session(code)
    with pytest.raises(LoginCodeInvalid) as unknown:
        wx.code_to_session("0nonsense")
    assert (used.value.code, unknown.value.code) == (40163, 40029)
    assert used.value.permanent


def test_a_code_lives_five_minutes(wx: MiniProgramClient, phone: Control, clock: Clock):
    in_time, late = phone.login_code(phone.user()), phone.login_code(phone.user())
    clock.advance(299)
    assert wx.code_to_session(in_time).openid
    clock.advance(1)
    with pytest.raises(LoginCodeInvalid) as refused:
        wx.code_to_session(late)
    assert refused.value.code == 40029


def test_a_code_of_another_mini_program_is_refused(wx: MiniProgramClient, phone: Control):
    with pytest.raises(LoginCodeInvalid) as refused:
        wx.code_to_session(phone.login_code(phone.user(), appid=OTHER_APPID))
    assert refused.value.code == 40029


def test_a_phone_code_is_no_login_code(wx: MiniProgramClient, phone: Control):
    code = str(phone.post("phone-code", user_id=phone.user())["code"])
    with pytest.raises(LoginCodeInvalid):
        wx.code_to_session(code)


def test_a_blocked_person_cannot_log_in(wx: MiniProgramClient, phone: Control):
    user = phone.user()
    phone.post("block", user_id=user)
    with pytest.raises(AccountBlocked) as refused:
        wx.code_to_session(phone.login_code(user))
    assert refused.value.code == 40226


@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
        ({"appid": "wx0000000000000000"}, 40013),
        ({"secret": "wrong"}, 40125),
        ({"js_code": ""}, 41008),
    ],
)
def test_bad_login_parameters_have_their_own_codes(base_url: str, changes: dict[str, str], errcode: int):
    assert ask(base_url, "0code", **changes).json()["errcode"] == errcode


def test_a_posted_login_looks_like_one_without_an_appid(base_url: str):
    answer = requests.post(f"{base_url}/sns/jscode2session", timeout=5)
    assert (answer.status_code, answer.json()["errcode"]) == (200, 41002)


def test_a_wrong_secret_is_a_fault_of_the_settings_not_of_the_code(make_client: MakeClient, phone: Control):
    with pytest.raises(AccountMisconfigured) as refused:
        make_client(secret="wrong").code_to_session(phone.login_code(phone.user()))
    assert not refused.value.permanent


def test_the_request_id_follows_a_comma_and_begins_with_the_time(base_url: str, clock: Clock):
    message = ask(base_url, "0nonsense").json()["errmsg"]
    found = re.fullmatch(r"invalid code, rid: ([0-9a-f]{8})-[0-9a-f]{8}-[0-9a-f]{8}", message)
    assert found is not None
    assert int(found[1], 16) == clock() // 1000


def check_session(base_url, path, token, openid, key):
    signature = hmac(key.encode(), b"", sha256).hexdigest()
    query = {"access_token": token, "openid": openid, "signature": signature, "sig_method": "hmac_sha256"}
    return requests.get(f"{base_url}/wxa/{path}", params=query, timeout=5).json()


def test_a_session_is_checked_with_the_raw_key_and_can_be_reset(
    wx: MiniProgramClient, phone: Control, base_url: str, clock: Clock
):
    session = wx.code_to_session(phone.login_code(phone.user()))
    assert check_session(base_url, "checksession", wx.access_token, session.openid, session.session_key)["errcode"] == 0
    fresh = check_session(base_url, "resetusersessionkey", wx.access_token, session.openid, session.session_key)[
        "session_key"
    ]
    old = check_session(base_url, "checksession", wx.access_token, session.openid, session.session_key)
    new = check_session(base_url, "checksession", wx.access_token, session.openid, fresh)
    assert (old["errcode"], new["errcode"]) == (87009, 0)
    clock.advance(24 * 3600)
    late = check_session(base_url, "checksession", wx.access_token, session.openid, fresh)
    assert late["errcode"] == 87007


def test_the_session_key_stays_out_of_reprs(wx: MiniProgramClient, phone: Control):
    session = wx.code_to_session(phone.login_code(phone.user()))
    assert session.session_key not in repr(session)
