"""What WeChat pushes to us: signed, sealed or not, JSON or XML, written down once and answered at once."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.callbacks.jobs import handle_wechat_events
from backend.config import Config
from backend.database import atomic, db
from backend.wechat import callbacks
from backend.wechat.events import Event, delete_old_events, handle_events
from backend.wechat.models import WechatEvent
from backend.wechat.push_crypto import encrypt, sign
from backend.wechat.simulator.push_events import write_xml
from tests.phone import Phone
from tests.racing import run_together
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


Taken = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def taken(app: Flask) -> Taken:
    """The events that reached their handler by now."""
    events: list[dict[str, Any]] = []

    def keep(event: Event) -> None:
        events.append(event.payload)

    def work() -> list[dict[str, Any]]:
        handle_events({"wxa_media_check": keep, "debug_demo": keep})
        return events

    return work


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


def test_a_request_signed_as_published_is_taken(client: Phone, configure: Any, taken: Taken) -> None:
    configure(key="")
    query = {"signature": "899cf89e464efb63f54ddac96b0a0a235f53aa78", "timestamp": "1714037059", "nonce": "486452656"}

    for wrong in ({"signature": "0" * 40}, {"nonce": "1"}, {"timestamp": "1714037060"}):
        refused = client.post("/wechat/callback", query_string=query | wrong, data=written("json").encode())
        assert refused.status_code == 403
    assert client.post("/wechat/callback", query_string=query, data=written("json").encode()).text == "success"

    assert [event["trace_id"] for event in taken()] == ["t-1"]


def test_the_published_message_is_opened(client: Phone, configure: Any, taken: Taken) -> None:
    configure()

    answer = push(client, safe("json", ENCRYPTED), sealed=ENCRYPTED)

    assert (answer.status_code, answer.text) == (200, "success")
    assert taken()[0]["debug_str"] == "hello world"


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_event_is_taken_where_no_key_is_configured(
    client: Phone, configure: Any, taken: Taken, form: str
) -> None:
    configure(key="")

    assert push(client, written(form)).text == "success"

    assert (taken()[0]["trace_id"], taken()[0]["result"]["suggest"]) == ("t-1", "pass")


@pytest.mark.parametrize("form", FORMS)
def test_a_sealed_event_is_taken(client: Phone, configure: Any, taken: Taken, form: str) -> None:
    configure()
    sealed = encrypt(written(form), OFFICIAL_APPID, AES_KEY)

    assert push(client, safe(form, sealed), sealed=sealed).text == "success"

    assert taken()[0]["trace_id"] == "t-1"


@pytest.mark.parametrize("form", FORMS)
def test_of_a_compatible_event_only_the_sealed_part_counts(
    client: Phone, configure: Any, taken: Taken, form: str
) -> None:
    configure()
    sealed = encrypt(written(form), OFFICIAL_APPID, AES_KEY)
    forged = {**EVENT, "trace_id": "forged", "Encrypt": sealed}

    assert push(client, written(form, forged), sealed=sealed).text == "success"

    assert [event["trace_id"] for event in taken()] == ["t-1"]


def test_where_a_key_is_configured_a_plain_event_proves_nothing(client: Phone, configure: Any, taken: Taken) -> None:
    configure()

    assert push(client, written("json")).status_code == 403
    assert taken() == []


def test_what_cannot_be_trusted_or_read_is_refused(client: Phone, configure: Any, taken: Taken) -> None:
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
    assert taken() == []


def test_without_a_token_nothing_is_wechats(client: Phone, configure: Any, taken: Taken) -> None:
    configure(token="", key="")
    signature = sign("", "1", "2")

    query = {"timestamp": "1", "nonce": "2", "signature": signature}
    assert client.get("/wechat/callback", query_string=query).status_code == 403
    assert client.post("/wechat/callback", query_string=query, data=b"{}").status_code == 403


def test_a_repeat_is_answered_alike_and_taken_once(client: Phone, configure: Any, taken: Taken) -> None:
    configure(key="")

    for number in range(3):
        answer = push(client, written("json"), timestamp=str(1714112445 + number))
        assert (answer.status_code, answer.text) == (200, "success")
    push(client, written("json", {**EVENT, "trace_id": "t-2"}))  # same person, same second, another picture

    assert [event["trace_id"] for event in taken()] == ["t-1", "t-2"]


def test_the_request_only_writes_the_event_down(client: Phone, configure: Any) -> None:
    configure(key="")

    push(client, written("json"))

    row = WechatEvent.get()
    assert (row.name, row.openid, row.payload) == ("wxa_media_check", "openid", EVENT)
    assert (row.state, row.attempts, row.error_text, row.handled_at) == ("queued", 0, "", None)


def test_a_replay_is_known_in_whatever_it_comes_and_at_the_same_moment(
    client: Phone, configure: Any, taken: Taken, app: Flask
) -> None:
    configure()

    def again() -> tuple[int, str]:
        sealed = encrypt(written("json"), OFFICIAL_APPID, AES_KEY)  # with other random bytes each time
        answer = push(Phone(app), safe("json", sealed), sealed=sealed)
        return answer.status_code, answer.text

    assert run_together([again] * 10) == [(200, "success")] * 10
    assert [event["trace_id"] for event in taken()] == ["t-1"]
    assert again() == (200, "success")
    assert [event["trace_id"] for event in taken()] == ["t-1"]


@pytest.mark.parametrize("timestamp", ["0", "1714112445", "9999999999"])
def test_the_age_of_a_request_is_not_judged(client: Phone, configure: Any, taken: Taken, timestamp: str) -> None:
    configure()
    sealed = encrypt(written("json"), OFFICIAL_APPID, AES_KEY)

    for _ in range(2):
        assert push(client, safe("json", sealed), sealed=sealed, timestamp=timestamp).text == "success"

    assert len(taken()) == 1


def test_whose_data_it_is_stands_in_openid_where_a_service_of_wechats_writes(client: Phone, configure: Any) -> None:
    """And WeChat's own samples have names with a blank in front."""
    configure(key="")
    told = {"FromUserName": "notifier", "Event": "user_authorization_revoke", " OpenID": "person", " RevokeInfo": "8"}

    push(client, written("json", told))

    row = WechatEvent.get()
    assert (row.openid, row.payload["OpenID"], row.payload["RevokeInfo"]) == ("person", "person", "8")


