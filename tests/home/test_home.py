"""Login is delivery: what the first screen holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.profiles.definitions import ensure_default_sections
from tests.factories import make_activity, make_organizer, make_signup


@pytest.fixture
def today(world, clock):
    """An activity of the member's own organization, today at 14:00, check-in from 13:00."""
    return make_activity(world.chamber, starts_at=clock.now() + timedelta(hours=4), title="今天的沙龙")


def titles(response, name):
    return [task["title"] for task in response.json[name]]


def test_visitor_is_asked_to_join(as_visitor):
    body = as_visitor.get("/home").json

    assert [task["kind"] for task in body["write"]] == ["join"]
    assert (body["pass"], body["completeness"]) == (None, None)


def test_open_activity_is_something_to_do_and_leaves_by_being_done(as_member, today):
    before = as_member.get("/home")
    assert "今天的沙龙" in titles(before, "do")

    as_member.put(f"/activities/{today.id}/signup", {"answers": {}})

    after = as_member.get("/home").json
    assert "activity_open" not in [task["kind"] for task in after["do"]]
    assert after["pass"]["title"] == "今天的沙龙"


def test_pass_is_on_home_on_the_day_and_not_before(as_member, world, clock):
    activity = make_activity(world.chamber)
    make_signup(activity, world.member)
    assert as_member.get("/home").json["pass"] is None

    clock.set(activity.starts_at - timedelta(hours=13))

    shown = as_member.get("/home").json["pass"]
    assert shown["activity_id"] == str(activity.id)
    assert shown["code"]


def test_most_urgent_comes_first_and_lists_are_capped(as_member, world, clock):
    for days in (9, 3, 7, 5, 2, 8, 4):
        start = clock.now() + timedelta(days=days)
        make_activity(world.chamber, title=f"{days} 天后", starts_at=start)

    body = as_member.get("/home").json

    assert [task["title"] for task in body["do"]] == [f"{days} 天后" for days in (2, 3, 4, 5, 7)]
    assert body["totals"]["do"] == 7
    assert body["totals"]["minutes"] >= 7


def test_all_tasks_are_behind_the_list(as_member, world, clock):
    for days in range(2, 9):
        make_activity(world.chamber, title=f"{days} 天后", starts_at=clock.now() + timedelta(days=days))

    page = as_member.get("/tasks?list=do&page=2&page_size=5").json

    assert [task["title"] for task in page["items"]] == ["7 天后", "8 天后"]
    assert page["total"] == 7


def test_result_is_something_to_read_until_it_was_read(as_member, as_staff, world):
    activity = make_activity(world.chamber, needs_review=True)
    signup = make_signup(activity, world.member, "pending")
    as_staff.post(f"/staff/activities/{activity.id}/signups/{signup.id}/approve")
    (task,) = as_member.get("/home").json["read"]
    assert (task["kind"], task["note"]) == ("signup_result", "approved")

    assert as_member.post("/tasks/seen", {"key": task["key"]}).status_code == 204
    assert as_member.post("/tasks/seen", {"key": task["key"]}).status_code == 204

    assert as_member.get("/home").json["read"] == []


def test_reading_is_of_one_account_only(as_member, as_organizer, world):
    activity = make_activity(world.chamber, state="cancelled", cancelled_at=backend_clock.now(), cancel_reason="下雨")
    for person in (world.member, world.organizer):
        make_signup(activity, person)
    (task,) = as_member.get("/home").json["read"]

    as_member.post("/tasks/seen", {"key": task["key"]})

    assert len(as_organizer.get("/home").json["read"]) == 1


def test_organizer_is_reminded_of_the_door_today(as_organizer, today, world):
    make_organizer(today, world.organizer)

    kinds = [task["kind"] for task in as_organizer.get("/home").json["do"]]

    assert "organize_today" in kinds


def test_unchanged_home_costs_a_conditional_request(as_member, today):
    first = as_member.get("/home")
    etag = first.headers["ETag"]

    for sent in (etag, f"W/{etag}"):  # nginx weakens an ETag when it compresses
        again = as_member.get("/home", headers={"If-None-Match": sent})
        assert (again.status_code, again.data) == (304, b"")

    as_member.put(f"/activities/{today.id}/signup", {"answers": {}})
    assert as_member.get("/home", headers={"If-None-Match": etag}).status_code == 200


def test_time_passing_alone_does_not_change_the_payload(as_member, today, clock):
    etag = as_member.get("/home").headers["ETag"]
    clock.advance(minutes=20)

    assert as_member.get("/home", headers={"If-None-Match": etag}).status_code == 304


def test_home_costs_a_few_statements_whatever_there_is(as_member, world, clock, count_statements):
    ensure_default_sections()
    for days in range(1, 30):
        activity = make_activity(world.chamber, starts_at=clock.now() + timedelta(days=days))
        if days % 3 == 0:
            make_signup(activity, world.member)

    with count_statements() as statements:
        response = as_member.get("/home")

    assert len(statements) <= 6, statements
    assert len(response.data) < 8_000


def test_stranger_sees_nothing_of_other_organizations(as_stranger, today):
    body = as_stranger.get("/home").json

    assert "今天的沙龙" not in str(body)
