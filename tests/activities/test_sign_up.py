"""Signing up, over HTTP."""

from __future__ import annotations

import json

import pytest

from backend.activities.models import Activity, Signup
from backend.forms.store import save_version
from tests.factories import make_activity, make_member, make_organizer, make_signup
from tests.outbox import told

QUESTIONS = {
    "sections": [
        {
            "key": "main",
            "title": "报名信息",
            "questions": [
                {
                    "key": "meal",
                    "type": "single",
                    "title": "用餐",
                    "required": True,
                    "options": [{"value": "normal", "label": "普通"}, {"value": "halal", "label": "清真"}],
                },
                {"key": "note", "type": "text", "title": "备注"},
            ],
        }
    ]
}


@pytest.fixture
def activity(world):
    return make_activity(world.chamber, capacity=2)


@pytest.fixture
def with_questions(world):
    activity = make_activity(world.chamber)
    Activity.update(form=save_version(f"activity:{activity.id}", QUESTIONS).id).execute()
    return activity


def sign_up(phone, activity, **body):
    return phone.put(f"/activities/{activity.id}/signup", body)


def counters(activity):
    row = Activity.get_by_id(activity.id)
    return row.taken, row.approved, row.waitlisted


def test_signup_takes_a_place_and_returns_the_pass(as_member, activity):
    response = sign_up(as_member, activity)

    assert response.status_code == 201, response.text
    body = response.json
    assert body["state"] == "approved"
    assert body["activity_id"] == str(activity.id)
    assert body["pass"]["signup_id"] == body["id"]
    assert body["pass"]["code"].startswith("LY1")
    assert counters(activity) == (1, 1, 0)
    row = Signup.get()
    assert (row.member_id, row.state) == (as_member.member_id, "approved")


def test_repeated_signup_is_the_same_signup(as_member, activity):
    first = sign_up(as_member, activity)
    second = sign_up(as_member, activity)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert counters(activity) == (1, 1, 0)
    assert len(told()) == 1


def test_repeat_after_the_deadline_still_gets_the_first_answer(as_member, activity, clock):
    first = sign_up(as_member, activity)
    clock.set(activity.signup_closes_at)

    assert sign_up(as_member, activity).json["id"] == first.json["id"]


def test_signup_tells_the_result_by_message(as_member, activity):
    signup_id = sign_up(as_member, activity).json["id"]

    (message,) = told()
    assert message.member_id == as_member.member_id
    told_of = message.notification
    assert (told_of.kind, told_of.subject) == ("signup_done", f"activity:{activity.id}")
    assert told_of.occurrence.startswith(f"{signup_id}:")
    assert told_of.page == f"pages/activity/index?id={activity.id}"
    assert told_of.values == {
        "title": "春季企业家沙龙",
        "result": "报名成功",
        "time": "2026年4月23日 14:00",
        "venue": "石桥街道三楼会议室",
        "note": "请凭入场码签到",
    }


def test_full_activity_puts_on_the_waitlist_with_the_position(as_member, world, activity):
    for _ in range(2):
        make_signup(activity, make_member(organization=world.chamber))
    make_signup(activity, make_member(organization=world.chamber), "waitlisted")

    response = sign_up(as_member, activity)

    assert response.status_code == 201
    assert (response.json["state"], response.json["waitlist_position"], response.json["pass"]) == (
        "waitlisted",
        2,
        None,
    )
    assert counters(activity) == (2, 2, 2)
    assert as_member.get(f"/activities/{activity.id}").json["my_signup"]["waitlist_position"] == 2


def test_waitlisted_member_is_not_messaged(as_member, world, activity):
    for _ in range(2):
        make_signup(activity, make_member(organization=world.chamber))

    sign_up(as_member, activity)

    assert len(told()) == 0


def test_newcomer_does_not_overtake_those_who_wait(as_member, world, activity):
    Activity.update(capacity=1).execute()
    waiting = make_signup(activity, make_member(organization=world.chamber), "waitlisted")

    assert sign_up(as_member, activity).json["state"] == "waitlisted"
    assert Signup.get_by_id(waiting.id).state == "approved"
    assert counters(activity) == (1, 1, 1)


def test_review_makes_the_signup_pending_and_holds_a_place(as_member, world):
    activity = make_activity(world.chamber, capacity=1, needs_review=True)

    response = sign_up(as_member, activity)

    assert (response.json["state"], response.json["pass"]) == ("pending", None)
    assert counters(activity) == (1, 0, 0)
    assert len(told()) == 0
    assert as_member.get(f"/activities/{activity.id}").json["places_left"] == 0


def test_unlimited_activity_never_fills(as_member, world):
    activity = make_activity(world.chamber, capacity=None)

    assert sign_up(as_member, activity).json["state"] == "approved"
    assert as_member.get(f"/activities/{activity.id}").json["places_left"] is None


