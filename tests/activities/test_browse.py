"""The list tabs and the page of one activity: who sees what, and what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.activities.models import Activity
from backend.forms.store import save_version
from tests.activities.test_sign_up import QUESTIONS
from tests.factories import make_activity, make_member, make_organizer, make_signup


def titles(phone, tab):
    response = phone.get(f"/activities?tab={tab}")
    assert response.status_code == 200, response.text
    assert response.json["total"] == len(response.json["items"])
    return [item["title"] for item in response.json["items"]]


def ended(world, clock, **fields):
    return make_activity(world.chamber, starts_at=clock.now() - timedelta(days=2), **fields)


def test_activity_is_visible_below_its_organization_only(world):
    make_activity(world.street, title="街道活动")
    make_activity(world.chamber, title="商会活动")
    make_activity(world.library, title="读书会活动")
    make_activity(world.elsewhere, title="外区活动")

    assert titles(world.phone("member"), "open") == ["街道活动", "商会活动"]
    assert titles(world.phone("stranger"), "open") == ["外区活动"]


def test_public_activity_is_visible_to_everybody(world, as_visitor, as_stranger):
    activity = make_activity(world.chamber, is_public=True, title="公开活动")
    make_activity(world.chamber, title="内部活动")

    assert titles(as_visitor, "open") == titles(as_stranger, "open") == ["公开活动"]
    assert as_visitor.get(f"/activities/{activity.id}").json["my_signup"] is None


def test_draft_and_foreign_activity_are_not_found(world, as_member, as_stranger, as_visitor, client):
    draft = make_activity(world.chamber, state="draft")
    activity = make_activity(world.chamber)

    assert as_member.get(f"/activities/{draft.id}").status_code == 404
    assert as_stranger.get(f"/activities/{activity.id}").status_code == 404
    assert as_visitor.get(f"/activities/{activity.id}").status_code == 404
    assert as_member.get("/activities/1").status_code == 404
    assert as_member.get(f"/activities/{'9' * 23}").status_code == 404
    assert client.get(f"/activities/{activity.id}").status_code == 401


def test_staff_above_see_the_page_of_an_activity_they_review(world, as_staff, as_foreign_staff):
    activity = make_activity(world.chamber)

    assert as_staff.get(f"/activities/{activity.id}").status_code == 200
    assert as_foreign_staff.get(f"/activities/{activity.id}").status_code == 404


def test_page_shows_everything(world, as_member):
    activity = make_activity(world.chamber, capacity=20, description="交流", contact_name="李建国", latitude=30.5)
    Activity.update(form=save_version(f"activity:{activity.id}", QUESTIONS).id).execute()
    make_organizer(activity, world.member)

    body = as_member.get(f"/activities/{activity.id}").json

    assert body["organization"] == {"id": str(world.chamber.id), "name": "石桥商会"}
    assert (body["places_left"], body["capacity"], body["taken"]) == (20, 20, 0)
    assert body["questions"] == {"version": 1, "definition": QUESTIONS}
    assert (body["description"], body["latitude"], body["contact_name"]) == ("交流", 30.5, "李建国")
    assert (body["is_organizer"], body["my_signup"], body["phase"]) == (True, None, "signup_open")
    assert body["starts_at"] == "2026-04-23T14:00:00+08:00"
    assert body["checkin_opens_at"] == "2026-04-23T13:00:00+08:00"


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2026-04-20T10:59:59+08:00", "signup_soon"),
        ("2026-04-20T11:00:00+08:00", "signup_open"),
        ("2026-04-23T11:59:59+08:00", "signup_open"),
        ("2026-04-23T12:00:00+08:00", "signup_closed"),
        ("2026-04-23T14:00:00+08:00", "under_way"),
        ("2026-04-23T16:59:59+08:00", "under_way"),
        ("2026-04-23T17:00:00+08:00", "ended"),
    ],
)
def test_phase_follows_the_clock(world, as_member, clock, moment, phase):
    activity = make_activity(world.chamber, signup_opens_at=clock.now() + timedelta(hours=1))
    clock.set(moment)

    assert as_member.get(f"/activities/{activity.id}").json["phase"] == phase


def test_cancelled_activity_says_why(world, as_member):
    activity = make_activity(world.chamber, state="cancelled", cancel_reason="暴雨")

    body = as_member.get(f"/activities/{activity.id}").json
    assert (body["phase"], body["cancel_reason"]) == ("cancelled", "暴雨")


def test_tabs_hold_each_activity_where_it_belongs(world, as_member, clock):
    now = clock.now()
    make_activity(world.chamber, title="可报名")
    make_signup(make_activity(world.chamber, title="我报了名"), world.member, "waitlisted")
    make_signup(make_activity(world.chamber, title="我取消了"), world.member, "cancelled")
    make_signup(make_activity(world.chamber, title="我的，取消了", state="cancelled"), world.member)
    make_activity(world.chamber, title="别人的，取消了", state="cancelled")
    closed = {"signup_closes_at": now, "cancel_closes_at": now}
    make_activity(world.chamber, title="截止了", **closed)
    make_signup(make_activity(world.chamber, title="我的，截止了", **closed), world.member)
    make_signup(ended(world, clock, title="我的，结束了"), world.member)
    ended(world, clock, title="结束了")
    make_activity(world.chamber, title="草稿", state="draft")

    assert set(titles(as_member, "open")) == {"可报名", "我报了名", "我取消了"}
    assert set(titles(as_member, "mine")) == {"我报了名", "我的，取消了", "我的，截止了"}
    assert set(titles(as_member, "past")) == {"截止了", "我的，结束了", "结束了"}


def test_open_and_mine_come_soonest_first_and_past_latest_first(world, as_member, clock):
    for days in (3, 1, 2):
        at = clock.now() + timedelta(days=days)
        make_signup(make_activity(world.chamber, title=f"后{days}天", starts_at=at), world.member)
        make_activity(world.chamber, title=f"前{days}天", starts_at=clock.now() - timedelta(days=days))

    assert titles(as_member, "open") == titles(as_member, "mine") == ["后1天", "后2天", "后3天"]
    assert titles(as_member, "past") == ["前1天", "前2天", "前3天"]


def test_card_carries_my_signup(world, as_member, clock):
    signup = make_signup(make_activity(world.chamber), world.member, checked_in_at=clock.now())

    item = as_member.get("/activities").json["items"][0]
    assert item["my_signup"] == {
        "id": str(signup.id),
        "state": "approved",
        "waitlist_position": None,
        "checked_in_at": "2026-04-20T10:00:00+08:00",
        "seats": 1,
    }


def test_free_places_are_not_offered_over_the_heads_of_those_who_wait_for_staff_to_decide(world, as_member, clock):
    activity = make_activity(world.chamber, capacity=5)
    make_signup(activity, make_member(organization=world.chamber), "waitlisted", seats=6)
    shown = as_member.get(f"/activities/{activity.id}").json
    assert (shown["places_left"], shown["my_places_left"]) == (5, 5)

    clock.set(activity.starts_at - timedelta(hours=2))

    shown = as_member.get(f"/activities/{activity.id}").json
    assert (shown["places_left"], shown["my_places_left"]) == (0, 0)


def test_pages_do_not_overlap(world, as_member):
    for _ in range(5):
        make_activity(world.chamber)

    pages = [as_member.get(f"/activities?page_size=2&page={page}").json for page in (1, 2, 3, 4)]

    ids = [item["id"] for page in pages for item in page["items"]]
    assert (len(ids), len(set(ids))) == (5, 5)
    assert {page["total"] for page in pages} == {5}


@pytest.mark.parametrize("query", ["tab=all", "page=0", "page_size=101", "page=x", "page=999999999999"])
def test_malformed_query_is_refused(as_member, query):
    assert as_member.get(f"/activities?{query}").status_code == 422


@pytest.mark.parametrize("tab", ["open", "mine", "past"])
def test_list_takes_three_statements_whatever_its_length(world, as_member, clock, count_statements, tab):
    for number in range(12):
        activity = ended(world, clock) if tab == "past" else make_activity(world.chamber)
        make_signup(activity, world.member, "waitlisted" if number % 2 else "approved")

    with count_statements() as statements:
        assert len(as_member.get(f"/activities?tab={tab}&page_size=100").json["items"]) == 12
    assert len(statements) == 3


def test_page_takes_three_statements(world, as_member, count_statements):
    activity = make_activity(world.chamber)

    with count_statements() as statements:
        as_member.get(f"/activities/{activity.id}")
    assert len(statements) == 3
