"""The demo's second doorkeeper lets people in as a phone would: over HTTP, with a login of its own."""

from __future__ import annotations

import dataclasses
import threading

import pytest
from werkzeug.serving import make_server

from backend.activities.models import Activity, Signup
from backend.demo.activities import UNDER_WAY
from backend.demo.arrivals import Doorkeeper
from backend.demo.people import MEMBER
from backend.demo.seed import seed_demo
from backend.members.models import Member


@pytest.fixture
def running_demo(app, config, simulator, tmp_path):
    """The demo's database, and its web process on a port of its own."""
    (tmp_path / "preview").mkdir()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    config = dataclasses.replace(
        config,
        demo=dataclasses.replace(config.demo, simulator_url=simulator.url, preview_dir=str(tmp_path / "preview")),
        security=dataclasses.replace(config.security, keys_file=str(tmp_path / "keys.json")),
        server=dataclasses.replace(config.server, base_url=f"http://127.0.0.1:{server.server_port}"),
    )
    seed_demo(config)
    yield config
    server.shutdown()
    thread.join()
    server.server_close()


def test_everybody_expected_comes_one_by_one_except_whoever_tries_the_demo(running_demo):
    doorkeeper = Doorkeeper(running_demo)
    activity = Activity.get(Activity.title == UNDER_WAY)
    Signup.delete().where(Signup.activity == activity, Signup.id << _all_but(activity, 2)).execute()
    Signup.create(activity=activity, member=Member.get(Member.name == MEMBER[0]), state="approved")

    assert [doorkeeper.let_in_next(UNDER_WAY) for _ in range(3)] == [True, True, False]

    came = Signup.select().where(Signup.activity == activity, Signup.checked_in_at.is_null(False))
    assert [signup.member.name == MEMBER[0] for signup in came] == [False, False]


def test_nobody_comes_when_nothing_is_on(running_demo, clock):
    clock.advance(days=2)

    assert not Doorkeeper(running_demo).let_in_next(UNDER_WAY)


def _all_but(activity: Activity, kept: int) -> list[int]:
    return [row.id for row in Signup.select(Signup.id).where(Signup.activity == activity).order_by(Signup.id)][kept:]
