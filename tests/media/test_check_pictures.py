"""Photos are judged by WeChat before others see them; what it cannot or will not judge, staff do."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import requests
from flask import Flask
from werkzeug.serving import make_server

from backend.accounts.models import Account
from backend.activities.models import Activity
from backend.audit.models import AuditEntry
from backend.callbacks.jobs import handle_wechat_events
from backend.config import Config
from backend.media import checks
from backend.media.checks import check_pictures, keep_verdict
from backend.media.models import Media, MediaCheck, MediaVerdict
from backend.media.settings import open_media
from tests.conftest import FrozenClock, Simulator
from tests.factories import make_activity, make_media
from tests.people import World
from tests.racing import run_together

TOKEN = "callbackToken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@pytest.fixture
def activity(world: World) -> Activity:
    return make_activity(world.chamber)


@pytest.fixture
def author(world: World, simulator: Simulator, app: Flask) -> Account:
    """The member, who has just opened the mini-program with a phone of the simulator's."""
    code = simulator.login_code(simulator.add_user("王敏"))
    openid = app.test_client().post("/api/v1/login", json={"code": code}).json and _openid(simulator)
    Account.update(member=world.member).where(Account.openid == openid).execute()
    return Account.get(Account.openid == openid)


def _openid(simulator: Simulator) -> str:
    return str(simulator.get("state")["users"][0]["openid"])


@pytest.fixture
def with_callback(app: Flask, config: Config) -> Config:
    """The callback is configured; nothing listens there."""
    told = replace(
        config,
        wechat=replace(config.wechat, callback_token=TOKEN, callback_aes_key=AES_KEY),
        server=replace(config.server, base_url="http://127.0.0.1:9"),
    )
    app.config["LIANYI"] = told
    open_media(told)
    return told


