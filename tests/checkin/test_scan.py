"""An organizer scans passes and ticks names, over HTTP."""

from __future__ import annotations

import json

import pytest

from backend.activities.models import Activity, Signup
from backend.activities.passes import make_pass
from backend.checkin import queries
from backend.checkin.models import Scan
from tests.factories import make_activity, make_member, make_organizer, make_role, make_signup


def scan(phone, activity, code, ref="a1"):
    return phone.post(f"/organizer/activities/{activity.id}/scans", {"code": code, "client_ref": ref})


def tick(phone, activity, signup, ref="a1"):
    body = {"signup_id": str(signup.id), "client_ref": ref}
    return phone.post(f"/organizer/activities/{activity.id}/checkins", body)


def refused(response):
    return response.status_code, response.json["code"], response.json["message"]


def ledger():
    return [(row.method, row.refusal) for row in Scan.select().order_by(Scan.id)]


def test_scanned_pass_lets_the_member_in(as_organizer, activity, signup, pass_text):
    response = scan(as_organizer, activity, pass_text)

    assert response.status_code == 200, response.text
    assert response.json == {
        "signup_id": str(signup.id),
        "name": "王敏",
        "organization": "石桥商会",
        "checked_in_at": "2026-04-23T14:02:00+08:00",
        "arrived": 1,
        "expected": 1,
        "version": 1,
        "message": "王敏 签到成功",
        "scan_id": str(Scan.get().id),
        "seats": 1,
        "session_id": None,
        "direction": "in",
    }
    row = Signup.get_by_id(signup.id)
    assert (row.checkin_method, row.checked_in_at is not None) == ("pass", True)
    assert Activity.get_by_id(activity.id).arrived == 1
    assert ledger() == [("pass", "")]


def test_second_scan_says_when_the_member_came_in(as_organizer, activity, pass_text, clock):
    scan(as_organizer, activity, pass_text, "a1")
    clock.advance(minutes=5)

    assert refused(scan(as_organizer, activity, pass_text, "a2")) == (
        409,
        "already_checked_in",
        "王敏 已于 14:02 签到",
    )
    assert Activity.get_by_id(activity.id).arrived == 1
    assert ledger() == [("pass", ""), ("pass", "already_checked_in")]


def test_repeat_of_an_accepted_scan_gets_the_first_answer(as_organizer, activity, pass_text, clock):
    first = scan(as_organizer, activity, pass_text)
    clock.advance(minutes=5)
    second = scan(as_organizer, activity, pass_text)

    assert (second.status_code, second.json) == (200, first.json)
    assert ledger() == [("pass", "")]


def test_repeat_of_a_refused_scan_gets_the_first_answer(as_organizer, world, activity, clock):
    signup = make_signup(activity, world.member, "pending")
    first = scan(as_organizer, activity, make_pass(signup.id))
    Signup.update(state="approved").execute()
    second = scan(as_organizer, activity, make_pass(signup.id))

    assert first.json["code"] == second.json["code"] == "signup_not_approved"
    assert len(ledger()) == 1
    assert scan(as_organizer, activity, make_pass(signup.id), "another").status_code == 200


def test_one_ref_never_lets_in_two_people(as_organizer, world, activity, pass_text):
    other = make_signup(activity, make_member(organization=world.chamber))
    first = scan(as_organizer, activity, pass_text)

    assert scan(as_organizer, activity, make_pass(other.id)).json == first.json
    assert Signup.get_by_id(other.id).checked_in_at is None


def test_two_organizers_may_use_the_same_ref(as_organizer, world, activity, pass_text):
    make_organizer(activity, world.stranger)
    other = make_signup(activity, make_member(organization=world.chamber))

    assert scan(as_organizer, activity, pass_text).status_code == 200
    assert scan(world.phone("stranger"), activity, make_pass(other.id)).status_code == 200


def look_too_early(monkeypatch, **stale):
    """The first look at the door shows what was so a moment ago."""
    look = queries.door_of_organizer
    looks = []

    def door_of_organizer(*arguments):
        looks.append(arguments)
        door = look(*arguments)
        return door._replace(**stale) if len(looks) == 1 else door

    monkeypatch.setattr(queries, "door_of_organizer", door_of_organizer)


