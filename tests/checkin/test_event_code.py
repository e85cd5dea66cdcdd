"""The rotating event code, the receipt it earns, and members checking themselves in."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity, Signup
from backend.checkin.models import Scan
from tests.factories import make_activity, make_member, make_organizer, make_signup


@pytest.fixture
def code(as_organizer, activity):
    return as_organizer.get(f"/organizer/activities/{activity.id}/event-code").json["slots"][0]["text"]


def check_in(phone, ref="b1", **body):
    return phone.post("/checkins", {"client_ref": ref, **body})


def refused(response):
    return response.status_code, response.json["code"], response.json["message"]


def test_organizer_gets_ten_minutes_of_codes(as_organizer, activity):
    body = as_organizer.get(f"/organizer/activities/{activity.id}/event-code").json

    assert (body["slot_seconds"], body["grace_slots"], len(body["slots"])) == (30, 1, 20)
    assert body["server_time"] == "2026-04-23T14:02:00+08:00"
    first = body["slots"][0]
    assert (first["starts_at"], first["ends_at"]) == ("2026-04-23T14:02:00+08:00", "2026-04-23T14:02:30+08:00")
    assert "/e/" in first["text"]


def test_codes_of_two_activities_differ(as_organizer, world, activity, code):
    other = make_activity(world.chamber)
    make_organizer(other, world.organizer)

    assert as_organizer.get(f"/organizer/activities/{other.id}/event-code").json["slots"][0]["text"] != code


@pytest.mark.parametrize("person", ["member", "stranger", "foreign_staff", "auditor"])
def test_nobody_else_gets_the_code(world, activity, person):
    assert world.phone(person).get(f"/organizer/activities/{activity.id}/event-code").status_code == 404


def test_member_checks_in_by_the_code(as_member, activity, signup, code):
    response = check_in(as_member, code=code)

    assert response.status_code == 200, response.text
    assert response.json == {
        "activity": {"id": str(activity.id), "title": "春季企业家沙龙"},
        "checked_in_at": "2026-04-23T14:02:00+08:00",
        "message": "签到成功",
        "is_walk_in": False,
    }
    assert Signup.get_by_id(signup.id).checkin_method == "event_code"
    assert Activity.get_by_id(activity.id).arrived == 1


def test_second_check_in_says_when_the_first_was(as_member, signup, code, clock):
    check_in(as_member, "b1", code=code)
    clock.advance(seconds=20)

    assert refused(check_in(as_member, "b2", code=code)) == (409, "already_checked_in", "您已于 14:02 签到")


def test_repeat_of_one_check_in_gets_the_first_answer(as_member, signup, code):
    assert check_in(as_member, code=code).json == check_in(as_member, code=code).json
    assert Scan.select().count() == 1


def test_photo_of_the_code_is_worthless_a_minute_later(as_member, client, signup, code, clock):
    clock.advance(seconds=60)

    assert refused(check_in(as_member, code=code))[:2] == (410, "event_code_expired")
    assert refused(client.post("/presence", {"code": code}))[:2] == (410, "event_code_expired")
    assert Signup.get_by_id(signup.id).checked_in_at is None


@pytest.mark.parametrize("altered", ["x", "https://example.org/e/", "https://example.org/e/" + "A" * 32, "码"])
def test_forged_code_is_refused(as_member, client, activity, signup, altered):
    assert refused(check_in(as_member, code=altered))[:2] == (422, "event_code_invalid")
    assert client.post("/presence", {"code": altered}).status_code == 422
    assert check_in(as_member, receipt=altered).status_code == 422


def test_receipt_keeps_presence_while_logging_in(client, as_member, activity, signup, code, clock):
    presence = client.post("/presence", {"code": code})
    assert presence.status_code == 200, presence.text
    assert presence.json["activity"] == {"id": str(activity.id), "title": "春季企业家沙龙"}
    assert presence.json["expires_at"] == "2026-04-23T14:12:00+08:00"
    clock.advance(minutes=9)

    assert check_in(as_member, receipt=presence.json["receipt"]).status_code == 200
    assert Signup.get_by_id(signup.id).checked_in_at is not None


def test_receipt_expires_after_ten_minutes(client, as_member, signup, code, clock):
    receipt = client.post("/presence", {"code": code}).json["receipt"]
    clock.advance(minutes=10)

    assert refused(check_in(as_member, receipt=receipt))[:2] == (410, "event_code_expired")


def test_receipt_lets_in_one_member_only(client, as_member, world, activity, signup, code):
    friend = make_member(organization=world.chamber)
    make_signup(activity, friend)
    receipt = client.post("/presence", {"code": code}).json["receipt"]
    assert check_in(as_member, receipt=receipt).status_code == 200

    assert refused(check_in(world.phone_of(friend), receipt=receipt))[:2] == (422, "event_code_invalid")
    assert Activity.get_by_id(activity.id).arrived == 1
    assert refused(check_in(as_member, "b2", receipt=receipt))[2] == "您已于 14:02 签到"


def test_receipt_used_twice_at_once_lets_in_one(client, world, activity, code, monkeypatch):
    """Both looked before either was entered: the ledger's unique receipt decides."""
    from backend.checkin import queries

    first, second = (make_member(organization=world.chamber) for _ in range(2))
    for member in (first, second):
        make_signup(activity, member)
    receipt = client.post("/presence", {"code": code}).json["receipt"]
    assert check_in(world.phone_of(first), receipt=receipt).status_code == 200
    look = queries.door_of_member
    stale = []

    def look_once_too_early(*arguments):
        door = look(*arguments)
        if not stale:
            stale.append(True)
            return door._replace(is_receipt_used=False)
        return door

    monkeypatch.setattr(queries, "door_of_member", look_once_too_early)
    assert refused(check_in(world.phone_of(second), receipt=receipt))[1] == "event_code_invalid"
    assert Activity.get_by_id(activity.id).arrived == 1