def test_what_is_no_event_is_answered_and_not_kept(client: Phone, configure: Any) -> None:
    configure(key="")
    for message in (
        {"FromUserName": "openid", "MsgType": "text", "Content": "我的手机号是…"},
        {"Event": ""},
        {"Event": {}},
        {"Event": 7},
    ):
        assert push(client, written("json", message)).text == "success"
    assert WechatEvent.select().count() == 0


@pytest.mark.parametrize("form", FORMS)
def test_an_event_of_500_templates_is_taken(client: Phone, configure: Any, form: str) -> None:
    configure()
    entries = [
        {"TemplateId": f"{number:043}", "SubscribeStatusString": "accept", "PopupScene": "0"} for number in range(500)
    ]
    event = {"FromUserName": "openid", "CreateTime": 1, "Event": "subscribe_msg_popup_event"}
    event |= {"List": entries} if form == "json" else {"SubscribeMsgPopupEvent": {"List": entries}}
    sealed = encrypt(written(form, event), OFFICIAL_APPID, AES_KEY)

    assert push(client, safe(form, sealed), sealed=sealed).text == "success"

    found: list[Any] = []
    handle_events({event["Event"]: lambda taken: found.extend(taken.entries("SubscribeMsgPopupEvent"))})
    assert found == entries


def test_a_body_without_end_is_refused_unread(client: Phone, configure: Any) -> None:
    configure(key="")
    assert push(client, written("json", {**EVENT, "more": "x" * callbacks.MOST_BYTES})).status_code == 413
    assert push(client, written("json", {**EVENT, "more": "x" * (callbacks.MOST_BYTES - 1000)})).status_code == 200


