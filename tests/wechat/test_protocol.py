"""What every endpoint of the simulated WeChat has in common."""

import re

import pytest
import requests

from backend.wechat.client import MiniProgramClient
from backend.wechat.simulator import Simulator
from tests.wechat.conftest import Clock, Control

CHECK = "/wxa/msg_sec_check"


def post(base_url, path, token=None, **options):
    params = {} if token is None else {"access_token": token}
    return requests.post(base_url + path, params=params, timeout=5, **options)


@pytest.mark.parametrize(
    ("token", "errcode"),
    [(None, 41001), ("", 41001), ("nonsense", 40001)],
)
def test_a_call_needs_a_good_token(token: str | None, errcode: int, base_url: str):
    answer = post(base_url, CHECK, token, json={})
    assert (answer.status_code, answer.json()["errcode"]) == (200, errcode)


def test_the_text_of_40001_is_the_real_one(base_url: str):
    assert (
        post(base_url, CHECK, "nonsense", json={})
        .json()["errmsg"]
        .startswith(
            "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken"
        )
    )


def test_an_expired_token_is_told_from_a_wrong_one(base_url: str, wx: MiniProgramClient, clock: Clock):
    token = wx.access_token
    clock.advance(7200)
    assert post(base_url, CHECK, token, json={}).json()["errcode"] == 42001


def test_an_error_ends_with_a_request_id_that_begins_with_the_time(base_url: str, clock: Clock):
    message = post(base_url, CHECK, json={}).json()["errmsg"]
    found = re.fullmatch(r"access_token missing rid: ([0-9a-f]{8})-[0-9a-f]{8}-[0-9a-f]{8}", message)
    assert found is not None
    assert int(found[1], 16) == clock() // 1000


@pytest.mark.parametrize(
    ("body", "errcode"),
    [(b"", 44002), (b"{", 47001), (b"[1]", 47001), (b"\xff\xfe", 47001)],
)
def test_a_malformed_body_is_refused(body: bytes, errcode: int, base_url: str, wx: MiniProgramClient):
    assert post(base_url, CHECK, wx.access_token, data=body).json()["errcode"] == errcode


def test_a_body_needs_no_content_type(base_url: str, wx: MiniProgramClient, openid: str):
    body = f'{{"version": 2, "scene": 2, "openid": "{openid}", "content": "你好"}}'.encode()
    assert post(base_url, CHECK, wx.access_token, data=body).json()["errcode"] == 0


def test_the_wrong_method_is_refused(base_url: str, wx: MiniProgramClient):
    token = {"access_token": wx.access_token}
    assert requests.get(base_url + CHECK, params=token, timeout=5).json()["errcode"] == 43002
    path = base_url + "/wxaapi/newtmpl/gettemplate"
    assert requests.post(path, params=token, json={}, timeout=5).json()["errcode"] == 43001


def test_an_unknown_path_is_refused_in_weixins_words(base_url: str):
    answer = requests.get(f"{base_url}/cgi-bin/nothing", timeout=5)
    assert (answer.status_code, answer.json()["errcode"]) == (200, 40066)


def test_a_fault_strikes_its_path_for_its_number_of_calls(wx: MiniProgramClient, base_url: str, phone: Control):
    token = wx.access_token
    phone.post("faults", kind="quota", path="/wxa/", times=2)
    codes = [post(base_url, CHECK, token, json={}).json()["errcode"] for _ in range(3)]
    assert codes == [45009, 45009, 47001]
    assert wx.list_templates()


def test_a_fault_stays_until_it_is_switched_off(base_url: str, wx: MiniProgramClient, phone: Control):
    token = wx.access_token
    phone.post("faults", kind="busy")
    assert {post(base_url, CHECK, token, json={}).json()["errcode"] for _ in range(5)} == {-1}
    requests.delete(phone.base + "faults", timeout=5)
    assert post(base_url, CHECK, token, json={}).json()["errcode"] == 47001


@pytest.mark.parametrize("fault", [{"kind": "fire"}, {"kind": "busy", "times": 0}, {"kind": "busy", "path": "wxa"}])
def test_a_fault_that_makes_no_sense_is_refused(fault: dict[str, object], phone: Control):
    assert requests.post(phone.base + "faults", json=fault, timeout=5).status_code == 400


def fetch(base_url, kind, **changes):
    body = {"grant_type": "client_credential", "appid": "wx5100000000000001", "secret": "0" * 32, **changes}
    if kind == "token":
        return requests.get(f"{base_url}/cgi-bin/token", params=body, timeout=5).json()
    return requests.post(f"{base_url}/cgi-bin/stable_token", json=body, timeout=5).json()


def is_alive(base_url, token):
    return post(base_url, CHECK, token, json={}).json()["errcode"] == 47001


def test_each_classic_token_displaces_the_last_after_five_minutes(base_url: str, clock: Clock):
    first, second = (fetch(base_url, "token")["access_token"] for _ in range(2))
    assert first != second
    clock.advance(299)
    assert is_alive(base_url, first)
    clock.advance(1)
    assert not is_alive(base_url, first)
    assert is_alive(base_url, second)


def test_stable_tokens_repeat_with_the_time_left_and_change_five_minutes_early(base_url: str, clock: Clock):
    first = fetch(base_url, "stable")
    assert first["expires_in"] == 7200
    clock.advance(6899)
    again = fetch(base_url, "stable")
    assert (again["access_token"], again["expires_in"]) == (first["access_token"], 301)
    clock.advance(1)
    assert fetch(base_url, "stable")["access_token"] != first["access_token"]
    assert is_alive(base_url, first["access_token"])


def test_the_two_kinds_of_token_leave_each_other_alone(base_url: str):
    stable = fetch(base_url, "stable")["access_token"]
    classic = fetch(base_url, "token")["access_token"]
    fetch(base_url, "stable", force_refresh=True)
    assert not is_alive(base_url, stable)
    assert is_alive(base_url, classic)


def test_force_is_limited_to_thirty_seconds_and_twenty_a_day(base_url: str, clock: Clock):
    assert "access_token" in fetch(base_url, "stable", force_refresh=True)
    clock.advance(29)
    assert fetch(base_url, "stable", force_refresh=True)["errcode"] == 45011
    for _ in range(19):
        clock.advance(30)
        assert "access_token" in fetch(base_url, "stable", force_refresh=True)
    clock.advance(30)
    assert fetch(base_url, "stable", force_refresh=True)["errcode"] == 45009
    clock.advance(24 * 3600)
    assert "access_token" in fetch(base_url, "stable", force_refresh=True)


@pytest.mark.parametrize("kind", ["token", "stable"])
@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"grant_type": "password"}, 40002),
        ({"appid": "wx0"}, 40013),
        ({"secret": "wrong"}, 40125),
        ({"secret": ""}, 41004),
        ({"appid": ""}, 41002),
    ],
)
def test_wrong_credentials_have_their_own_codes(
    kind: str, changes: dict[str, str], errcode: int, base_url: str, wechat: Simulator
):
    assert fetch(base_url, kind, **changes)["errcode"] == errcode
    assert sum(wechat.tokens.fetches.values()) == 0


def test_tokens_are_as_long_as_real_ones(base_url: str):
    assert 100 < len(fetch(base_url, "stable")["access_token"]) <= 512
