"""Sessions have doors of their own; leaving and coming back, where the activity wants it."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Attendance, Signup
from tests.checkin.doors import DoorPhone, assert_counters
from tests.factories import make_member, make_signup


@pytest.fixture
def sessions(as_staff, activity, clock):
    """Morning 14:00-15:00 and afternoon 15:30-17:00 of the activity's day; the door of each opens an hour before."""
    parts = [("上半场", "14:00", "15:00"), ("下半场", "15:30", "17:00")]
    body = [
        {"title": title, "starts_at": f"2026-04-23T{start}:00+08:00", "ends_at": f"2026-04-23T{end}:00+08:00"}
        for title, start, end in parts
    ]
    answer = as_staff.put(f"/staff/activities/{activity.id}/sessions", {"sessions": body})
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json["sessions"]]


def scan(phone, activity, code, ref, **more):
    return phone.post(f"/organizer/activities/{activity.id}/scans", {"code": code, "client_ref": ref, **more})


def at(clock, moment):
    clock.set(f"2026-04-23T{moment}:00+08:00")


def arrivals(phone, activity):
    return [one["arrived"] for one in phone.get(f"/organizer/activities/{activity.id}/live").json["sessions"]]


def test_scan_is_for_the_session_whose_door_is_open(as_organizer, activity, pass_text, sessions, clock):
    first = scan(as_organizer, activity, pass_text, "1").json
    at(clock, "15:31")
    second = scan(as_organizer, activity, pass_text, "2").json

    assert [first["session_id"], second["session_id"]] == sessions
    assert arrivals(as_organizer, activity) == [1, 1]
    # Whoever comes to both parts is one person at the activity.
    assert Activity.get().arrived == 1
    assert_counters(activity)


def test_session_can_be_named(as_organizer, activity, pass_text, sessions, clock):
    at(clock, "14:50")

    answer = scan(as_organizer, activity, pass_text, "1", session_id=sessions[1])

    assert answer.json["session_id"] == sessions[1]
    assert scan(as_organizer, activity, pass_text, "2", session_id="42").json["code"] == "session_unknown"


def test_second_scan_at_one_session_is_told_since_when(as_organizer, activity, pass_text, sessions):
    scan(as_organizer, activity, pass_text, "1")

    again = scan(as_organizer, activity, pass_text, "2")

    assert (again.status_code, again.json["message"]) == (409, "王敏 已于 14:02 签到")


def test_party_is_counted_whole_at_each_session(as_organizer, activity, sessions, clock):
    door = DoorPhone(as_organizer, activity)
    pair = make_signup(activity, make_member("陈一"), seats=3)
    door.send(door.made(pair, "1"))

    assert arrivals(as_organizer, activity) == [3, 0]
    assert (Attendance.select().count(), Activity.get().arrived) == (1, 3)


def test_member_sees_their_own_check_ins(as_organizer, as_member, activity, pass_text, sessions):
    scan(as_organizer, activity, pass_text, "1")

    shown = as_member.get(f"/activities/{activity.id}").json["sessions"]

    assert [one["checked_in_at"] for one in shown] == ["2026-04-23T14:02:00+08:00", None]


def test_event_code_lets_in_at_the_session_that_is_on(as_organizer, as_member, activity, signup, sessions, clock):
    at(clock, "15:40")
    code = as_organizer.get(f"/organizer/activities/{activity.id}/event-code").json["slots"][0]["text"]

    assert as_member.post("/checkins", {"code": code, "client_ref": "own"}).status_code == 200
    assert arrivals(as_organizer, activity) == [0, 1]


class TestLeaving:
    @pytest.fixture(autouse=True)
    def wanted(self, activity):
        Activity.update(has_leave_scan=True, scans_most=2).execute()

    def test_who_leaves_is_out_and_may_come_back(self, as_organizer, activity, signup, pass_text, clock):
        scan(as_organizer, activity, pass_text, "in")
        at(clock, "15:00")
        out = scan(as_organizer, activity, pass_text, "out", direction="out")
        assert (out.status_code, out.json["message"], out.json["direction"]) == (200, "王敏 已离场", "out")
        assert f"{Signup.get_by_id(signup.id).left_at:%H:%M}" == "07:00"  # UTC

        at(clock, "15:20")
        assert scan(as_organizer, activity, pass_text, "back").status_code == 200

        row = Signup.get_by_id(signup.id)
        assert (row.left_at, row.entries, Activity.get().arrived) == (None, 2, 1)
        assert f"{row.checked_in_at:%H:%M}" == "06:02"
        assert_counters(activity)

    def test_pass_is_let_in_as_often_as_the_rule_says(self, as_organizer, activity, signup, pass_text, clock):
        for number, direction in enumerate(("in", "out", "in", "out")):
            at(clock, f"14:{10 + number}")
            assert scan(as_organizer, activity, pass_text, str(number), direction=direction).status_code == 200
        at(clock, "14:30")

        third = scan(as_organizer, activity, pass_text, "third")

        assert (third.status_code, third.json["code"]) == (409, "already_checked_in")

    def test_who_is_not_in_cannot_leave(self, as_organizer, activity, pass_text, clock):
        early = scan(as_organizer, activity, pass_text, "1", direction="out")
        assert early.json["message"] == "王敏 还没有签到，不能离场。"
        scan(as_organizer, activity, pass_text, "2")
        at(clock, "14:10")
        scan(as_organizer, activity, pass_text, "3", direction="out")

        twice = scan(as_organizer, activity, pass_text, "4", direction="out")

        assert (twice.json["code"], twice.json["message"]) == ("already_left", "王敏 已于 14:10 离场")

    def test_leaving_goes_on_when_nobody_comes_any_more(self, as_organizer, activity, pass_text, clock):
        scan(as_organizer, activity, pass_text, "1")
        at(clock, "17:10")

        assert scan(as_organizer, activity, pass_text, "2", direction="out").status_code == 200


def test_where_nobody_is_asked_to_the_pass_is_not_scanned_on_leaving(as_organizer, activity, pass_text):
    scan(as_organizer, activity, pass_text, "1")

    assert scan(as_organizer, activity, pass_text, "2", direction="out").json["code"] == "leave_not_scanned"


@pytest.mark.parametrize(("most", "let_in"), [(1, 1), (2, 2), (0, 4)])
def test_same_pass_may_be_let_in_several_times(as_organizer, activity, pass_text, clock, most, let_in):
    Activity.update(scans_most=most).execute()

    answers = []
    for number in range(4):
        clock.advance(minutes=1)
        answers.append(scan(as_organizer, activity, pass_text, str(number)).status_code)

    assert answers.count(200) == let_in
    assert Activity.get().arrived == 1
    assert_counters(activity)


def test_spoken_pass_is_as_good_as_the_code(as_organizer, as_member, activity, signup):
    spoken = as_member.get(f"/activities/{activity.id}").json["my_signup"]["spoken_code"]

    assert scan(as_organizer, activity, f" {spoken[:2].lower()} {spoken[2:]} ", "1").json["name"] == "王敏"


def test_spoken_pass_of_another_activity_lets_nobody_in(as_organizer, activity, world, signup):
    assert scan(as_organizer, activity, "ACDE", "1").status_code in (409, 422)
    assert Activity.get().arrived == 0
