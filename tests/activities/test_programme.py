"""Sessions: the days or parts of an activity, each with a door of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock
from backend.activities.models import Activity, ActivitySession, Attendance
from backend.database import new_id
from tests.factories import make_activity, make_signup

FIRST = {"title": "上午场", "starts_at": "2026-04-23T14:00:00+08:00", "ends_at": "2026-04-23T15:00:00+08:00"}
SECOND = {"title": "下午场", "starts_at": "2026-04-23T15:30:00+08:00", "ends_at": "2026-04-23T17:00:00+08:00"}


@pytest.fixture
def activity(world):
    return make_activity(world.chamber)


def put(phone, activity, *sessions):
    return phone.put(f"/staff/activities/{activity.id}/sessions", {"sessions": list(sessions)})


def test_sessions_get_a_check_in_window_of_their_own(as_staff, activity):
    body = put(as_staff, activity, SECOND, FIRST).json

    assert [one["title"] for one in body["sessions"]] == ["上午场", "下午场"]
    assert body["sessions"][0]["checkin_opens_at"] == "2026-04-23T13:00:00+08:00"
    assert body["sessions"][0]["checkin_closes_at"] == "2026-04-23T15:00:00+08:00"
    assert Activity.get_by_id(activity.id).has_sessions


def test_sessions_sent_with_their_id_keep_it_and_those_not_sent_go(as_staff, activity):
    first = put(as_staff, activity, FIRST, SECOND).json["sessions"][0]

    body = put(as_staff, activity, {**FIRST, "id": first["id"], "title": "开幕", "venue": "大礼堂"}).json

    assert [(one["id"], one["title"], one["venue"]) for one in body["sessions"]] == [(first["id"], "开幕", "大礼堂")]
    assert put(as_staff, activity).json["sessions"] == []
    assert not Activity.get_by_id(activity.id).has_sessions


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": FIRST["starts_at"]}, "sessions.0.ends_at"),
        ({"starts_at": "2026-04-23T13:59:59+08:00"}, "sessions.0.starts_at"),
        ({"ends_at": "2026-04-23T17:00:01+08:00"}, "sessions.0.ends_at"),
        ({"checkin_opens_at": "2026-04-23T15:00:00+08:00"}, "sessions.0.checkin_opens_at"),
        ({"checkin_closes_at": "2026-04-23T14:00:00+08:00"}, "sessions.0.checkin_closes_at"),
        ({"id": "42"}, "sessions.0.id"),
        ({"title": ""}, "sessions.0.title"),
    ],
)
def test_session_that_cannot_be_is_named(as_staff, activity, change, field):
    response = put(as_staff, activity, {**FIRST, **change})

    assert response.status_code == 422
    assert field in response.json["errors"]
    assert ActivitySession.select().count() == 0


def test_two_sessions_of_one_name_are_refused(as_staff, activity):
    response = put(as_staff, activity, FIRST, {**SECOND, "title": FIRST["title"]})

    assert (response.status_code, list(response.json["errors"])) == (422, ["sessions"])


def test_session_of_another_activity_cannot_be_taken_over(as_staff, activity, world):
    other = put(as_staff, make_activity(world.chamber), FIRST).json["sessions"][0]

    response = put(as_staff, activity, {**FIRST, "id": other["id"]})

    assert response.status_code == 422
    assert ActivitySession.get().title == FIRST["title"]


def test_session_people_were_let_in_at_stays(as_staff, activity, world):
    first, second = put(as_staff, activity, FIRST, SECOND).json["sessions"]
    signup = make_signup(activity, world.member)
    Attendance.create(activity=activity, session=int(first["id"]), signup=signup, checked_in_at=clock.now())

    response = put(as_staff, activity, {**SECOND, "id": second["id"]})

    assert (response.status_code, response.json["code"]) == (409, "session_in_use")
    assert "上午场" in response.json["message"]
    assert put(as_staff, activity, {**FIRST, "id": first["id"]}).status_code == 200


def test_activity_people_came_to_as_a_whole_gets_no_sessions_any_more(as_staff, activity, world):
    make_signup(activity, world.member, checked_in_at=clock.now())

    assert put(as_staff, activity, FIRST).json["code"] == "session_in_use"


def test_activity_cannot_be_moved_away_from_its_sessions(as_staff, activity):
    put(as_staff, activity, FIRST)

    response = as_staff.patch(f"/staff/activities/{activity.id}", {"starts_at": "2026-04-23T14:30:00+08:00"})

    assert response.status_code == 422
    assert "上午场" in response.json["errors"]["sessions"][0]


def test_sessions_of_a_cancelled_or_unknown_activity_cannot_be_set(as_staff, world):
    cancelled = make_activity(world.chamber, state="cancelled")

    assert put(as_staff, cancelled, FIRST).json["code"] == "activity_cancelled"
    assert as_staff.put(f"/staff/activities/{new_id()}/sessions", {"sessions": []}).status_code == 404


def test_showing_an_activity_costs_the_same_with_many_sessions(as_staff, activity, count_statements):
    path = f"/staff/activities/{activity.id}"
    put(as_staff, activity, FIRST)
    with count_statements() as few:
        as_staff.get(path)
    hours = [timedelta(minutes=10 * number) for number in range(12)]
    put(
        as_staff,
        activity,
        *(
            {
                "title": f"第 {number} 场",
                "starts_at": (activity.starts_at + after).isoformat(),
                "ends_at": (activity.starts_at + after + timedelta(minutes=10)).isoformat(),
            }
            for number, after in enumerate(hours)
        ),
    )
    with count_statements() as many:
        assert len(as_staff.get(path).json["sessions"]) == 12

    assert len(many) == len(few)