def test_hostile_bodies_do_no_harm(client: Phone, configure: Any, taken: Taken) -> None:
    configure(key="")
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Event>&a;</Event></xml>'
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xml><Event>&b;</Event></xml>'
    deep = "<xml><Event>wxa_media_check</Event>" + "<a>" * 30_000 + "</a>" * 30_000 + "</xml>"
    for body in (outside, bomb, deep, '{"Event": "a\\ud800"}', '{"Event": "a", "n": ' + "9" * 5_000 + "}"):
        assert push(client, body).status_code == 400, body[:60]
    assert WechatEvent.select().count() == 0

    for body in (
        '{"Event": "wxa_media_check", "FromUserName": "o\\u0000", "trace_id": "\\u0000"}',
        '{"Event": "wxa_media_check", "FromUserName": ["o"], "trace_id": {"a": NaN}}',
        json.dumps({**EVENT, "Event": "x" * 1_000, "FromUserName": "y" * 1_000}),
    ):
        assert push(client, body).text == "success", body[:60]
    assert len(taken()) == 2
    assert handle_wechat_events() == 0
    assert {row.state for row in WechatEvent.select()} == {"handled", "kept"}


def test_an_event_that_could_not_be_written_is_asked_for_again(
    client: Phone, configure: Any, taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(key="")

    def fail(*_told: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(callbacks, "_write_down", fail)
    assert push(client, written("json")).status_code == 500
    monkeypatch.undo()
    assert WechatEvent.select().count() == 0
    assert push(client, written("json")).text == "success"
    assert len(taken()) == 1


def _locked(engine: str, released: threading.Event, held: threading.Event) -> None:
    """Keep everybody from writing down events until told otherwise."""
    with atomic():
        if engine == "postgresql":
            db.execute_sql("LOCK TABLE wechat_event IN ACCESS EXCLUSIVE MODE")
        held.set()
        released.wait(20)
    db.close()


def test_a_database_that_is_locked_for_a_while_costs_no_event(client: Phone, configure: Any, engine: str) -> None:
    configure(key="")
    released, held = threading.Event(), threading.Event()
    other = threading.Thread(target=_locked, args=(engine, released, held))
    other.start()
    held.wait(10)
    threading.Timer(1.0, released.set).start()

    started = time.monotonic()
    answer = push(client, written("json"))
    took = time.monotonic() - started
    other.join()

    assert answer.text == "success"
    assert 0.9 < took < callbacks.ANSWER_WITHIN_S
    assert WechatEvent.select().count() == 1


def test_a_database_that_is_locked_too_long_makes_wechat_ask_again(
    client: Phone, configure: Any, engine: str, taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeChat hears in time that it failed, and the event is written all the same once there is a way."""
    configure(key="")
    monkeypatch.setattr(callbacks, "ANSWER_WITHIN_S", 0.3)
    released, held = threading.Event(), threading.Event()
    other = threading.Thread(target=_locked, args=(engine, released, held))
    other.start()
    held.wait(10)

    started = time.monotonic()
    assert [push(client, written("json")).status_code for _ in range(3)] == [503] * 3
    assert time.monotonic() - started < 3
    released.set()
    other.join()
    monkeypatch.undo()
    assert push(client, written("json")).text == "success"

    assert [event["trace_id"] for event in taken()] == ["t-1"]


def test_an_event_nobody_waits_for_is_answered(client: Phone, configure: Any) -> None:
    configure(key="")
    assert push(client, written("json", {**EVENT, "Event": "wxa_punish_event"})).text == "success"


def test_a_verdict_no_number_can_be_read_from_is_no_ok(client: Phone, configure: Any) -> None:
    configure(key="")
    for number, wrong in enumerate(({"errcode": None}, {"errcode": "x"}, {"result": []}, {"trace_id": None})):
        assert push(client, written("json", {**EVENT, "CreateTime": number, **wrong})).text == "success"
    assert handle_wechat_events() == 4
    assert {row.state for row in WechatEvent.select()} == {"handled"}


def test_old_events_are_forgotten(client: Phone, configure: Any) -> None:
    configure(key="")
    push(client, written("json"))
    WechatEvent.create(digest="old", received_at=1)

    assert delete_old_events() == 1
    assert WechatEvent.select().count() == 1
