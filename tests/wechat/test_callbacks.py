"""What WeChat pushes to us: signed, sealed or not, JSON or XML, taken once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.config import Config
from backend.wechat import callbacks
from backend.wechat.models import WechatEvent
from backend.wechat.push_crypto import encrypt, sign
from backend.wechat.simulator.push_events import write_xml
from tests.phone import Phone
from tests.wechat.test_push_crypto import ENCRYPTED

TOKEN = "AAAAA"
AES_KEY = "A" * 43
OFFICIAL_APPID = "wxba5fad812f8e6fb9"
EVENT = {
    "ToUserName": "gh_1",
    "FromUserName": "openid",
    "CreateTime": 1714112445,
    "MsgType": "event",
    "Event": "wxa_media_check",
    "trace_id": "t-1",
    "errcode": 0,
    "result": {"suggest": "pass", "label": 100},
}
FORMS = ("json", "xml")


@pytest.fixture
def taken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The events that reached their handler."""
    events: list[dict[str, Any]] = []
    monkeypatch.setattr(callbacks, "_handlers", {"wxa_media_check": events.append, "debug_demo": events.append})
    return events


@pytest.fixture
def configure(app: Flask, config: Config) -> Any:
    def choose(token: str = TOKEN, key: str = AES_KEY, appid: str = OFFICIAL_APPID) -> None:
        wechat = replace(config.wechat, callback_token=token, callback_aes_key=key, appid=appid)
        app.config["LIANYI"] = replace(config, wechat=wechat)

    return choose


def written(form: str, event: dict[str, Any] = EVENT) -> str:
    return json.dumps(event) if form == "json" else write_xml({"xml": event})


def push(client: Phone, body: str, *, sealed: str = "", timestamp: str = "1714112445", nonce: str = "415670741") -> Any:
    query = {"timestamp": timestamp, "nonce": nonce, "signature": sign(TOKEN, timestamp, nonce), "openid": "openid"}
    if sealed:
        query |= {"encrypt_type": "aes", "msg_signature": sign(TOKEN, timestamp, nonce, sealed)}
    return client.post("/wechat/callback", query_string=query, data=body.encode())


def safe(form: str, sealed: str) -> str:
    return written(form, {"ToUserName": "gh_1", "Encrypt": sealed})


def test_the_console_gets_its_echo_back(client: Phone, configure: Any) -> None:
    configure()
    query = {
        "signature": "f464b24fc39322e44b38aa78f5edd27bd1441696",
        "timestamp": "1714036504",
        "nonce": "1514711492",
        "echostr": "4375120948345356249",
    }
    answer = client.get("/wechat/callback", query_string=query)
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "4375120948345356249", "text/plain")

    for wrong in ({"signature": "0" * 40}, {"nonce": "1"}, {"timestamp": "1"}, {"signature": ""}, {"signature": "é"}):
        assert client.get("/wechat/callback", query_string=query | wrong).status_code == 403


def test_the_published_message_is_opened(client: Phone, configure: Any, taken: list[Any]) -> None:
    configure()

    answer = push(client, safe("json", ENCRYPTED), sealed=ENCRYPTED)

    assert (answer.status_code, answer.text) == (200, "success")
    assert taken[0]["debug_str"] == "hello world"


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_event_is_taken_where_no_key_is_configured(
    client: Phone, configure: Any, taken: list[Any], form: str
) -> None:
    configure(key="")

    assert push(client, written(form)).text == "success"

    assert (taken[0]["trace_id"], taken[0]["result"]["suggest"]) == ("t-1", "pass")


@pytest.mark.parametrize("form", FORMS)
def test_a_sealed_event_is_taken(client: Phone, configure: Any, taken: list[Any], form: str) -> None:
    configure()
    sealed = encrypt(written(form), OFFICIAL_APPID, AES_KEY)

    assert push(client, safe(form, sealed), sealed=sealed).text == "success"

    assert taken[0]["trace_id"] == "t-1"


@pytest.mark.parametrize("form", FORMS)
def test_of_a_compatible_event_only_the_sealed_part_counts(
    client: Phone, configure: Any, taken: list[Any], form: str
) -> None:
    configure()
    sealed = encrypt(written(form), OFFICIAL_APPID, AES_KEY)
    forged = {**EVENT, "trace_id": "forged", "Encrypt": sealed}

    assert push(client, written(form, forged), sealed=sealed).text == "success"

    assert [event["trace_id"] for event in taken] == ["t-1"]


def test_where_a_key_is_configured_a_plain_event_proves_nothing(
    client: Phone, configure: Any, taken: list[Any]
) -> None:
    configure()

    assert push(client, written("json")).status_code == 403
    assert taken == []


def test_what_cannot_be_trusted_or_read_is_refused(client: Phone, configure: Any, taken: list[Any]) -> None:
    configure()
    sealed = encrypt(written("json"), OFFICIAL_APPID, AES_KEY)
    foreign = encrypt(written("json"), "wx0000000000000000", AES_KEY)
    other_key = encrypt(written("json"), OFFICIAL_APPID, "B" * 43)
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'

    assert push(client, safe("json", sealed)).status_code == 403  # without msg_signature
    assert push(client, safe("json", sealed), sealed=sealed + "A").status_code == 403
    for wrong in (foreign, other_key, "AAAA", "!", "é"):
        assert push(client, safe("json", wrong), sealed=wrong).status_code == 403, wrong
    for body in (bomb, "<xml>", "{", "[]", "null", "", "[" * 100_000, "<xml>x</xml>"):
        assert push(client, body).status_code == 400, body[:20]
    assert taken == []


def test_without_a_token_nothing_is_wechats(client: Phone, configure: Any, taken: list[Any]) -> None:
    configure(token="", key="")
    signature = sign("", "1", "2")

    query = {"timestamp": "1", "nonce": "2", "signature": signature}
    assert client.get("/wechat/callback", query_string=query).status_code == 403
    assert client.post("/wechat/callback", query_string=query, data=b"{}").status_code == 403


def test_a_repeat_is_answered_alike_and_taken_once(client: Phone, configure: Any, taken: list[Any]) -> None:
    configure(key="")

    for number in range(3):
        answer = push(client, written("json"), timestamp=str(1714112445 + number))
        assert (answer.status_code, answer.text) == (200, "success")
    push(client, written("json", {**EVENT, "trace_id": "t-2"}))  # same person, same second, another picture

    assert [event["trace_id"] for event in taken] == ["t-1", "t-2"]


def test_an_event_whose_handling_failed_is_taken_again(
    client: Phone, configure: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(key="")

    def fail(_event: dict[str, Any]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(callbacks, "_handlers", {"wxa_media_check": fail})
    assert push(client, written("json")).status_code == 500
    assert WechatEvent.select().count() == 0


def test_an_event_nobody_waits_for_is_answered(client: Phone, configure: Any) -> None:
    configure(key="")
    assert push(client, written("json", {**EVENT, "Event": "wxa_punish_event"})).text == "success"


def test_a_verdict_no_number_can_be_read_from_is_no_ok(client: Phone, configure: Any) -> None:
    configure(key="")
    for number, wrong in enumerate(({"errcode": None}, {"errcode": "x"}, {"result": []}, {"trace_id": None})):
        assert push(client, written("json", {**EVENT, "CreateTime": number, **wrong})).text == "success"


def test_old_events_are_forgotten(client: Phone, configure: Any) -> None:
    configure(key="")
    push(client, written("json"))
    WechatEvent.create(digest="old", received_at=1)

    assert callbacks.delete_old_events() == 1
    assert WechatEvent.select().count() == 1