def test_member_who_did_not_sign_up_is_told(as_stranger, activity, code):
    assert refused(check_in(as_stranger, code=code)) == (403, "not_signed_up", "您没有报名这场活动。")
    row = Scan.get()
    assert (row.signup_id, row.refusal) == (None, "not_signed_up")


def test_member_who_is_not_approved_is_told(as_member, world, activity, code):
    make_signup(activity, world.member, "pending")

    assert refused(check_in(as_member, code=code)) == (409, "signup_not_approved", "您的报名还在审核中。")


def test_window_holds_for_members_too(as_organizer, as_member, activity, signup, clock):
    def fresh():
        return as_organizer.get(f"/organizer/activities/{activity.id}/event-code").json["slots"][0]["text"]

    clock.set("2026-04-23T12:59:59+08:00")
    assert refused(check_in(as_member, "b1", code=fresh()))[1] == "checkin_too_early"
    clock.set("2026-04-23T17:00:00+08:00")
    assert refused(check_in(as_member, "b2", code=fresh()))[1] == "checkin_closed"


def test_visitor_is_asked_to_join_first(as_visitor, client, code):
    assert check_in(as_visitor, code=code).json["code"] == "join_first"
    assert check_in(client, code=code).status_code == 401


def test_code_of_a_cancelled_activity_proves_nothing(client, as_member, activity, signup, code):
    Activity.update(state="cancelled").execute()

    assert client.post("/presence", {"code": code}).json["code"] == "event_code_invalid"
    assert check_in(as_member, code=code).json["code"] == "activity_cancelled"


@pytest.mark.parametrize("body", [{}, {"code": "a", "receipt": "b"}, {"code": None}, {"code": 1}, {"x": 1}])
def test_check_in_needs_a_code_or_a_receipt(as_member, body):
    assert check_in(as_member, **body).status_code == 422


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": ["a"]}, {"code": "a", "b": 1}])
def test_malformed_presence_is_refused(client, body):
    assert client.post("/presence", body).status_code == 422


def test_member_check_in_takes_few_statements(as_member, signup, code, engine, count_statements):
    as_member.get("/me")  # the session's expiry was pushed out by this
    with count_statements() as statements:
        check_in(as_member, code=code)

    assert len(statements) == (3 if engine == "postgresql" else 5), statements
