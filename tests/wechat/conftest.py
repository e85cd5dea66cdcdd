"""A simulated WeChat on a loopback port, and clients that talk to it."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
import requests
from werkzeug.serving import make_server

from backend.wechat.client import MiniProgramClient
from backend.wechat.simulator import (
    SIMULATOR_APPID,
    SIMULATOR_SECRET,
    SimulatedApp,
    Simulator,
    create_simulator,
)
from backend.wechat.simulator.clock import SimulatedClock
from backend.wechat.simulator.templates import TEMPLATES
from backend.wechat.tokens import MemoryTokenStore, TokenStore

NOON = 1_795_320_000_000  # 2026-11-22 12:00 in China
OTHER_APPID = "wx5100000000000002"
SIGNUP = TEMPLATES["signup_result"].template_id
GOOD_DATA = {
    "thing1": "民营企业家座谈会",
    "phrase2": "报名成功",
    "time3": "2026年12月1日 14:00",
    "thing4": "商会大厦三楼会议室",
    "thing5": "请提前十分钟到场签到",
}


class Clock:
    """Milliseconds that move only when told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += round(seconds * 1000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wechat(clock: Clock) -> Simulator:
    """The state of the simulated WeChat: two mini-programs, the second bound to an Open Platform account."""
    apps = [
        SimulatedApp(SIMULATOR_APPID, SIMULATOR_SECRET),
        SimulatedApp(OTHER_APPID, "1" * 32, is_bound=True),
    ]
    return Simulator(SimulatedClock(clock), apps)


@pytest.fixture
def base_url(wechat: Simulator) -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_simulator(wechat), threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    wechat.faults.clear()
    server.shutdown()
    thread.join()
    server.server_close()


MakeClient = Callable[..., MiniProgramClient]


@pytest.fixture
def make_client(base_url: str, clock: Clock) -> Iterator[MakeClient]:
    clients: list[MiniProgramClient] = []

    def make(
        store: TokenStore | None = None,
        *,
        appid: str = SIMULATOR_APPID,
        secret: str = SIMULATOR_SECRET,
        read_timeout: float = 5.0,
    ) -> MiniProgramClient:
        client = MiniProgramClient(
            appid,
            secret,
            store=store or MemoryTokenStore(),
            base_url=base_url,
            timeout=(1.0, read_timeout),
            clock=clock,
        )
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def wx(make_client: MakeClient) -> MiniProgramClient:
    return make_client()


class Control:
    """The control API as the preview's virtual phones use it."""

    def __init__(self, base_url: str) -> None:
        self.base = f"{base_url}/_simulator/"

    def post(self, path: str, /, **body: object) -> dict[str, object]:
        answer = requests.post(self.base + path, json=body, timeout=5)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def user(self, name: str = "王敏", phone: str = "13800138000") -> str:
        return str(self.post("users", name=name, phone=phone)["user_id"])

    def login_code(self, user_id: str, **more: object) -> str:
        return str(self.post("login-code", user_id=user_id, **more)["code"])


@pytest.fixture
def phone(base_url: str) -> Control:
    return Control(base_url)


@pytest.fixture
def openid(wx: MiniProgramClient, phone: Control) -> str:
    """Someone who has just opened the mini-program."""
    return wx.code_to_session(phone.login_code(phone.user())).openid