def test_door_that_looked_a_moment_too_early_is_told_that_another_was_faster(
    as_organizer, as_staff, activity, pass_text, monkeypatch
):
    scan(as_staff, activity, pass_text)
    look_too_early(monkeypatch, checked_in_at=None)

    assert refused(scan(as_organizer, activity, pass_text))[2] == "王敏 已于 14:02 签到"
    assert Activity.get_by_id(activity.id).arrived == 1
    assert ledger() == [("pass", ""), ("pass", "already_checked_in")]


def test_signup_cancelled_since_the_door_looked_is_not_let_in(as_organizer, world, activity, monkeypatch):
    signup = make_signup(activity, world.member, "cancelled")
    look_too_early(monkeypatch, signup_state="approved")

    assert refused(scan(as_organizer, activity, make_pass(signup.id)))[1] == "signup_not_approved"
    assert Activity.get_by_id(activity.id).arrived == 0


@pytest.mark.parametrize("code", ["LY1", "LY1" + "A" * 32, "https://example.org/e/x", "王敏", "x" * 512])
def test_forged_pass_is_refused(as_organizer, activity, code):
    status, kind, message = refused(scan(as_organizer, activity, code))

    assert (status, kind) == (422, "pass_invalid")
    assert "入场码" in message
    assert ledger() == [("pass", "pass_invalid")]


def test_altered_pass_is_refused(as_organizer, activity, pass_text):
    altered = pass_text[:-1] + ("A" if pass_text[-1] != "A" else "B")

    assert refused(scan(as_organizer, activity, altered))[:2] == (422, "pass_invalid")


def test_genuine_pass_of_a_signup_that_is_gone_is_refused(as_organizer, activity):
    assert refused(scan(as_organizer, activity, make_pass(12345)))[:2] == (422, "pass_invalid")


def test_pass_of_another_activity_is_refused_without_telling_who(as_organizer, world, activity):
    other = make_signup(make_activity(world.chamber, title="另一场"), world.member)

    response = scan(as_organizer, activity, make_pass(other.id))

    assert refused(response) == (409, "pass_of_other_activity", "这是另一场活动的入场码。")
    assert Signup.get_by_id(other.id).checked_in_at is None
    assert Scan.get().signup_id == other.id


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("pending", "王敏 的报名还在审核中。"),
        ("waitlisted", "王敏 在候补名单上，还没有名额。"),
        ("rejected", "王敏 的报名没有通过。"),
        ("cancelled", "王敏 已取消报名。"),
    ],
)
def test_signup_that_is_not_approved_is_refused_with_its_state(as_organizer, world, activity, state, message):
    signup = make_signup(activity, world.member, state)

    assert refused(scan(as_organizer, activity, make_pass(signup.id))) == (409, "signup_not_approved", message)
    assert Activity.get_by_id(activity.id).arrived == 0


def test_too_early_says_when_it_opens(as_organizer, activity, pass_text, clock):
    clock.set("2026-04-23T12:59:59+08:00")
    assert refused(scan(as_organizer, activity, pass_text, "1")) == (
        409,
        "checkin_too_early",
        "13:00 开始签到，现在还早。",
    )
    clock.set("2026-04-22T14:00:00+08:00")
    assert refused(scan(as_organizer, activity, pass_text, "2"))[2] == "4月23日 13:00 开始签到，现在还早。"
    clock.set("2026-04-23T13:00:00+08:00")
    assert scan(as_organizer, activity, pass_text, "3").status_code == 200


def test_too_late_says_when_it_closed(as_organizer, activity, pass_text, clock):
    clock.set("2026-04-23T17:00:00+08:00")

    assert refused(scan(as_organizer, activity, pass_text, "1")) == (
        409,
        "checkin_closed",
        "签到已于 17:00 结束。",
    )
    clock.advance(milliseconds=-1)
    assert scan(as_organizer, activity, pass_text, "2").status_code == 200


def test_cancelled_activity_lets_nobody_in(as_organizer, activity, pass_text):
    Activity.update(state="cancelled").execute()

    assert refused(scan(as_organizer, activity, pass_text))[:2] == (409, "activity_cancelled")


