"""How far from the venue: one signal, never the only key."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Signup
from backend.checkin.distance import Location, distance_m
from backend.checkin.models import Scan
from tests.checkin.doors import assert_counters

VENUE = {"latitude": 30.2741, "longitude": 120.1551}
# 0.01 degrees of latitude are 1,112 metres.
NEAR, FAR = {**VENUE, "latitude": 30.2750}, {**VENUE, "latitude": 30.2841}


@pytest.fixture
def near_only(activity, signup):
    Activity.update(**VENUE, checkin_radius_m=300).execute()
    return activity


def code_of(phone, activity):
    return phone.get(f"/organizer/activities/{activity.id}/event-code").json["slots"][0]["text"]


def check_in(phone, code, location=None, ref="own"):
    body = {"code": code, "client_ref": ref, **({"location": location} if location else {})}
    return phone.post("/checkins", body)


def test_distance_is_that_along_the_ground():
    assert distance_m(Location(**VENUE), Location(**FAR)) == pytest.approx(1_112, abs=2)
    assert distance_m(Location(0, 179.9), Location(0, -179.9)) == pytest.approx(22_239, abs=50)
    assert distance_m(Location(90, 0), Location(-90, 0)) == pytest.approx(20_015_087, abs=1_000)


def test_who_is_near_is_let_in(as_organizer, as_member, near_only):
    assert check_in(as_member, code_of(as_organizer, near_only), NEAR).status_code == 200
    assert Scan.get(Scan.refusal == "").note == "距会场 100 米"


def test_who_is_far_is_told_how_far(as_organizer, as_member, near_only):
    response = check_in(as_member, code_of(as_organizer, near_only), FAR)

    assert (response.status_code, response.json["code"]) == (409, "too_far")
    assert response.json["message"] == "您离会场约 1.1 公里，请到现场再签到。"
    assert Signup.get().checked_in_at is None


def test_coarse_place_keeps_nobody_out_who_may_be_near_enough(as_organizer, as_member, near_only):
    code = code_of(as_organizer, near_only)

    assert check_in(as_member, code, {**FAR, "accuracy_m": 800}, "a").json["code"] == "too_far"
    assert check_in(as_member, code, {**FAR, "accuracy_m": 2_000}, "b").status_code == 200


def test_phone_that_says_nothing_is_let_in_and_noted(as_organizer, as_member, near_only):
    assert check_in(as_member, code_of(as_organizer, near_only)).status_code == 200
    assert Scan.get().note == "未提供位置"


def test_where_the_phone_is_is_kept_nowhere(as_organizer, as_member, near_only):
    check_in(as_member, code_of(as_organizer, near_only), NEAR)

    assert "30.27" not in str(list(Scan.select().dicts()))


def test_without_a_radius_nobody_is_measured(as_organizer, as_member, activity, signup):
    assert check_in(as_member, code_of(as_organizer, activity), FAR).status_code == 200
    assert Scan.get().note == ""


@pytest.mark.parametrize("place", [{"latitude": 91, "longitude": 0}, {"latitude": 30}, {**VENUE, "accuracy_m": -1}])
def test_place_that_is_none_is_refused(as_organizer, as_member, near_only, place):
    assert check_in(as_member, code_of(as_organizer, near_only), place).status_code == 422


def test_member_without_a_signup_is_signed_up_where_walk_ins_are_allowed(as_organizer, world, activity):
    Activity.update(allows_walk_ins=True, capacity=1).execute()
    code = code_of(as_organizer, activity)

    answer = check_in(world.phone("member"), code)

    assert (answer.status_code, answer.json["is_walk_in"]) == (200, True)
    assert answer.json["message"] == "已为您现场报名并签到"
    signup = Signup.get()
    assert (signup.state, signup.is_walk_in, signup.made_by_id) == ("approved", True, None)
    # The one place is taken now.
    assert check_in(world.phone("staff"), code).json["code"] == "activity_full"
    assert_counters(activity)


def test_member_without_a_signup_stays_out_where_they_are_not(as_organizer, world, activity):
    assert check_in(world.phone("member"), code_of(as_organizer, activity)).json["code"] == "not_signed_up"
    assert Signup.select().count() == 0


def test_who_is_far_is_not_signed_up_either(as_organizer, world, near_only):
    Activity.update(allows_walk_ins=True).execute()

    refused = check_in(world.phone("staff"), code_of(as_organizer, near_only), FAR)

    assert refused.status_code in (403, 409)
    assert Signup.select().count() == 1
