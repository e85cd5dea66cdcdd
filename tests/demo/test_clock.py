"""The demo's clock: every process reads one file, time only goes forward, and nothing of it exists elsewhere."""

from __future__ import annotations

import dataclasses
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from backend import clock as backend_clock
from backend.app import create_app, start_process
from backend.config import parse_config
from backend.demo import clock as demo_clock
from backend.demo import clock_api
from backend.demo.clock import DemoClock, OnlyForward, advance, advance_to, read_ahead_ms
from backend.demo.seed import seed_demo
from backend.demo.simulator import create_simulator
from backend.encryption import create_key_file
from backend.errors import InvalidInput
from backend.wechat.gateway import wechat
from tests.phone import Phone

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clock"


@pytest.fixture
def machine(clock, monkeypatch):
    """The machine's own clock stands still, and moves of the demo's are noticed at once."""
    monkeypatch.setattr(backend_clock, "system_ms", lambda: clock.ms)
    monkeypatch.setattr(demo_clock, "LOOK_EVERY_S", 0.0)
    monkeypatch.setattr(clock_api, "LOOK_EVERY_S", 0.0)
    return clock


@pytest.fixture
def at_demo_time(machine, path):
    """This process lives at the demo's time."""
    demo_clock.follow_clock_file(path)


@pytest.fixture
def demo_config(config, path, tmp_path):
    (tmp_path / "preview").mkdir()
    create_key_file(tmp_path / "keys.json")
    return dataclasses.replace(
        config,
        demo=dataclasses.replace(
            config.demo,
            clock_file=str(path),
            simulator_url=config.wechat.base_url,
            preview_dir=str(tmp_path / "preview"),
        ),
        security=dataclasses.replace(config.security, keys_file=str(tmp_path / "keys.json")),
    )


@pytest.fixture
def demo(database, demo_config, at_demo_time):
    return create_app(demo_config).test_client()


def test_processes_read_what_one_of_them_moved(at_demo_time, path, clock):
    first, second = DemoClock(path), DemoClock(path)
    assert first() == second() == clock.ms

    advance(path, timedelta(hours=1))
    assert first() == second() == clock.ms + HOUR_MS

    advance(path, timedelta(days=1))
    clock.advance(minutes=1)
    assert first() == second() == clock.ms + DAY_MS + HOUR_MS


def test_reading_looks_at_the_file_now_and_then_only(path, clock, monkeypatch):
    seconds = [100.0]
    looks: list[Path] = []
    stat = Path.stat
    monkeypatch.setattr(demo_clock.time, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(Path, "stat", lambda self, **options: looks.append(self) or stat(self, **options))
    one = DemoClock(path)
    for _ in range(1_000):
        one()
    assert len(looks) == 1

    seconds[0] += demo_clock.LOOK_EVERY_S
    one()
    assert len(looks) == 2


@pytest.mark.parametrize("said", [b"", b"soon", b"-5", b"\xff\xfe", b"1" * 5_000, b"1.5"])
def test_a_broken_file_says_nothing_and_fails_nobody(at_demo_time, path, clock, said):
    path.write_bytes(said)

    assert DemoClock(path)() == clock.ms


def test_a_file_in_a_place_that_cannot_be_read_says_nothing(at_demo_time, path, clock):
    path.mkdir()

    assert DemoClock(path)() == clock.ms


def test_it_never_goes_back(at_demo_time, path, clock):
    advance(path, timedelta(days=2))

    for moment in (clock.ms, clock.ms + DAY_MS, clock.ms + 2 * DAY_MS):
        with pytest.raises(OnlyForward):
            advance_to(path, moment)
    with pytest.raises(OnlyForward):
        advance(path, timedelta(0))
    assert read_ahead_ms(path) == 2 * DAY_MS


def test_it_goes_ten_years_at_most(at_demo_time, path):
    advance(path, timedelta(days=3_660))

    with pytest.raises(InvalidInput):
        advance(path, timedelta(seconds=1))


def test_moves_made_at_once_all_count(at_demo_time, path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: advance(path, timedelta(minutes=1)), range(60)))

    assert read_ahead_ms(path) == HOUR_MS


def test_every_process_starts_at_the_demos_time(demo_config, database, path, clock):
    path.write_text(str(DAY_MS))
    try:
        start_process(demo_config)
        assert backend_clock.now_ms() - backend_clock.system_ms() == pytest.approx(DAY_MS, abs=5_000)
    finally:
        backend_clock.use_source(None)


