"""Feedback: who is asked, when, on which form, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend.activities.feedback import DEFAULT_DEFINITION
from backend.activities.models import Activity, Feedback, Signup
from backend.activities.services.attendance import settle_due
from backend.activities.services.questions import save_questions
from backend.errors import InvalidInput
from backend.forms.models import Form
from tests.factories import make_activity, make_member, make_signup
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together

ANSWERS = {"rating": 5, "good": "主持人控场好", "improve": "茶歇久一点"}


@pytest.fixture
def over(world: World, clock: Any) -> Activity:
    """It ended a minute ago; the member was there."""
    activity = make_activity(world.chamber)
    make_signup(activity, world.member, checked_in_at=activity.starts_at)
    clock.set(activity.ends_at + timedelta(minutes=1))
    return activity


def path(activity: Activity) -> str:
    return f"/activities/{activity.id}/feedback"


def give(phone: Phone, activity: Activity, answers: dict[str, Any] | None = None, version: int = 1) -> Any:
    return phone.put(path(activity), {"answers": ANSWERS if answers is None else answers, "form_version": version})


def state(phone: Phone, activity: Activity) -> str | None:
    shown = phone.get(f"/activities/{activity.id}").json["feedback"]
    return shown and str(shown["state"])


def test_the_default_form_asks_for_stars_and_two_texts(as_member: Phone, over: Activity) -> None:
    body = as_member.get(path(over)).json
    assert (body["state"], body["answers"], body["submitted_at"]) == ("open", {}, None)
    assert body["form"] == {"version": 1, "definition": DEFAULT_DEFINITION}
    (section,) = body["form"]["definition"]["sections"]
    assert [(one["key"], one["type"]) for one in section["questions"]] == [
        ("rating", "rating"),
        ("good", "text"),
        ("improve", "text"),
    ]
    as_member.get(path(over))
    assert Form.select().count() == 1


def test_what_is_given_is_kept(as_member: Phone, over: Activity, clock: Any) -> None:
    response = give(as_member, over)
    assert response.status_code == 200
    assert (response.json["state"], response.json["answers"]) == ("given", ANSWERS)
    row = Feedback.get()
    assert (row.activity_id, row.answers, row.rating, row.created_at) == (over.id, ANSWERS, 5, clock.now())
    assert as_member.get(path(over)).json == response.json


def test_the_same_again_is_one_and_others_take_its_place(as_member: Phone, over: Activity, clock: Any) -> None:
    first = give(as_member, over).json["submitted_at"]
    give(as_member, over)
    clock.advance(hours=1)
    changed = give(as_member, over, {"rating": 2})
    assert (changed.json["answers"], changed.json["submitted_at"] > first) == ({"rating": 2}, True)
    row = Feedback.get()
    assert (row.rating, row.answers, row.created_at < row.updated_at) == (2, {"rating": 2}, True)
    assert Feedback.select().count() == 1


def test_it_opens_at_the_end_and_closes_after_two_weeks(as_member: Phone, over: Activity, clock: Any) -> None:
    for moment, expected, code in (
        (over.ends_at - timedelta(seconds=1), "soon", "feedback_not_open"),
        (over.ends_at + timedelta(days=14), "closed", "feedback_closed"),
    ):
        clock.set(moment)
        assert state(as_member, over) == expected
        assert as_member.get(path(over)).json["state"] == expected
        refused = give(as_member, over)
        assert (refused.status_code, refused.json["code"]) == (409, code)
    for moment in (over.ends_at, over.ends_at + timedelta(days=14, seconds=-1)):
        clock.set(moment)
        assert give(as_member, over).status_code == 200
    assert state(as_member, over) == "given"


def test_the_report_closes_it_and_what_was_given_stays_readable(as_member: Phone, over: Activity, clock: Any) -> None:
    give(as_member, over)
    Activity.update(reported_at=clock.now()).where(Activity.id == over.id).execute()
    assert state(as_member, over) == "closed"
    assert give(as_member, over, {"rating": 1}).json["code"] == "feedback_closed"
    body = as_member.get(path(over)).json
    assert (body["state"], body["answers"]) == ("closed", ANSWERS)


@pytest.mark.parametrize("signup_state", ["pending", "waitlisted", "rejected", "cancelled"])
def test_only_who_was_approved_is_asked(as_organizer: Phone, world: World, over: Activity, signup_state: str) -> None:
    make_signup(over, world.organizer, signup_state)
    assert state(as_organizer, over) is None
    for response in (as_organizer.get(path(over)), give(as_organizer, over)):
        assert (response.status_code, response.json["code"]) == (403, "not_a_participant")


def test_once_attendance_is_settled_only_who_came_is_asked(
    as_member: Phone, as_organizer: Phone, world: World, over: Activity, clock: Any
) -> None:
    make_signup(over, world.organizer)
    assert state(as_organizer, over) == "open"
    clock.advance(minutes=30)
    settle_due()
    assert state(as_organizer, over) is None
    assert give(as_organizer, over).status_code == 403
    assert give(as_member, over).status_code == 200


def test_whoever_may_not_see_the_activity_finds_nothing(
    as_stranger: Phone, as_visitor: Phone, client: Phone, as_staff: Phone, over: Activity
) -> None:
    assert as_stranger.get(path(over)).status_code == 404
    assert give(as_stranger, over).status_code == 404
    assert as_visitor.get(path(over)).status_code == 404
    assert client.get(path(over)).status_code == 401
    assert as_staff.get(path(over)).status_code == 403
    Activity.update(is_public=True).where(Activity.id == over.id).execute()
    assert as_visitor.get(path(over)).json["code"] == "join_first"


def test_a_cancelled_activity_asks_nothing(as_member: Phone, over: Activity) -> None:
    Activity.update(state="cancelled").where(Activity.id == over.id).execute()
    assert state(as_member, over) is None
    assert give(as_member, over).status_code == 403


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [({}, "rating"), ({"rating": 6}, "rating"), ({"rating": 5, "good": 1}, "good"), ({"rating": 5, "x": 1}, "x")],
)
def test_wrong_answers_are_named(as_member: Phone, over: Activity, answers: dict[str, Any], wrong: str) -> None:
    as_member.get(path(over))
    refused = give(as_member, over, answers)
    assert (refused.status_code, refused.json["code"], list(refused.json["errors"])) == (
        422,
        "invalid_answers",
        [wrong],
    )
    assert Feedback.select().count() == 0


def test_a_wrong_body_is_refused(as_member: Phone, over: Activity) -> None:
    for body in ({}, {"answers": {}}, {"answers": [], "form_version": 1}, {"answers": {}, "form_version": "1"}):
        assert as_member.put(path(over), body).status_code == 422


def test_another_version_of_the_form_is_outdated(as_member: Phone, over: Activity) -> None:
    refused = give(as_member, over, version=2)
    assert (refused.status_code, refused.json["code"]) == (409, "form_outdated")


OWN: dict[str, Any] = {
    "sections": [
        {
            "key": "s",
            "title": "读后",
            "questions": [{"key": "again", "type": "text", "title": "下期读什么", "required": True}],
        }
    ]
}


def save(activity: Activity, definition: dict[str, Any]) -> int:
    return save_questions(f"feedback:{activity.id}", definition, "feedback_questions")


def test_an_activity_asks_its_own_questions(as_member: Phone, over: Activity) -> None:
    form_id = save(over, OWN)
    assert save(over, OWN) == form_id
    Activity.update(feedback_form=form_id).where(Activity.id == over.id).execute()

    assert as_member.get(path(over)).json["form"]["definition"] == OWN
    assert give(as_member, over, {"again": "边城"}).status_code == 200
    assert (Feedback.get().answers, Feedback.get().rating) == ({"again": "边城"}, None)


def test_only_five_stars_are_a_rating(as_member: Phone, over: Activity) -> None:
    ten = {
        "sections": [
            {"key": "s", "title": "s", "questions": [{"key": "rating", "type": "rating", "title": "几分", "max": 10}]}
        ]
    }
    Activity.update(feedback_form=save(over, ten)).where(Activity.id == over.id).execute()
    assert give(as_member, over, {"rating": 9}).status_code == 200
    assert Feedback.get().rating is None


def test_wrong_and_sensitive_questions_and_those_for_files_are_refused(over: Activity) -> None:
    wrong = {"sections": [{"key": "s", "title": "s", "questions": [{"key": "a", "type": "nonsense", "title": "a"}]}]}
    secret = {
        "sections": [
            {"key": "s", "title": "s", "questions": [{"key": "a", "type": "text", "title": "a", "sensitive": True}]}
        ]
    }
    photo = {"sections": [{"key": "s", "title": "s", "questions": [{"key": "a", "type": "file", "title": "a"}]}]}
    for definition, where in (
        (photo, "feedback_questions.a"),
        (wrong, "feedback_questions.sections[0].questions[0].type"),
        (secret, "feedback_questions.a"),
    ):
        with pytest.raises(InvalidInput) as refused:
            save(over, definition)
        assert list(refused.value.errors) == [where]


def test_home_asks_whoever_came_until_it_is_given(as_member: Phone, world: World, over: Activity, clock: Any) -> None:
    def asked() -> list[dict[str, Any]]:
        return [task for task in as_member.get("/home").json["write"] if task["kind"] == "activity_feedback"]

    (task,) = asked()
    assert (task["title"], task["target"]) == (over.title, f"/pages/feedback/index?id={over.id}")
    assert task["due_at"] == as_member.get(f"/activities/{over.id}").json["ends_at"].replace("04-23", "05-07")
    give(as_member, over)
    assert asked() == []
    Feedback.delete().execute()
    assert len(asked()) == 1
    for changes in ({"reported_at": clock.now()}, {"state": "cancelled"}):
        Activity.update(changes).where(Activity.id == over.id).execute()
        assert asked() == []
        Activity.update(reported_at=None, state="published").where(Activity.id == over.id).execute()
    Signup.update(checked_in_at=None).execute()
    assert asked() == []
    Signup.update(checked_in_at=over.starts_at).execute()
    clock.set(over.ends_at + timedelta(days=14))
    assert asked() == []
    clock.set(over.ends_at - timedelta(seconds=1))
    assert asked() == []


def test_feedback_given_while_the_report_is_made_is_in_it_or_refused(
    app: Any, as_member: Phone, as_staff: Phone, over: Activity
) -> None:
    as_member.get(path(over))
    answers = run_together(
        [
            lambda: give(as_member, over).status_code,
            lambda: as_staff.post(f"/staff/activities/{over.id}/close-report").status_code,
        ]
    )
    assert answers[1] == 200
    assert (answers[0], Feedback.select().count()) in ((200, 1), (409, 0))


def test_it_costs_no_more_with_others_feedback(
    as_member: Phone, over: Activity, count_statements: Callable[[], Any]
) -> None:
    give(as_member, over)
    with count_statements() as few:
        as_member.get(path(over))
    for _ in range(5):
        signup = make_signup(over, make_member())
        Feedback.create(activity=over, signup=signup, form=Feedback.get().form_id, rating=3)
    with count_statements() as many:
        as_member.get(path(over))
    assert len(many) == len(few)


def test_it_is_exported_in_words_and_erased_but_for_the_stars(as_member: Phone, over: Activity) -> None:
    give(as_member, over)
    (entry,) = as_member.get("/me/export").json["data"]["feedback"]
    assert entry["activity"] == over.title
    assert entry["answers"][0] == {"question": "总体感受如何？", "answer": "5 分"}

    assert as_member.delete("/me", json={"confirm": "注销"}).status_code == 204
    assert (Feedback.get().answers, Feedback.get().rating) == ({}, 5)
