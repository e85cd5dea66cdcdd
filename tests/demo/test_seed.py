"""The demo fills an empty database once, and what it shows is there for its phones."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from backend import clock as backend_clock
from backend.accounts.models import Account
from backend.activities import report_queries
from backend.activities.models import Activity, Signup
from backend.activities.report_links import make_report_link
from backend.demo.people import MEMBER, ORGANIZER, VISITOR
from backend.demo.seed import NoSimulator, seed_demo
from backend.members.models import Member
from tests.phone import Phone


@pytest.fixture
def demo(app, config, simulator, tmp_path):
    (tmp_path / "preview").mkdir()
    demo = dataclasses.replace(config.demo, simulator_url=simulator.url, preview_dir=str(tmp_path / "preview"))
    security = dataclasses.replace(config.security, keys_file=str(tmp_path / "keys.json"))
    return dataclasses.replace(config, demo=demo, security=security)


def log_in(app, simulator, demo, which):
    phones = json.loads((Path(demo.demo.preview_dir) / "config.json").read_text())["phones"]
    user = next(phone["user_id"] for phone in phones if phone["id"] == which)
    phone = Phone(app)
    body = phone.post("/login", {"code": simulator.login_code(user)}).json
    phone.token = body["token"]
    return phone, body


def test_each_phone_opens_on_something(app, simulator, demo):
    seed_demo(demo)

    _, member = log_in(app, simulator, demo, "member")
    assert member["me"]["member"]["name"] == MEMBER[0]
    assert all(member["home"][name] for name in ("do", "write", "read"))
    _, organizer = log_in(app, simulator, demo, "organizer")
    assert organizer["me"]["organizes"]
    assert "organize_today" in [task["kind"] for task in organizer["home"]["do"]]
    _, visitor = log_in(app, simulator, demo, "visitor")
    assert visitor["me"]["member"] is None
    assert visitor["home"]["next_activity"]["title"] == "新会员见面会"


def test_one_activity_is_full_and_one_is_over(app, simulator, demo):
    seed_demo(demo)
    phone, _ = log_in(app, simulator, demo, "member")

    by_title = {card["title"]: card for card in phone.get("/activities?tab=open").json["items"]}
    assert by_title["亲子读书会"]["places_left"] == 0
    assert by_title["亲子读书会"]["waitlisted"] == 3
    assert [card["title"] for card in phone.get("/activities?tab=past").json["items"]] == ["税务新政讲座"]


def test_what_is_over_has_a_report_and_is_in_the_members_record(app, simulator, demo):
    seed_demo(demo)
    seed_demo(demo)
    member, _ = log_in(app, simulator, demo, "member")

    record = member.get("/participation").json
    attended = [entry["title"] for entry in record["items"] if entry["kind"] == "activity_attended"]
    assert (attended, record["totals"]) == (["税务新政讲座"], {"times": 4, "hours": 2.0})
    activity = Activity.get(Activity.title == "税务新政讲座")
    page = Phone(app).get(make_report_link(activity.id, backend_clock.now()).path).text
    seats = report_queries.count_seats(activity.id)
    assert (activity.approved, activity.arrived) == (seats.approved, seats.arrived)
    assert f"到场率 {seats.arrived / seats.approved * 100:.0f}%" in page
    assert "时间掌握得好" in page


def test_seeding_again_adds_nothing(app, demo):
    seed_demo(demo)
    before = [table.select().count() for table in (Member, Account, Activity, Signup)]

    said = seed_demo(demo)

    assert [table.select().count() for table in (Member, Account, Activity, Signup)] == before
    assert "0 activities added" in said


def test_next_day_brings_something_for_that_day(app, simulator, demo, clock):
    seed_demo(demo)
    clock.advance(days=1)

    assert "7 activities added" in seed_demo(demo)


def test_visitor_and_organizer_are_on_the_roster(app, demo):
    seed_demo(demo)

    assert {ORGANIZER[0], VISITOR[0]} <= {member.name for member in Member.select()}


def test_real_server_is_never_filled_with_the_demo(app, config):
    with pytest.raises(NoSimulator):
        seed_demo(config)
    assert Member.select().count() == 0
