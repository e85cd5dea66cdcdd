import json
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
import xmltodict
from flask import Flask, request
from werkzeug.serving import make_server

from backend.wechat.client import MiniProgramClient
from backend.wechat.push_crypto import decrypt, sign
from backend.wechat.simulator import SIMULATOR_APPID, Simulator
from backend.wechat.simulator.templates import TEMPLATES
from tests.wechat.conftest import GOOD_DATA, NOON, SIGNUP, Control

TOKEN = "callbackToken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
REMINDER = TEMPLATES["activity_reminder"].template_id


@dataclass
class Receiver:
    """A callback address that keeps what it is sent. `failing` is how many POSTs it answers with 500 first."""

    url: str = ""
    received: list[tuple[dict[str, str], str, str]] = field(default_factory=list)
    failing: int = 0
    echoes: bool = True

    def handle(self) -> tuple[str, int]:
        query = request.args.to_dict()
        if request.method == "GET":
            assert query["signature"] == sign(TOKEN, query["timestamp"], query["nonce"])
            return (query["echostr"] if self.echoes else "no"), 200
        if self.failing:
            self.failing -= 1
            return "broken", 500
        self.received.append((query, request.get_data(as_text=True), request.content_type or ""))
        return "success", 200


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = Flask("receiver")
    receiver = Receiver()
    app.add_url_rule("/wechat/callback", view_func=receiver.handle, methods=["GET", "POST"])
    app.add_url_rule("/photo.jpg", "photo", lambda: "photo")
    app.add_url_rule("/刷单返现.jpg", "risky", lambda: "photo")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/wechat/callback"
    yield receiver
    server.shutdown()
    thread.join()
    server.server_close()


Connect = Callable[..., None]


@pytest.fixture
def connect(phone: Control, receiver: Receiver) -> Connect:
    def connect(mode: str = "plain", form: str = "json") -> None:
        phone.post("callback", url=receiver.url, token=TOKEN, encoding_aes_key=AES_KEY, mode=mode, format=form)

    return connect


def read(receiver: Receiver, phone: Control) -> list[dict[str, Any]]:
    """Everything pushed so far in plain JSON."""
    phone.post("flush")
    return [json.loads(body) for _, body, _ in receiver.received]


def test_the_console_accepts_only_an_address_that_echoes(receiver: Receiver, phone: Control):
    receiver.echoes = False
    settings = {"url": receiver.url, "token": TOKEN, "mode": "plain"}
    refused = requests.post(phone.base + "callback", json=settings, timeout=5)
    assert refused.status_code == 400
    receiver.echoes = True
    phone.post("callback", **settings)


@pytest.mark.parametrize("change", [{"mode": "odd"}, {"format": "yaml"}, {"mode": "safe", "encoding_aes_key": "x"}])
def test_settings_that_make_no_sense_are_refused(change: dict[str, str], receiver: Receiver, phone: Control):
    settings = {"url": receiver.url, "token": TOKEN, "mode": "plain", **change}
    assert requests.post(phone.base + "callback", json=settings, timeout=5).status_code == 400


def test_a_plain_event_is_signed_in_the_query(receiver: Receiver, phone: Control, connect: Connect, openid: str):
    connect()
    phone.post("debug-event", user_id=phone.user(), text="你好")
    (event,) = read(receiver, phone)
    ((query, _, content_type),) = receiver.received
    assert event["Event"] == "debug_demo"
    assert event["debug_str"] == "你好"
    assert event["FromUserName"] == query["openid"] == openid
    assert event["CreateTime"] == NOON // 1000
    assert query["signature"] == sign(TOKEN, query["timestamp"], query["nonce"])
    assert "encrypt_type" not in query
    assert content_type == "application/json"


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_safe_event_is_sealed_and_carries_both_signatures(
    form: str, receiver: Receiver, phone: Control, connect: Connect
):
    connect("safe", form)
    phone.post("debug-event", user_id=phone.user(), text="a]]>b")
    phone.post("flush")
    ((query, body, _),) = receiver.received
    envelope = json.loads(body) if form == "json" else xmltodict.parse(body)["xml"]
    assert set(envelope) == {"ToUserName", "Encrypt"}
    assert query["encrypt_type"] == "aes"
    assert query["signature"] == sign(TOKEN, query["timestamp"], query["nonce"])
    sealed = envelope["Encrypt"]
    assert query["msg_signature"] == sign(TOKEN, query["timestamp"], query["nonce"], sealed)
    written = decrypt(sealed, SIMULATOR_APPID, AES_KEY)
    event = json.loads(written) if form == "json" else xmltodict.parse(written)["xml"]
    assert event["debug_str"] == "a]]>b"


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_compatible_event_is_both_plain_and_sealed(form: str, receiver: Receiver, phone: Control, connect: Connect):
    connect("compatible", form)
    phone.post("debug-event", user_id=phone.user(), text="x")
    phone.post("flush")
    ((query, body, _),) = receiver.received
    event = json.loads(body) if form == "json" else xmltodict.parse(body)["xml"]
    assert event["debug_str"] == "x"
    assert "debug_demo" in decrypt(event["Encrypt"], SIMULATOR_APPID, AES_KEY)
    assert "msg_signature" in query


