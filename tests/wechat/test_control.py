import pytest
import requests

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import LoginCodeInvalid
from backend.wechat.simulator import SIMULATOR_APPID, SIMULATOR_SECRET, Simulator, create_simulator
from tests.wechat.conftest import SIGNUP, Control


def test_the_same_name_is_the_same_person_even_after_a_restart(phone: Control):
    first = phone.post("users", name="王敏", phone="13800138000")
    assert phone.post("users", name="王敏") == first
    restarted = create_simulator(Simulator()).test_client()
    assert restarted.post("/_simulator/users", json={"name": "王敏"}).get_json() == first


def test_any_page_may_call_it(phone: Control):
    origin = {"Origin": "http://127.0.0.1:5173"}
    for answer in (
        requests.options(phone.base + "login-code", headers=origin, timeout=5),
        requests.post(phone.base + "users", json={"name": "王敏"}, headers=origin, timeout=5),
        requests.post(phone.base + "login-code", json={"user_id": "u0"}, headers=origin, timeout=5),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


def test_other_paths_do_not_open_to_other_pages(base_url: str):
    assert "Access-Control-Allow-Origin" not in requests.get(base_url, timeout=5).headers


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("users", {}, 400),
        ("users", [1], 400),
        ("users", {"name": 1}, 400),
        ("users", {"name": "王敏", "appid": "wx0"}, 404),
        ("login-code", {"user_id": "u0"}, 404),
        ("subscribe", {"user_id": "u0", "template_ids": [1]}, 400),
        ("subscribe", {"user_id": "u0", "template_ids": [], "answers": {"x": "maybe"}}, 400),
        ("settings", {"max_templates": "many"}, 400),
        ("clock", {"advance_seconds": "2"}, 400),
        ("clock", {"advance_seconds": 1e300}, 400),
        ("callback", {"url": "http://127.0.0.1:9/", "token": "t", "mode": "plain", "timeout": 1}, 400),
    ],
)
def test_a_request_that_makes_no_sense_gets_a_reason(path: str, body: object, status: int, phone: Control):
    answer = requests.post(phone.base + path, json=body, timeout=5)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_state_tells_what_a_test_wants_to_know(wx: MiniProgramClient, phone: Control, openid: str):
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
    wx.list_templates()
    state = requests.get(phone.base + "state", timeout=5).json()
    (user,) = state["users"]
    assert (user["openid"], user["credits"]) == (openid, {SIGNUP: 1})
    assert state["token_fetches"] == {"token": 0, "stable_token": 1, "forced": 0}
    assert state["calls"]["/sns/jscode2session"] == 1
    assert (state["appid"], state["secret"]) == (SIMULATOR_APPID, SIMULATOR_SECRET)
    assert {"priTmplId": SIGNUP, "title": "报名结果通知"} in state["templates"]


def test_reset_forgets_everything(wx: MiniProgramClient, phone: Control, wechat: Simulator):
    code = phone.login_code(phone.user())
    now = wechat.clock()
    phone.post("clock", advance_seconds=3600)
    phone.post("faults", kind="busy")
    phone.post("reset")
    assert wechat.clock() == now
    state = requests.get(phone.base + "state", timeout=5).json()
    assert (state["users"], state["faults"], state["calls"]) == ([], [], {})
    with pytest.raises(LoginCodeInvalid):
        wx.code_to_session(code)