def test_signup_before_it_opens_is_refused(as_member, world, clock):
    activity = make_activity(world.chamber, signup_opens_at=clock.now())
    clock.advance(milliseconds=-1)

    response = sign_up(as_member, activity)

    assert (response.status_code, response.json["code"]) == (409, "signup_not_open")
    clock.advance(milliseconds=1)
    assert sign_up(as_member, activity).status_code == 201


def test_signup_is_refused_from_the_deadline_on(as_member, activity, clock):
    clock.set(activity.signup_closes_at)

    response = sign_up(as_member, activity)

    assert (response.status_code, response.json["code"]) == (409, "signup_closed")
    assert Signup.select().count() == 0


def test_signup_to_a_cancelled_activity_is_refused(as_member, world):
    activity = make_activity(world.chamber, state="cancelled")

    response = sign_up(as_member, activity)

    assert (response.status_code, response.json["code"]) == (409, "activity_cancelled")


def test_draft_is_not_found(as_member, world):
    assert sign_up(as_member, make_activity(world.chamber, state="draft")).status_code == 404


def test_activity_of_another_organization_is_not_found(as_stranger, activity):
    assert sign_up(as_stranger, activity).status_code == 404
    assert Signup.select().count() == 0


def test_unknown_and_oversized_ids_are_not_found(as_member):
    assert as_member.put("/activities/1/signup", {}).status_code == 404
    assert as_member.put(f"/activities/{'9' * 23}/signup", {}).status_code == 404


def test_visitor_is_asked_to_join_first_where_they_may_see_the_activity(as_visitor, activity, world):
    response = sign_up(as_visitor, make_activity(world.chamber, is_public=True))

    assert (response.status_code, response.json["code"]) == (403, "join_first")
    assert sign_up(as_visitor, activity).status_code == 404
    assert as_visitor.put("/activities/1/signup", {}).status_code == 404


def test_nobody_signs_up_without_a_session(client, activity):
    assert sign_up(client, activity).status_code == 401


def test_stranger_signs_up_to_a_public_activity(as_stranger, world):
    activity = make_activity(world.chamber, is_public=True)

    assert sign_up(as_stranger, activity).status_code == 201


def test_answers_are_checked_and_kept(as_member, with_questions):
    response = sign_up(as_member, with_questions, answers={"meal": "halal", "note": "  靠窗 "}, form_version=1)

    assert response.status_code == 201, response.text
    assert response.json["answers"]["meal"] == "halal"
    assert Signup.get().answers == response.json["answers"]


def test_wrong_answers_are_named_by_question_and_nothing_is_kept(as_member, with_questions):
    response = sign_up(as_member, with_questions, answers={"meal": "vegan", "age": 3}, form_version=1)

    assert (response.status_code, response.json["code"]) == (422, "invalid_answers")
    assert set(response.json["errors"]) == {"meal", "age"}
    assert (Signup.select().count(), counters(with_questions)) == (0, (0, 0, 0))


@pytest.mark.parametrize("version", [None, 2, 0])
def test_answers_to_another_version_of_the_questions_are_refused(as_member, with_questions, version):
    response = sign_up(as_member, with_questions, answers={"meal": "halal"}, form_version=version)

    assert (response.status_code, response.json["code"]) == (409, "form_outdated")


def test_answers_where_nothing_is_asked_are_refused(as_member, activity):
    assert sign_up(as_member, activity, answers={"meal": "halal"}).json["code"] == "form_outdated"


@pytest.mark.parametrize(
    "body",
    [
        {"answers": []},
        {"answers": "x"},
        {"form_version": "1"},
        {"form_version": 1.5},
        {"form_version": 10**30},
        {"state": "approved"},
        {"answers": {"note": "a\0b", "meal": {"$ne": 1}}, "form_version": 1},
        {"answers": {"\0": 1}, "form_version": 1},
    ],
)
def test_malformed_request_is_refused_in_words(as_member, with_questions, body):
    # Escaped, as a phone may send what cannot be written in UTF-8.
    url = f"/activities/{with_questions.id}/signup"
    response = as_member.put(url, data=json.dumps(body), content_type="application/json")

    assert response.status_code in (409, 422), response.text
    assert response.json["message"]
    assert Signup.select().count() == 0


def test_half_a_character_is_refused(as_member, with_questions):
    body = json.dumps({"answers": {"note": "\ud800", "meal": "halal"}, "form_version": 1})
    response = as_member.put(f"/activities/{with_questions.id}/signup", data=body, content_type="application/json")

    assert response.status_code in (400, 422), response.text
    assert Signup.select().count() == 0


def test_organizer_sees_and_joins_an_activity_outside_the_own_tree(as_stranger, world, activity):
    make_organizer(activity, world.stranger)

    assert sign_up(as_stranger, activity).status_code == 201


def test_signing_up_takes_few_statements(as_member, activity, engine, count_statements):
    with count_statements() as statements:
        sign_up(as_member, activity)

    # session, what is shown, (place and signup), (notification and delivery)
    assert len(statements) == (4 if engine == "postgresql" else 6), statements
