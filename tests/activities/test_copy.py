"""Copying an activity: everything but its dates, its signups and what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.activities.models import Activity, ActivityOrganizer
from tests.activities.test_sign_up import QUESTIONS
from tests.factories import make_activity, make_signup
from tests.phone import Phone
from tests.racing import run_together


@pytest.fixture
def source(as_staff, world):
    path = "/staff/activities"
    draft = as_staff.post(
        path,
        {
            "organization_id": str(world.street.id),
            "title": "季度沙龙",
            "venue": "三楼",
            "starts_at": "2026-04-25T09:00:00+08:00",
            "ends_at": "2026-04-25T17:00:00+08:00",
            "signup_closes_at": "2026-04-24T18:00:00+08:00",
            "capacity": 30,
            "companions_most": 2,
            "scans_most": 0,
            "allows_walk_ins": True,
            "questions": QUESTIONS,
        },
    ).json
    path = f"{path}/{draft['id']}"
    session = {
        "title": "上午场",
        "starts_at": "2026-04-25T09:00:00+08:00",
        "ends_at": "2026-04-25T12:00:00+08:00",
    }
    as_staff.put(f"{path}/sessions", {"sessions": [session]})
    as_staff.put(f"{path}/quotas", {"quotas": [{"organization_id": str(world.chamber.id), "seats": 5}]})
    as_staff.put(f"{path}/shares", {"shares": [{"organization_id": str(world.elsewhere.id), "seats": 4}]})
    as_staff.put(f"{path}/review-rules", {"review_rules": [{"organization_id": str(world.chamber.id), "most": 3}]})
    organizers = [
        {"member_id": str(world.organizer.id)},
        {"member_id": str(world.member.id), "ends_at": "2026-04-24T00:00:00+08:00"},
    ]
    as_staff.put(f"{path}/organizers", {"organizers": organizers})
    as_staff.post(f"{path}/publish")
    return as_staff.get(path).json


def copy(phone, source, ref="copy-1"):
    body = {"starts_at": "2026-07-25T10:00:00+08:00", "client_ref": ref}
    return phone.post(f"/staff/activities/{source['id']}/copy", body)


def test_copy_is_a_draft_with_every_moment_moved_along(as_staff, source):
    response = copy(as_staff, source)

    assert response.status_code == 201
    body = response.json
    assert (body["state"], body["copied_from_id"]) == ("draft", source["id"])
    assert body["ends_at"] == "2026-07-25T18:00:00+08:00"
    assert body["signup_closes_at"] == "2026-07-24T19:00:00+08:00"
    assert body["sessions"][0]["starts_at"] == "2026-07-25T10:00:00+08:00"
    assert body["sessions"][0]["checkin_opens_at"] == "2026-07-25T09:00:00+08:00"


def test_copy_keeps_rules_questions_and_people_but_no_counters(as_staff, source, world):
    make_signup(Activity.get_by_id(int(source["id"])), world.member)

    body = copy(as_staff, source).json

    for name in ("title", "venue", "capacity", "companions_most", "scans_most", "allows_walk_ins", "questions"):
        assert body[name] == source[name], name
    assert {one["organization"]["name"]: one["seats"] for one in body["quotas"]} == {"石桥商会": 5, "西山区商会": 4}
    assert [one["seats"] for one in body["shares"]] == [4]
    assert [one["most"] for one in body["review_rules"]] == [3]
    assert (body["taken"], body["approved"], body["signups_made"]) == (0, 0, 0)
    # Who was in charge for a time was so for that time.
    assert [one["name"] for one in body["organizers"]] == ["李建国"]


def test_copy_may_be_changed_without_touching_what_it_came_from(as_staff, source):
    body = copy(as_staff, source).json

    as_staff.patch(f"/staff/activities/{body['id']}", {"questions": None})

    assert as_staff.get(f"/staff/activities/{source['id']}").json["questions"] == QUESTIONS


def test_same_reference_is_the_same_copy(as_staff, source):
    first, again = copy(as_staff, source), copy(as_staff, source)

    assert (again.status_code, again.json["id"]) == (200, first.json["id"])
    assert Activity.select().count() == 2
    assert copy(as_staff, source, "copy-2").status_code == 201


def test_two_requests_at_once_make_one_copy(app, as_staff, source):
    phones = [Phone(app, as_staff.token) for _ in range(4)]

    answers = run_together([lambda phone=phone: copy(phone, source).json["id"] for phone in phones])

    assert len(set(answers)) == 1
    assert Activity.select().count() == 2


def test_same_reference_is_the_same_draft(as_staff, world):
    plan = {
        "organization_id": str(world.chamber.id),
        "title": "茶话会",
        "starts_at": "2026-04-25T09:00:00+08:00",
        "ends_at": "2026-04-25T10:00:00+08:00",
        "client_ref": "draft-1",
    }

    first, again = as_staff.post("/staff/activities", plan), as_staff.post("/staff/activities", plan)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["id"] == again.json["id"]


def test_references_of_two_people_do_not_meet(as_staff, as_administrator, source):
    assert copy(as_staff, source).json["id"] != copy(as_administrator, source).json["id"]


def test_copy_without_a_start_is_refused(as_staff, source):
    response = as_staff.post(f"/staff/activities/{source['id']}/copy", {"client_ref": "x"})

    assert (response.status_code, list(response.json["errors"])) == (422, ["starts_at"])


def test_organizer_for_a_time_is_in_charge_during_it_only(as_staff, world, clock):
    activity = make_activity(world.chamber)
    days = {"starts_at": "2026-04-21T00:00:00+08:00", "ends_at": "2026-04-22T00:00:00+08:00"}
    term = {"member_id": str(world.member.id), **days}
    path = f"/staff/activities/{activity.id}/organizers"

    body = as_staff.put(path, {"organizers": [term]}).json

    assert [(one["starts_at"], one["ends_at"]) for one in body["organizers"]] == [(term["starts_at"], term["ends_at"])]
    longer = {**term, "ends_at": "2026-04-23T00:00:00+08:00"}
    assert as_staff.put(path, {"organizers": [longer]}).json["organizers"][0]["ends_at"] == longer["ends_at"]
    backwards = {**term, "ends_at": "2026-04-20T00:00:00+08:00"}
    assert as_staff.put(path, {"organizers": [backwards]}).status_code == 422
    assert as_staff.put(path, {"organizers": [term, term]}).status_code == 422
    assert as_staff.put(path, {}).status_code == 422
    as_staff.put(path, {"member_ids": [str(world.member.id)]})
    assert ActivityOrganizer.get().ends_at is None


def test_term_is_kept_to_the_millisecond_it_is_given(as_staff, world):
    activity = make_activity(world.chamber)
    until = activity.starts_at + timedelta(hours=1)
    body = {"organizers": [{"member_id": str(world.member.id), "ends_at": until.isoformat()}]}

    as_staff.put(f"/staff/activities/{activity.id}/organizers", body)

    assert ActivityOrganizer.get().ends_at == until
