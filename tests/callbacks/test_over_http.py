"""Every event in every mode and form, from the simulator to its handler, over HTTP."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import requests
from flask import Flask
from werkzeug.serving import make_server

from backend.accounts.models import Account
from backend.config import Config
from backend.push import events as push_events
from backend.wechat.client import MiniProgramClient
from backend.wechat.events import Event, handle_events
from backend.wechat.gateway import wechat
from backend.wechat.models import WechatEvent
from backend.wechat.push_crypto import sign
from backend.wechat.simulator.templates import TEMPLATES
from tests.conftest import Simulator

TOKEN = "callbackToken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ONE, OTHER = TEMPLATES["signup_result"].template_id, TEMPLATES["activity_reminder"].template_id
MODES = ("plain", "compatible", "safe")
FORMS = ("json", "xml")


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The application, served."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Person:
    """Somebody of the simulator's who has logged in here."""

    def __init__(self, simulator: Simulator, app: Flask) -> None:
        self.user_id = simulator.add_user("王敏", "13800138000")
        code = simulator.login_code(self.user_id)
        assert app.test_client().post("/api/v1/login", json={"code": code}).status_code == 200
        self.account: Account = Account.get()


@pytest.fixture
def person(simulator: Simulator, app: Flask) -> Person:
    return Person(simulator, app)


Connect = Callable[[str, str], None]


@pytest.fixture
def connect(app: Flask, config: Config, simulator: Simulator, url: str) -> Iterator[Connect]:
    """Have WeChat push in one of its modes and forms."""

    def connect(mode: str, form: str) -> None:
        key = "" if mode == "plain" else AES_KEY
        told = replace(config, wechat=replace(config.wechat, callback_token=TOKEN, callback_aes_key=key))
        app.config["LIANYI"] = told
        address = f"{url}/wechat/callback"
        simulator.post("callback", url=address, token=TOKEN, encoding_aes_key=AES_KEY, mode=mode, format=form)

    yield connect
    simulator.post("flush")


def arrived(simulator: Simulator) -> list[Event]:
    """What reaches a handler of what WeChat has pushed so far; all of it was answered at the first attempt."""
    pushes = simulator.post("flush")["pushes"]
    assert {(push["attempts"], push["status"]) for push in pushes} == {(1, 200)}
    seen: list[Event] = []
    handle_events({push["event"]: seen.append for push in pushes})
    return seen


def _agree(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    simulator.post("subscribe", user_id=person.user_id, template_ids=[ONE])


def _answer_two(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    simulator.post("subscribe", user_id=person.user_id, template_ids=[ONE, OTHER], answers={OTHER: "reject"})


def _refuse(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    simulator.post("revoke", user_id=person.user_id, template_ids=[ONE, OTHER])


def _fail_to_deliver(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    entry = {"TemplateId": ONE, "MsgID": "3248682510344192008", "ErrorCode": "1003", "ErrorStatus": "failed"}
    event = "subscribe_msg_sent_event"
    simulator.post("event", user_id=person.user_id, event=event, wrapper="SubscribeMsgSentEvent", entries=[entry])


def _withdraw(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    simulator.post("withdraw", user_id=person.user_id, kinds="8,14")


def _close(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    simulator.post("close-account", user_id=person.user_id)


def _test(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    simulator.post("debug-event", user_id=person.user_id, text="a]]>b 你好")


def _judge(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    wx.check_picture("http://127.0.0.1:9/gone.jpg", person.account.openid, 4)


def _punish(simulator: Simulator, person: Person, wx: MiniProgramClient) -> None:
    members = {"event_type": 1, "rule_name": "诱导分享", "detail": '{"a": [1, 2]}'}
    simulator.post("event", user_id=person.user_id, event="wxa_punish_event", members=members)


def _told(wrapper: str, *names: str) -> Callable[[Event], Any]:
    return lambda event: [tuple(entry[name] for name in names) for entry in event.entries(wrapper)]


def _member(*names: str) -> Callable[[Event], Any]:
    return lambda event: [event.payload[name] for name in names]


_ANSWER = ("TemplateId", "SubscribeStatusString")
_FAILURE = ("TemplateId", "MsgID", "ErrorCode", "ErrorStatus")
EVENTS: dict[str, tuple[Callable[..., None], Callable[[Event], Any], Any]] = {
    "popup, one": (_agree, _told("SubscribeMsgPopupEvent", *_ANSWER), [(ONE, "accept")]),
    "popup, two": (_answer_two, _told("SubscribeMsgPopupEvent", *_ANSWER), [(ONE, "accept"), (OTHER, "reject")]),
    "change": (_refuse, _told("SubscribeMsgChangeEvent", *_ANSWER), [(ONE, "reject"), (OTHER, "reject")]),
    "sent": (
        _fail_to_deliver,
        _told("SubscribeMsgSentEvent", *_FAILURE),
        [(ONE, "3248682510344192008", "1003", "failed")],
    ),
    "media": (_judge, lambda event: int(event.payload["errcode"]), -1008),
    "withdraw": (_withdraw, _member("RevokeInfo"), ["8,14"]),
    "close": (_close, _member("Event"), ["user_authorization_cancellation"]),
    "test": (_test, _member("debug_str"), ["a]]>b 你好"]),
    "punish": (_punish, _member("rule_name", "detail"), ["诱导分享", '{"a": [1, 2]}']),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("event", EVENTS)
def test_an_event_reaches_its_handler(
    event: str, mode: str, form: str, connect: Connect, simulator: Simulator, person: Person
) -> None:
    connect(mode, form)
    cause, look, expected = EVENTS[event]

    cause(simulator, person, wechat())
    (taken,) = arrived(simulator)

    assert look(taken) == expected
    assert taken.account_id == person.account.id
    assert int(taken.payload["CreateTime"]) > 0


@pytest.mark.parametrize("mode", MODES)
def test_a_forged_one_is_refused(
    mode: str, connect: Connect, url: str, person: Person, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(mode, "json")
    body = {"FromUserName": person.account.openid, "Event": "user_authorization_cancellation"}
    for token in ("", "guessed", TOKEN[:-1]):
        query = {"timestamp": "1", "nonce": "2", "signature": sign(token, "1", "2"), "msg_signature": "x"}
        answer = requests.post(f"{url}/wechat/callback", params=query, json=body, timeout=5)
        assert answer.status_code == 403
    assert WechatEvent.select().count() == 0


def test_what_wechat_repeats_is_done_once(
    connect: Connect, simulator: Simulator, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sheet is answered alike ten times within a second: one event for all we know, and one confirmation."""
    confirmed: list[Any] = []
    monkeypatch.setattr(push_events, "confirm", lambda *told: confirmed.append(told))
    connect("safe", "json")
    entries = [{"TemplateId": ONE, "SubscribeStatusString": "accept", "PopupScene": "0"}]
    told = {"event": "subscribe_msg_popup_event", "wrapper": "SubscribeMsgPopupEvent", "entries": entries}
    for _ in range(10):
        simulator.post("event", user_id=person.user_id, members={"CreateTime": 1714112445}, **told)
    simulator.post("flush")

    for _ in range(10):
        handle_events(push_events.event_handlers)

    assert confirmed == [(person.account.id, {ONE: "accept"})]