@pytest.fixture
def listening(app: Flask, with_callback: Config, simulator: Simulator) -> Iterator[None]:
    """The application served over HTTP, and the simulator told where."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    open_media(replace(with_callback, server=replace(with_callback.server, base_url=url)))
    simulator.post("callback", url=f"{url}/wechat/callback", token=TOKEN, encoding_aes_key=AES_KEY)
    yield
    simulator.post("flush")
    server.shutdown()
    thread.join()
    server.server_close()


def state_of(media: Media) -> tuple[str, str]:
    return Media.get_by_id(media.id).state, MediaCheck.get(MediaCheck.media == media.id).state


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("pass", ("clear", "done")), ("risky", ("blocked", "done")), ("review", ("pending", "staff"))],
)
def test_the_verdict_decides(
    activity: Activity,
    world: World,
    author: Account,
    listening: None,
    simulator: Simulator,
    verdict: str,
    expected: tuple[str, str],
) -> None:
    simulator.post("settings", media_verdict=verdict)
    photo = make_media(activity, world.member)

    assert check_pictures() == 1
    pushes = simulator.post("flush")["pushes"]
    assert handle_wechat_events() == 1
    check_pictures()  # a verdict that came before the trace id was stored is applied now

    assert [(push["event"], push["status"]) for push in pushes] == [("wxa_media_check", 200)]
    assert state_of(photo) == expected
    assert MediaVerdict.select().count() == 0
    assert check_pictures() == 0
    blocked = AuditEntry.select().where(AuditEntry.action == "media.blocked")
    assert [entry.about_member_id for entry in blocked] == ([world.member.id] if verdict == "risky" else [])


def test_a_picture_that_could_not_be_fetched_is_sent_again_and_then_given_to_staff(
    activity: Activity, world: World, author: Account, with_callback: Config, simulator: Simulator, clock: FrozenClock
) -> None:
    photo = make_media(activity, world.member)

    for attempt in range(1, checks.MOST_ATTEMPTS + 1):
        assert check_pictures() == 1, attempt
        assert check_pictures() == 0, "not at once"
        keep_verdict(Media.get_by_id(photo.id).trace_id, -1008, "", 100)
        assert state_of(photo) == ("pending", "queued" if attempt < checks.MOST_ATTEMPTS else "staff")
        clock.advance(minutes=20)
    assert check_pictures() == 0
    assert MediaCheck.get().error_code == -1008


def test_a_verdict_may_come_before_the_answer_to_the_request(
    activity: Activity,
    world: World,
    author: Account,
    with_callback: Config,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = make_media(activity, world.member)

    class FastWeChat:
        def check_picture(self, *_arguments: object) -> str:
            keep_verdict("early", 0, "pass", 100)
            assert state_of(photo) == ("pending", "queued")
            return "early"

    monkeypatch.setattr(checks, "wechat", FastWeChat)
    check_pictures()

    assert state_of(photo) == ("clear", "done")
    assert MediaVerdict.select().count() == 0


def test_without_an_answer_in_half_an_hour_staff_look(
    activity: Activity, world: World, author: Account, with_callback: Config, clock: FrozenClock
) -> None:
    photo = make_media(activity, world.member)
    check_pictures()
    assert state_of(photo) == ("pending", "sent")

    clock.advance(minutes=30)
    check_pictures()
    assert state_of(photo) == ("pending", "staff")

    keep_verdict(Media.get_by_id(photo.id).trace_id, 0, "pass", 100)  # late, and as good
    assert state_of(photo) == ("clear", "done")


def test_without_the_callback_staff_look_at_everything(activity: Activity, world: World, app: Flask) -> None:
    photo = make_media(activity, world.member)

    assert check_pictures() == 0
    assert state_of(photo) == ("pending", "staff")


def test_nobody_wechat_knows_is_for_staff(activity: Activity, world: World, with_callback: Config) -> None:
    photo = make_media(activity, world.organizer)

    assert check_pictures() == 0
    assert state_of(photo) == ("pending", "staff")


@pytest.mark.parametrize(
    ("errcode", "state", "minutes"),
    [(61010, "staff", 0), (44991, "queued", 1), (45009, "queued", 60), (-1, "queued", 1), (87020, "queued", 1)],
)
def test_a_refusal_is_repeated_where_that_can_help(
    activity: Activity,
    world: World,
    author: Account,
    with_callback: Config,
    simulator: Simulator,
    clock: FrozenClock,
    errcode: int,
    state: str,
    minutes: int,
) -> None:
    photo = make_media(activity, world.member)
    simulator.post("faults", kind="errcode", path="/wxa/media_check_async", errcode=errcode, times=1)

    assert check_pictures() == 0
    assert state_of(photo) == ("pending", state)

    if minutes > 1:
        clock.advance(minutes=minutes - 1)
        assert check_pictures() == 0
    clock.advance(minutes=1)
    assert check_pictures() == (state == "queued")


def test_what_staff_decided_meanwhile_stands(
    activity: Activity, world: World, author: Account, with_callback: Config
) -> None:
    photo = make_media(activity, world.member)
    check_pictures()
    Media.update(state="blocked").where(Media.id == photo.id).execute()

    keep_verdict(Media.get_by_id(photo.id).trace_id, 0, "pass", 100)

    assert Media.get_by_id(photo.id).state == "blocked"


def test_two_processes_send_a_picture_once(
    activity: Activity, world: World, author: Account, with_callback: Config, simulator: Simulator
) -> None:
    for _ in range(3):
        make_media(activity, world.member)

    assert sum(run_together([check_pictures] * 3)) == 3

    assert simulator.get("state")["calls"]["/wxa/media_check_async"] == 3


def test_a_deleted_picture_is_not_sent(
    activity: Activity, world: World, author: Account, with_callback: Config
) -> None:
    make_media(activity, world.member).delete_instance()

    assert check_pictures() == 0
    assert MediaCheck.select().count() == 0


def test_the_switch_is_on_the_simulators_page(simulator: Simulator) -> None:
    page = requests.get(simulator.url, timeout=5).text
    assert "图片检查" in page
    answer: Any = requests.post(f"{simulator.url}/switches/media", data={"verdict": "risky"}, timeout=5)
    assert answer.status_code == 200
    assert simulator.get("state")["media_verdict"] == "risky"
    requests.post(f"{simulator.url}/switches/media", data={"verdict": "nonsense"}, timeout=5)
    assert simulator.get("state")["media_verdict"] == "risky"