def test_tick_by_hand_lets_the_member_in(as_organizer, activity, signup, pass_text):
    response = tick(as_organizer, activity, signup)

    assert (response.status_code, response.json["arrived"]) == (200, 1)
    assert ledger() == [("manual", "")]
    assert refused(scan(as_organizer, activity, pass_text, "a2"))[2] == "王敏 已于 14:02 签到"


def test_tick_of_a_signup_elsewhere_is_not_found(as_organizer, world, activity):
    other = make_signup(make_activity(world.chamber), world.member)

    assert tick(as_organizer, activity, other).status_code == 404
    assert ledger() == []


def test_staff_in_scope_may_run_the_door(as_staff, as_administrator, activity, pass_text):
    assert scan(as_staff, activity, pass_text).status_code == 200
    assert scan(as_administrator, activity, pass_text).json["code"] == "already_checked_in"


@pytest.mark.parametrize("person", ["member", "stranger", "foreign_staff", "auditor"])
def test_anybody_else_finds_no_door(world, activity, signup, pass_text, person):
    phone = world.phone(person)

    assert scan(phone, activity, pass_text).status_code == 404
    assert tick(phone, activity, signup).status_code == 404
    assert Activity.get_by_id(activity.id).arrived == 0


def test_staff_whose_role_has_ended_find_no_door(world, activity, pass_text, clock):
    former = make_member(organization=world.chamber)
    make_role(former, world.chamber, ends_at=clock.now())

    assert scan(world.phone_of(former), activity, pass_text).status_code == 404


def test_organizer_of_another_activity_finds_no_door(world, activity, pass_text):
    make_organizer(make_activity(world.chamber), world.stranger)

    assert scan(world.phone("stranger"), activity, pass_text).status_code == 404


def test_visitor_and_nobody_are_refused(as_visitor, client, activity, pass_text):
    assert scan(as_visitor, activity, pass_text).json["code"] == "join_first"
    assert scan(client, activity, pass_text).status_code == 401


def test_draft_has_no_door(as_organizer, activity, pass_text):
    Activity.update(state="draft").execute()

    assert scan(as_organizer, activity, pass_text).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"code": "x"},
        {"client_ref": "a"},
        {"code": "x", "client_ref": ""},
        {"code": "x", "client_ref": "a" * 65},
        {"code": "", "client_ref": "a"},
        {"code": 1, "client_ref": "a"},
        {"code": "x" * 513, "client_ref": "a"},
        {"code": "x", "client_ref": "a\0"},
        {"code": "x", "client_ref": "\ud800"},
        {"code": "x", "client_ref": "a", "at": 1},
    ],
)
def test_malformed_scan_is_refused_in_words(as_organizer, activity, body):
    # Escaped, as a phone may send what cannot be written in UTF-8.
    url = f"/organizer/activities/{activity.id}/scans"
    response = as_organizer.post(url, data=json.dumps(body), content_type="application/json")

    assert (response.status_code, response.json["code"]) == (422, "invalid_input")
    assert response.json["errors"]


@pytest.mark.parametrize("value", ["abc", "-1", "9" * 23, "", 5])
def test_malformed_signup_id_is_refused(as_organizer, activity, value):
    body = {"signup_id": value, "client_ref": "a"}

    assert as_organizer.post(f"/organizer/activities/{activity.id}/checkins", body).status_code == 422


def test_code_of_lone_surrogates_is_refused(as_organizer, activity):
    url = f"/organizer/activities/{activity.id}/scans"
    body = json.dumps({"code": "\ud800\ud800", "client_ref": "a"})

    assert refused(as_organizer.post(url, data=body, content_type="application/json"))[:2] == (422, "invalid_input")


def test_scan_takes_few_statements(as_organizer, activity, pass_text, engine, count_statements):
    as_organizer.get("/me")  # the session's expiry was pushed out by this
    with count_statements() as statements:
        scan(as_organizer, activity, pass_text)

    # session, one read, one write: a single statement on PostgreSQL, three in a transaction on SQLite
    assert len(statements) == (3 if engine == "postgresql" else 5), statements