def test_one_answer_is_an_object_in_json_and_several_are_an_array(receiver: Receiver, phone: Control, connect: Connect):
    connect()
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP, REMINDER], answers={REMINDER: "reject"})
    one, two = read(receiver, phone)
    assert one["Event"] == "subscribe_msg_popup_event"
    assert one["List"] == {"TemplateId": SIGNUP, "SubscribeStatusString": "accept", "PopupScene": "0"}
    assert [entry["SubscribeStatusString"] for entry in two["List"]] == ["accept", "reject"]


def test_in_xml_the_list_stands_in_its_wrapper(receiver: Receiver, phone: Control, connect: Connect):
    connect(form="xml")
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP, REMINDER])
    phone.post("flush")
    event = xmltodict.parse(receiver.received[0][1])["xml"]
    assert [entry["TemplateId"] for entry in event["SubscribeMsgPopupEvent"]["List"]] == [SIGNUP, REMINDER]
    assert receiver.received[0][2] == "text/xml"


def test_sending_and_revoking_are_pushed(
    receiver: Receiver, phone: Control, connect: Connect, wx: MiniProgramClient, openid: str
):
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
    connect()
    wx.send_subscribe_message(openid, SIGNUP, GOOD_DATA)
    phone.post("revoke", user_id=phone.user())
    phone.post("withdraw", user_id=phone.user(), kinds="8")
    sent, changed, withdrawn = read(receiver, phone)
    assert (sent["Event"], sent["List"]["ErrorStatus"]) == ("subscribe_msg_sent_event", "success")
    assert (changed["Event"], changed["List"]["SubscribeStatusString"]) == ("subscribe_msg_change_event", "reject")
    assert (withdrawn["Event"], withdrawn["RevokeInfo"]) == ("user_authorization_revoke", "8")
    assert withdrawn["OpenID"] == openid


@pytest.mark.parametrize(("failing", "attempts", "status"), [(0, 1, 200), (2, 3, 200), (9, 3, 500)])
def test_a_failed_push_is_repeated_three_times_in_all(
    failing: int, attempts: int, status: int, receiver: Receiver, phone: Control, connect: Connect
):
    connect()
    receiver.failing = failing
    phone.post("debug-event", user_id=phone.user(), text="x")
    expected = {"event": "debug_demo", "attempts": attempts, "status": status}
    assert phone.post("flush")["pushes"] == [expected]


def check_media(base_url: str, wx: MiniProgramClient, openid: str, url: str, **changes: object) -> Any:
    body = {"media_url": url, "media_type": 2, "version": 2, "scene": 2, "openid": openid, **changes}
    path = f"{base_url}/wxa/media_check_async?access_token={wx.access_token}"
    return requests.post(path, json=body, timeout=5).json()


@pytest.mark.parametrize(
    ("path", "errcode", "suggest"),
    [("/photo.jpg", 0, "pass"), ("/刷单返现.jpg", 0, "risky"), ("/gone.jpg", -1008, "")],
)
def test_a_media_verdict_comes_as_a_push_with_the_trace_id(
    path: str,
    errcode: int,
    suggest: str,
    receiver: Receiver,
    phone: Control,
    connect: Connect,
    base_url: str,
    wx: MiniProgramClient,
    openid: str,
):
    connect()
    url = receiver.url.removesuffix("/wechat/callback") + path
    trace_id = check_media(base_url, wx, openid, url)["trace_id"]
    (event,) = read(receiver, phone)
    assert (event["Event"], event["trace_id"]) == ("wxa_media_check", trace_id)
    assert (event["errcode"], event["result"]["suggest"]) == (errcode, suggest)


def test_media_checks_refuse_what_text_checks_refuse_and_repeats(
    wx: MiniProgramClient, openid: str, base_url: str, wechat: Simulator
):
    url = "http://127.0.0.1:9/photo.jpg"
    assert check_media(base_url, wx, openid, url, media_type=3)["errcode"] == 40004
    assert check_media(base_url, wx, openid, url, scene=9)["errcode"] == 40129
    assert check_media(base_url, wx, "o" * 28, url)["errcode"] == 40003
    assert check_media(base_url, wx, openid, "ftp://x")["errcode"] == 47001
    assert check_media(base_url, wx, openid, url)["errcode"] == 0
    assert check_media(base_url, wx, openid, url)["errcode"] == 87020
    wechat.push.flush()
