"""Answering a survey: once, in time, within its limits."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from backend.forms.store import save_version
from backend.participation.models import Participation
from backend.surveys.models import HeldResponse, Survey, SurveyInvitation, SurveyQuota, SurveyResponse
from tests.factories import QUESTIONS, invite, make_survey
from tests.people import World
from tests.phone import Phone

ANSWERS = {"day": "sat", "stars": 5, "why": "那天有空 🎉 <script>"}


@pytest.fixture
def survey(world: World) -> Survey:
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer)
    return survey


def hand_in(phone: Phone, survey: Survey, answers: dict[str, Any] | None = None, version: int = 1) -> Any:
    body = {"answers": ANSWERS if answers is None else answers, "form_version": version}
    return phone.put(f"/surveys/{survey.id}/response", json=body)


def counted(survey: Survey) -> tuple[int, int]:
    fresh = Survey.get_by_id(survey.id)
    return fresh.accepted, fresh.responses


def test_answers_are_kept_and_come_back(survey: Survey, as_member: Phone) -> None:
    answer = hand_in(as_member, survey)
    assert answer.status_code == 200, answer.text
    assert answer.json["has_answered"] is True
    assert answer.json["answers"] == ANSWERS
    detail = as_member.get(f"/surveys/{survey.id}").json
    assert detail["has_answered"] is True
    assert detail["answers"] == ANSWERS
    assert counted(survey) == (1, 1)
    assert Participation.get(Participation.kind == "survey_answered").title == survey.title
    assert as_member.get("/surveys?view=open").json["total"] == 0
    assert as_member.get("/surveys?view=answered").json["total"] == 1


def test_the_same_request_again_is_the_same_response(survey: Survey, as_member: Phone, clock: Any) -> None:
    first = hand_in(as_member, survey).json
    clock.advance(days=20)
    assert hand_in(as_member, survey).json == first
    assert SurveyResponse.select().count() == 1
    assert counted(survey) == (1, 1)


def test_other_answers_take_their_place_until_it_closes(survey: Survey, as_member: Phone, clock: Any) -> None:
    hand_in(as_member, survey)
    SurveyResponse.update(count_state="counted").execute()
    assert hand_in(as_member, survey, {"day": "sun"}).status_code == 200
    response = SurveyResponse.get()
    assert (response.answers, response.counted_answers, response.count_state) == ({"day": "sun"}, ANSWERS, "edited")
    hand_in(as_member, survey, {"day": "sat"})
    assert SurveyResponse.get().counted_answers == ANSWERS
    assert counted(survey) == (1, 1)
    clock.advance(days=8)
    assert hand_in(as_member, survey, {"day": "sun"}).json["code"] == "survey_closed"


def test_where_it_may_not_be_edited_the_first_answers_stay(world: World, as_member: Phone) -> None:
    survey = make_survey(world.chamber, is_editable=False)
    invite(survey, world.member)
    hand_in(as_member, survey)
    assert hand_in(as_member, survey).status_code == 200
    refused = hand_in(as_member, survey, {"day": "sun"})
    assert (refused.status_code, refused.json["code"]) == (409, "already_answered")


@pytest.mark.parametrize(
    ("answers", "key"),
    [({}, "day"), ({"day": "mon"}, "day"), ({"day": "sat", "stars": 9}, "stars"), ({"day": "sat", "x": 1}, "x")],
)
def test_wrong_answers_are_named_by_question(
    survey: Survey, as_member: Phone, answers: dict[str, Any], key: str
) -> None:
    refused = hand_in(as_member, survey, answers)
    assert refused.status_code == 422
    assert set(refused.json["errors"]) == {key}
    assert SurveyResponse.select().count() == 0


def test_an_answer_to_a_hidden_question_is_never_stored(world: World, as_member: Phone) -> None:
    definition = json.loads(json.dumps(QUESTIONS))
    definition["sections"][0]["questions"][2]["show_if"] = {"question": "day", "op": "eq", "value": "sun"}
    survey = make_survey(world.chamber, definition)
    invite(survey, world.member)
    assert hand_in(as_member, survey).status_code == 200
    assert SurveyResponse.get().answers == {"day": "sat", "stars": 5}


def test_who_is_not_asked_sees_nothing(survey: Survey, as_staff: Phone, as_stranger: Phone) -> None:
    for phone in (as_staff, as_stranger):
        assert phone.get(f"/surveys/{survey.id}").status_code == 404
        assert hand_in(phone, survey).status_code == 404


def test_before_it_opens_and_after_it_closes(survey: Survey, as_member: Phone, clock: Any) -> None:
    Survey.update(opens_at=clock.now() + timedelta(hours=1)).execute()
    assert hand_in(as_member, survey).json["code"] == "survey_soon"
    clock.advance(hours=1)
    assert hand_in(as_member, survey, {"day": "sun"}).status_code == 200
    clock.set(Survey.get().closes_at)
    assert hand_in(as_member, survey).json["code"] == "survey_closed"


def test_a_draft_on_an_older_version_still_counts(survey: Survey, as_member: Phone) -> None:
    newer = json.loads(json.dumps(QUESTIONS))
    newer["sections"][0]["questions"].append({"key": "more", "type": "text", "title": "还有什么", "required": True})
    Survey.update(form=save_version(f"survey:{survey.id}", newer)).execute()
    assert hand_in(as_member, survey, version=1).status_code == 200
    assert hand_in(as_member, survey, version=2).status_code == 422
    refused = hand_in(as_member, survey, version=3)
    assert (refused.status_code, refused.json["code"]) == (409, "form_outdated")


def test_the_last_place_is_given_once(survey: Survey, as_member: Phone, as_organizer: Phone) -> None:
    Survey.update(quota=1).execute()
    assert hand_in(as_member, survey).status_code == 200
    assert hand_in(as_member, survey, {"day": "sun"}).status_code == 200
    refused = hand_in(as_organizer, survey)
    assert (refused.status_code, refused.json["code"]) == (409, "survey_full")
    assert as_organizer.get(f"/surveys/{survey.id}").json["state"] == "full"
    assert counted(survey) == (1, 1)


def test_a_full_option_is_named_and_given_back(survey: Survey, as_member: Phone, as_organizer: Phone) -> None:
    SurveyQuota.create(survey=survey, question="day", option="sat", most=1)
    hand_in(as_member, survey)
    refused = hand_in(as_organizer, survey)
    assert refused.json["code"] == "option_full"
    assert refused.json["errors"] == {"day": ["“周六”已满，请换一项"]}
    assert SurveyResponse.select().count() == 1
    assert as_organizer.get(f"/surveys/{survey.id}").json["full_options"] == [{"question": "day", "option": "sat"}]
    assert as_member.get(f"/surveys/{survey.id}").json["full_options"] == []
    hand_in(as_member, survey, {"day": "sun"})
    assert SurveyQuota.get().taken == 0
    assert hand_in(as_organizer, survey).status_code == 200


def test_an_anonymous_response_is_only_held(world: World, as_member: Phone) -> None:
    survey = make_survey(world.chamber, is_anonymous=True)
    invite(survey, world.member)
    assert hand_in(as_member, survey).json == {
        "has_answered": True,
        "held": True,
        "submitted_at": None,
        "answers": None,
    }
    assert hand_in(as_member, survey).status_code == 200
    assert hand_in(as_member, survey, {"day": "sun"}).json["code"] == "already_answered"
    detail = as_member.get(f"/surveys/{survey.id}").json
    assert (detail["has_answered"], detail["held"], detail["answers"]) == (True, True, None)
    # In quotes: three letters alone stand somewhere in five thousand random ones in every fiftieth run.
    sealed = HeldResponse.get().sealed
    unpacked = base64.urlsafe_b64decode(sealed.partition(".")[2])
    for plain in ('"sat"', "周六"):
        assert plain not in sealed
        assert plain.encode() not in unpacked
    assert SurveyResponse.select().count() == Participation.select().count() == 0
    assert counted(survey) == (1, 0)


def test_a_list_costs_the_same_for_any_number(world: World, as_member: Phone, count_statements: Any) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            survey = make_survey(world.chamber)
            invite(survey, world.member)

    add(1)
    as_member.get("/surveys")
    with count_statements() as few:
        as_member.get("/surveys")
    add(8)
    as_member.get("/surveys")
    with count_statements() as many:
        assert as_member.get("/surveys").json["total"] == 9
    assert len(many) == len(few)


def test_handing_in_takes_few_statements(survey: Survey, as_member: Phone, count_statements: Any) -> None:
    as_member.get(f"/surveys/{survey.id}")
    with count_statements() as statements:
        hand_in(as_member, survey)
    assert len([text for text in statements if "BEGIN" not in str(text)]) <= 7, statements


def test_home_asks_for_what_is_open(survey: Survey, world: World, as_member: Phone) -> None:
    tasks = as_member.get("/home").json["write"]
    mine = [task for task in tasks if task["kind"] == "survey_open"]
    assert [task["target"] for task in mine] == [f"/pages/survey/index?id={survey.id}"]
    hand_in(as_member, survey)
    assert all(task["kind"] != "survey_open" for task in as_member.get("/home").json["write"])
    anonymous = make_survey(world.chamber, is_anonymous=True)
    invite(anonymous, world.member)
    assert any(task["kind"] == "survey_open" for task in as_member.get("/home").json["write"])
    hand_in(as_member, anonymous)
    assert all(task["kind"] != "survey_open" for task in as_member.get("/home").json["write"])


def test_my_data_holds_my_answers_and_leaving_erases_the_words(survey: Survey, world: World, as_member: Phone) -> None:
    anonymous = make_survey(world.chamber, is_anonymous=True)
    invite(anonymous, world.member)
    hand_in(as_member, survey)
    hand_in(as_member, anonymous)
    data = as_member.get("/me/export").json["data"]["surveys"]
    assert data[0]["answers"] == {"哪天方便": "周六", "满意度": "5 分", "为什么": ANSWERS["why"]}
    assert data[1] == {"title": anonymous.title, "is_anonymous": True, "has_answered": True}
    assert as_member.delete("/me", json={"confirm": "注销"}).status_code == 204
    response = SurveyResponse.get()
    assert (response.member_id, response.answers) == (None, {"day": "sat", "stars": 5, "why": ""})
    assert SurveyInvitation.select().where(SurveyInvitation.member == world.member).count() == 0
    assert HeldResponse.select().count() == 0
    assert counted(anonymous) == (0, 0)
    assert counted(survey) == (1, 1)
