"""What a member's record answers already is shown at signup, not asked."""

from __future__ import annotations

import copy

import pytest

from backend.activities.models import Activity, Signup
from backend.forms.store import save_version
from backend.profiles.definitions import define_section, ensure_default_sections
from backend.profiles.models import ProfileAnswers, ProfileSection
from tests.factories import make_activity

AREA = {"key": "home", "type": "text", "title": "您从哪里来", "required": True, "known_from": "basics.area"}
MEAL = {"key": "meal", "type": "text", "title": "忌口"}


def form(*questions):
    return {"sections": [{"key": "main", "title": "报名", "questions": list(questions)}]}


def ask(activity, *questions):
    Activity.update(form=save_version(f"activity:{activity.id}", form(*questions)).id).execute()


@pytest.fixture
def activity(world):
    ensure_default_sections()
    activity = make_activity(world.chamber)
    ask(activity, AREA, MEAL)
    return activity


def tell(member, **answers):
    section = ProfileSection.get(ProfileSection.key == "basics")
    ProfileAnswers.create(member=member, section=section, form=section.form_id, answers=answers)


def show(phone, activity):
    return phone.get(f"/activities/{activity.id}").json


def asked(shown):
    return [one["key"] for section in shown["questions"]["definition"]["sections"] for one in section["questions"]]


def sign_up(phone, activity, answers, version=1):
    return phone.put(f"/activities/{activity.id}/signup", {"answers": answers, "form_version": version})


def test_known_answer_is_shown_not_asked_and_kept_with_the_signup(as_member, world, activity):
    tell(world.member, area="石桥街道")

    shown = show(as_member, activity)
    assert asked(shown) == ["meal"]
    assert shown["known_answers"] == [{"key": "home", "title": "您从哪里来", "text": "石桥街道"}]
    response = sign_up(as_member, activity, {"meal": "不吃辣"})

    assert response.status_code == 201, response.text
    assert Signup.get().answers == {"home": "石桥街道", "meal": "不吃辣"}


def test_what_nobody_told_yet_is_asked_as_usual(as_member, world, activity):
    shown = show(as_member, activity)

    assert (asked(shown), shown["known_answers"]) == (["home", "meal"], [])
    assert sign_up(as_member, activity, {}).json["errors"].keys() == {"home"}
    assert sign_up(as_member, activity, {"home": "湖滨"}).status_code == 201


def test_visitor_is_asked_everything(as_visitor, activity):
    Activity.update(is_public=True).execute()

    assert asked(show(as_visitor, activity)) == ["home", "meal"]


def test_an_answer_given_all_the_same_counts(as_member, world, activity):
    tell(world.member, area="石桥街道")

    sign_up(as_member, activity, {"home": "湖滨"})

    assert Signup.get().answers == {"home": "湖滨"}


def test_nothing_left_to_ask_needs_no_form(as_member, world, activity):
    ask(activity, AREA)
    tell(world.member, area="石桥街道")

    assert show(as_member, activity)["questions"] is None
    assert sign_up(as_member, activity, {}, None).status_code == 201
    assert Signup.get().answers == {"home": "石桥街道"}


def test_answer_that_does_not_fit_here_is_asked(as_member, world, activity):
    ask(activity, {**AREA, "max_length": 3})
    tell(world.member, area="石桥街道")

    assert asked(show(as_member, activity)) == ["home"]


def test_staff_find_it_among_the_answers_when_they_sign_a_member_up(as_staff, world, activity):
    tell(world.member, area="石桥街道")

    body = as_staff.post(f"/staff/activities/{activity.id}/signups", {"member_id": str(world.member.id)}).json

    assert body["answers"] == {"home": "石桥街道"}


GENDER = [{"value": "female", "label": "女"}, {"value": "male", "label": "男"}]
CHOICE = {"key": "home", "type": "single", "title": "性别", "known_from": "basics.gender", "options": GENDER}
LOOKS = {**MEAL, "show_if": {"question": "home", "op": "answered"}}


@pytest.mark.parametrize(
    ("questions", "is_fine"),
    [
        ((AREA,), True),
        ((CHOICE,), True),
        (({**AREA, "known_from": "basics.nothing"},), False),
        (({**AREA, "known_from": "nothing.area"},), False),
        (({**AREA, "known_from": "faith.religion"},), False),
        (({**AREA, "known_from": "basics.gender"},), False),
        (({**CHOICE, "options": GENDER[:1]},), False),
        (({**CHOICE, "other": True},), False),
        ((AREA, LOOKS), False),
        ((MEAL, {**AREA, "show_if": {"question": "meal", "op": "answered"}}), False),
    ],
)
def test_plan_names_only_what_the_profile_can_tell(as_staff, world, activity, questions, is_fine):
    religion = {"key": "religion", "type": "text", "title": "信仰", "sensitive": True, "purpose": "安排活动"}
    define_section("faith", form(religion), consents={"religion": "我同意"}, title="信仰")

    path = f"/staff/activities/{activity.id}"
    response = as_staff.patch(path, {"questions": copy.deepcopy(form(*questions))})

    assert response.status_code == (200 if is_fine else 422), response.text
    if not is_fine:
        assert response.json["errors"].keys() == {"questions.home"}


def test_it_takes_one_statement_more(as_member, world, activity, count_statements):
    tell(world.member, area="石桥街道")
    show(as_member, activity)
    with count_statements() as with_known:
        show(as_member, activity)
    ask(activity, MEAL)
    show(as_member, activity)
    with count_statements() as without:
        show(as_member, activity)

    assert len(with_known) == len(without) + 1