def test_without_the_key_a_process_keeps_its_clock(config, database, demo_config, clock):
    start_process(dataclasses.replace(demo_config, demo=config.demo))

    assert backend_clock.now_ms() == clock.ms


def test_the_simulator_lives_at_the_same_time(machine, path, clock):
    phones = create_simulator(str(path)).test_client()
    advance(path, timedelta(days=1))

    assert phones.get("/_simulator/state").json["now_ms"] == clock.ms + DAY_MS
    assert "4月21日 周二 10:00" in phones.get("/?part=phones").text


def test_time_is_shown_and_moved(demo, clock):
    assert demo.get("/demo/clock").json == {
        "now": "2026-04-20T10:00:00+08:00",
        "ahead_ms": 0,
        "next_morning": "2026-04-21T08:30:00+08:00",
    }

    moved = demo.post("/demo/clock", json={"advance_s": 3_600})
    assert (moved.status_code, moved.json["now"], moved.json["ahead_ms"]) == (200, "2026-04-20T11:00:00+08:00", HOUR_MS)

    moved = demo.post("/demo/clock", json={"to": moved.json["next_morning"]})
    assert moved.json["now"] == "2026-04-21T08:30:00+08:00"
    assert demo.get("/demo/clock").json == moved.json


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-04-20T08:29:59", "2026-04-20T08:30:00"),
        ("2026-04-20T08:30:00", "2026-04-21T08:30:00"),
        ("2026-04-24T10:00:00", "2026-04-27T08:30:00"),  # a Friday
        ("2026-04-30T10:00:00", "2026-05-06T08:30:00"),  # before the holidays of May, which end on a Tuesday
        ("2026-05-08T10:00:00", "2026-05-09T08:30:00"),  # a Saturday that is worked for them
    ],
)
def test_next_morning_is_a_working_days(demo, clock, now, morning):
    clock.set(f"{now}+08:00")

    assert demo.get("/demo/clock").json["next_morning"] == f"{morning}+08:00"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"advance_s": 0},
        {"advance_s": -60},
        {"advance_s": 366 * 86_400 + 1},
        {"advance_s": "60"},
        {"to": "2026-04-21T08:30:00"},
        {"to": "tomorrow"},
        {"advance_s": 60, "to": "2026-04-21T08:30:00+08:00"},
        {"back_s": 60},
    ],
)
def test_a_move_that_makes_no_sense_moves_nothing(demo, path, body):
    answer = demo.post("/demo/clock", json=body)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid_input")
    assert not path.exists()


def test_a_move_back_is_refused_in_words(demo, path):
    answer = demo.post("/demo/clock", json={"to": "2026-04-20T09:00:00+08:00"})

    assert (answer.status_code, answer.json["code"]) == (409, "only_forward")
    assert "只能往前拨" in answer.json["message"]
    assert not path.exists()


def test_a_form_of_another_site_cannot_move_it(demo, path):
    answer = demo.post("/demo/clock", data="advance_s=60", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 415
    assert not path.exists()


def test_there_is_no_such_address_without_the_key(client):
    assert client._client.get("/demo/clock").status_code == 404
    assert client._client.post("/demo/clock", json={"advance_s": 60}).status_code == 404
    assert parse_config({}).demo.clock_file == ""


def test_whoever_was_away_too_long_logs_in_again(demo, demo_config, simulator):
    user = simulator.add_user("王敏")
    phone = Phone(demo.application)
    for days in (0, 29, 29, 31):
        demo.post("/demo/clock", json={"advance_s": max(days, 1) * 86_400})
        status = phone.get("/me").status_code
        assert status == (200 if days == 29 else 401)
        if status == 401:
            phone.token = phone.post("/login", {"code": simulator.login_code(user)}).json["token"]
            assert phone.get("/me").status_code == 200


def test_an_access_token_that_ran_out_meanwhile_is_fetched_anew(demo, simulator):
    def fetches() -> int:
        wechat().list_templates()
        return sum(simulator.get("state")["token_fetches"].values())

    assert (fetches(), fetches()) == (1, 1)
    demo.post("/demo/clock", json={"advance_s": 3 * 3_600})
    assert (fetches(), fetches()) == (2, 2)


def test_the_phones_are_told_where_the_clock_is(app, demo_config, config, tmp_path):
    settings = tmp_path / "preview" / "config.json"
    seed_demo(demo_config)
    assert json.loads(settings.read_text())["clock"] == "/demo/clock"

    seed_demo(dataclasses.replace(demo_config, demo=dataclasses.replace(demo_config.demo, clock_file="")))
    assert json.loads(settings.read_text())["clock"] == ""
