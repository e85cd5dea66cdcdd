"""Somebody at the door who is on no list: a member is signed up and let in, anybody else is a guest."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Signup
from backend.checkin.models import Scan
from tests.checkin.doors import assert_counters
from tests.factories import make_signup
from tests.phone import Phone
from tests.racing import run_together


@pytest.fixture
def open_door(activity):
    Activity.update(allows_walk_ins=True).execute()
    return activity


def walk_in(phone, activity, name, phone_number="", ref="w1", **more):
    body = {"name": name, "client_ref": ref, **more, **({"phone": phone_number} if phone_number else {})}
    return phone.post(f"/organizer/activities/{activity.id}/walk-ins", body)


def test_guest_is_counted_and_known_by_name_only(as_organizer, open_door):
    answer = walk_in(as_organizer, open_door, " 路过的人 ")

    assert (answer.status_code, answer.json["message"]) == (200, "路过的人 签到成功")
    assert (answer.json["signup_id"], answer.json["arrived"], answer.json["expected"]) == (None, 1, 1)
    assert Signup.select().count() == 0
    assert Activity.get().taken == 1
    assert_counters(open_door)


def test_member_is_found_by_phone_and_name_signed_up_and_let_in(as_organizer, open_door, world):
    answer = walk_in(as_organizer, open_door, "王敏", "199 0000 0001")

    assert (answer.status_code, answer.json["name"], answer.json["organization"]) == (200, "王敏", "石桥商会")
    signup = Signup.get()
    assert (signup.member_id, signup.is_walk_in, signup.made_by_id) == (world.member.id, True, world.organizer.id)
    assert signup.checked_in_at is not None
    assert_counters(open_door)


def test_member_who_waited_is_given_a_seat(as_organizer, open_door, world):
    signup = make_signup(open_door, world.member, "waitlisted")

    assert walk_in(as_organizer, open_door, "王敏", "19900000001").status_code == 200
    row = Activity.get()
    assert (Signup.get_by_id(signup.id).state, row.waitlisted, row.taken) == ("approved", 0, 1)


def test_another_name_under_the_number_is_neither_guessed_nor_told(as_organizer, open_door):
    answer = walk_in(as_organizer, open_door, "王小敏", "19900000001")

    assert answer.status_code == 409
    assert "王敏" not in answer.text
    assert Signup.select().count() == 0


def test_number_nobody_has_makes_a_guest(as_organizer, open_door):
    assert walk_in(as_organizer, open_door, "新朋友", "19988887777").json["signup_id"] is None
    # A guest's number is kept nowhere.
    assert "19988887777" not in str(list(Scan.select().dicts()))


def test_number_that_is_none_is_said_so(as_organizer, open_door):
    assert list(walk_in(as_organizer, open_door, "王敏", "12345").json["errors"]) == ["phone"]


def test_where_they_are_not_allowed_nobody_walks_in(as_organizer, activity):
    answer = walk_in(as_organizer, activity, "路过的人")

    assert (answer.status_code, answer.json["code"]) == (403, "walk_ins_not_allowed")
    assert Activity.get().taken == 0


def test_full_is_full(as_organizer, open_door):
    Activity.update(capacity=1).execute()
    walk_in(as_organizer, open_door, "第一位", ref="1")

    assert walk_in(as_organizer, open_door, "第二位", ref="2").json["code"] == "activity_full"
    assert walk_in(as_organizer, open_door, "王敏", "19900000001", ref="3").json["code"] == "activity_full"
    assert Signup.select().count() == 0
    assert_counters(open_door)


def test_seats_kept_for_organizations_are_no_guests_seats(as_organizer, as_staff, open_door, world):
    Activity.update(capacity=2).execute()
    quota = {"organization_id": str(world.chamber.id), "seats": 2}
    as_staff.put(f"/staff/activities/{open_door.id}/quotas", {"quotas": [quota]})

    assert walk_in(as_organizer, open_door, "路过的人", ref="1").json["code"] == "activity_full"
    assert walk_in(as_organizer, open_door, "王敏", "19900000001", ref="2").status_code == 200


def test_same_attempt_again_gets_the_first_answer(as_organizer, open_door):
    first, again = (walk_in(as_organizer, open_door, "路过的人").json for _ in range(2))

    assert first["scan_id"] == again["scan_id"]
    assert Activity.get().arrived == 1


@pytest.mark.parametrize("hour", ["12:00", "17:30"])
def test_nobody_walks_in_while_the_door_is_closed(as_organizer, open_door, clock, hour):
    clock.set(f"2026-04-23T{hour}:00+08:00")

    assert walk_in(as_organizer, open_door, "路过的人").json["code"] in ("checkin_too_early", "checkin_closed")
    assert Activity.get().taken == 0


@pytest.mark.parametrize("name", ["", "  ", "长" * 51])
def test_name_is_asked_for(as_organizer, open_door, name):
    assert walk_in(as_organizer, open_door, name).status_code == 422


def test_guests_at_once_take_no_seat_twice(app, as_organizer, open_door):
    Activity.update(capacity=5).execute()
    phones = [Phone(app, as_organizer.token) for _ in range(12)]

    tries = [lambda n=n: walk_in(phones[n], open_door, f"客人{n}", ref=str(n)).status_code for n in range(12)]
    answers = run_together(tries)

    assert (answers.count(200), answers.count(409)) == (5, 7)
    row = Activity.get()
    assert (row.taken, row.arrived) == (5, 5)


def test_attendance_of_a_member_who_walked_in_is_exported_to_them(as_organizer, as_member, open_door):
    walk_in(as_organizer, open_door, "王敏", "19900000001")
    assert '"method":"walk_in"' in as_member.get("/me/export").text.replace(" ", "")
