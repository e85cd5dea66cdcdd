"""A delegate signs up and answers for whom they act for, as far as that goes and as long as it lasts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.activities.models import Signup
from backend.audit.models import AuditEntry
from backend.companies.models import CompanyDelegate, CompanyRepresentative, Standing
from backend.members.models import Member
from backend.surveys.models import SurveyResponse
from tests.companies.conftest import Firm
from tests.factories import invite, make_account, make_activity, make_survey
from tests.outbox import told
from tests.people import World
from tests.phone import Phone

ANSWERS = {"day": "sat", "stars": 5}


def sign_up(phone: Phone, activity: Any, member: Member, **body: Any) -> Any:
    return phone.put(f"/activities/{activity.id}/signup", {"for_member_id": str(member.id), **body})


def hand_in(phone: Phone, survey: Any, member: Member, answers: dict[str, Any] = ANSWERS) -> Any:
    body = {"answers": answers, "form_version": 1, "for_member_id": str(member.id)}
    return phone.put(f"/surveys/{survey.id}/response", body)


def test_both_see_who_acts_for_whom(firm: Firm, world: World, as_member: Phone, as_organizer: Phone) -> None:
    mine, theirs = as_member.get("/me/delegations").json, as_organizer.get("/me/delegations").json
    line = {"company": "清河机械有限公司", "position": "董事长"}
    assert mine == {"acts_for": [{"member_id": str(world.organizer.id), "name": "李建国", **line}], "acted_by": []}
    assert theirs == {"acts_for": [], "acted_by": [{"member_id": str(world.member.id), "name": "王敏", **line}]}


class TestSigningUp:
    def test_the_signup_is_of_whom_they_act_for_and_says_who_made_it(
        self, firm: Firm, world: World, as_member: Phone, as_staff: Phone
    ) -> None:
        make_account(world.organizer)
        activity = make_activity(world.chamber)
        response = sign_up(as_member, activity, world.organizer)
        assert (response.status_code, response.json["state"], response.json["pass"]) == (201, "approved", None)
        assert response.json["spoken_code"] is None
        signup = Signup.get()
        assert (signup.member_id, signup.made_by_id) == (world.organizer.id, world.member.id)
        listed = as_staff.get(f"/staff/activities/{activity.id}/signups").json["items"][0]
        assert (listed["member"]["name"], listed["made_by"]["name"]) == ("李建国", "王敏")
        assert [message.notification.values["note"] for message in told("signup_done")] == ["由您的代办人代为报名"]
        entry = AuditEntry.get(AuditEntry.action == "signup.delegated")
        assert (entry.actor_id, entry.about_member_id, entry.actor_kind) == (
            world.member.id,
            world.organizer.id,
            "member",
        )

    def test_the_same_again_is_the_same_signup(self, firm: Firm, world: World, as_member: Phone) -> None:
        activity = make_activity(world.chamber)
        first = sign_up(as_member, activity, world.organizer)
        again = sign_up(as_member, activity, world.organizer)
        assert (again.status_code, again.json["id"]) == (200, first.json["id"])
        assert AuditEntry.select().where(AuditEntry.action == "signup.delegated").count() == 1

    def test_their_own_signup_is_another(self, firm: Firm, world: World, as_member: Phone) -> None:
        activity = make_activity(world.chamber)
        sign_up(as_member, activity, world.organizer)
        own = sign_up(as_member, activity, world.member)
        assert (own.status_code, own.json["pass"] is not None) == (201, True)
        assert Signup.get(Signup.member == world.member).made_by_id is None

    def test_they_see_the_activity_without_pass_and_record(self, firm: Firm, world: World, as_member: Phone) -> None:
        activity = make_activity(world.chamber)
        sign_up(as_member, activity, world.organizer)
        shown = as_member.get(f"/activities/{activity.id}?for_member_id={world.organizer.id}").json
        assert shown["my_signup"]["state"] == "approved"
        assert (shown["my_signup"]["pass"], shown["my_signup"]["answers"], shown["known_answers"]) == (None, {}, [])
        assert as_member.get(f"/activities/{activity.id}").json["my_signup"] is None

    def test_they_take_it_back(self, firm: Firm, world: World, as_member: Phone) -> None:
        activity = make_activity(world.chamber)
        sign_up(as_member, activity, world.organizer)
        response = as_member.delete(f"/activities/{activity.id}/signup?for_member_id={world.organizer.id}")
        assert (response.status_code, Signup.get().state) == (200, "cancelled")
        assert AuditEntry.select().where(AuditEntry.action == "signup.delegated_cancel").count() == 1


class TestAnswering:
    def test_a_named_survey_is_answered_and_says_by_whom(self, firm: Firm, world: World, as_member: Phone) -> None:
        survey = make_survey(world.chamber)
        invite(survey, world.organizer)
        response = hand_in(as_member, survey, world.organizer)
        assert response.status_code == 200, response.text
        row = SurveyResponse.get()
        assert (row.member_id, row.made_by_id, row.answers) == (world.organizer.id, world.member.id, ANSWERS)
        other = {"day": "sun"}
        assert hand_in(as_member, survey, world.organizer, other).status_code == 200
        row = SurveyResponse.get()
        assert (row.made_by_id, row.answers) == (world.member.id, other)
        path = f"/surveys/{survey.id}?for_member_id={world.organizer.id}"
        assert as_member.get(path).json["answers"] == other

    def test_what_they_said_themselves_is_neither_seen_nor_replaced(
        self, firm: Firm, world: World, as_member: Phone, as_organizer: Phone
    ) -> None:
        survey = make_survey(world.chamber)
        invite(survey, world.organizer)
        as_organizer.put(f"/surveys/{survey.id}/response", {"answers": ANSWERS, "form_version": 1})
        response = hand_in(as_member, survey, world.organizer, {"day": "sun"})
        assert (response.status_code, response.json["message"]) == (409, "本人已经填写过这份问卷，不能代填。")
        assert SurveyResponse.get().answers == ANSWERS
        assert as_member.get(f"/surveys/{survey.id}?for_member_id={world.organizer.id}").json["answers"] is None

    def test_what_they_changed_themselves_is_theirs_from_then_on(
        self, firm: Firm, world: World, as_member: Phone, as_organizer: Phone, clock: Any
    ) -> None:
        survey = make_survey(world.chamber)
        invite(survey, world.organizer)
        hand_in(as_member, survey, world.organizer)
        clock.advance(minutes=1)
        as_organizer.put(f"/surveys/{survey.id}/response", {"answers": {"day": "sun"}, "form_version": 1})
        assert hand_in(as_member, survey, world.organizer).status_code == 409
        assert SurveyResponse.get().answers == {"day": "sun"}

    def test_an_anonymous_one_only_in_person(self, firm: Firm, world: World, as_member: Phone) -> None:
        survey = make_survey(world.chamber, is_anonymous=True)
        invite(survey, world.organizer)
        response = hand_in(as_member, survey, world.organizer)
        assert (response.status_code, response.json["code"]) == (409, "only_in_person")
        path = f"/surveys/{survey.id}?for_member_id={world.organizer.id}"
        assert as_member.get(path).status_code == 409

    def test_nobody_who_is_not_asked(self, firm: Firm, world: World, as_member: Phone) -> None:
        survey = make_survey(world.chamber)
        invite(survey, world.member)
        assert hand_in(as_member, survey, world.organizer).status_code == 404


DAY = timedelta(days=1)


def _over(firm: Firm) -> None:
    CompanyDelegate.update(ends_on=(backend_clock.business_today() - DAY).isoformat()).execute()


def _later(firm: Firm) -> None:
    CompanyDelegate.update(starts_on=(backend_clock.business_today() + DAY).isoformat()).execute()


def _no_longer_represents(firm: Firm) -> None:
    CompanyRepresentative.update(ends_on=(backend_clock.business_today() - DAY).isoformat()).execute()


def _removed(firm: Firm) -> None:
    CompanyRepresentative.delete().execute()


def _left(firm: Firm) -> None:
    Standing.update(state="left").execute()


def _gone(firm: Firm) -> None:
    Member.update(state="deleted").where(Member.name == "李建国").execute()


@pytest.mark.parametrize("ends", [_over, _later, _no_longer_represents, _removed, _left, _gone])
def test_it_lasts_no_longer_than_it_should(firm: Firm, world: World, as_member: Phone, ends: Any) -> None:
    activity = make_activity(world.chamber)
    survey = make_survey(world.chamber)
    invite(survey, world.organizer)
    ends(firm)
    for response in (
        sign_up(as_member, activity, world.organizer),
        hand_in(as_member, survey, world.organizer),
        as_member.get(f"/activities/{activity.id}?for_member_id={world.organizer.id}"),
        as_member.get(f"/surveys/{survey.id}?for_member_id={world.organizer.id}"),
        as_member.delete(f"/activities/{activity.id}/signup?for_member_id={world.organizer.id}"),
    ):
        assert (response.status_code, response.json["code"]) == (403, "not_delegate")
    assert as_member.get("/me/delegations").json["acts_for"] == []
    assert Signup.select().count() == SurveyResponse.select().count() == 0


def test_the_last_day_still_counts(firm: Firm, world: World, as_member: Phone) -> None:
    today = backend_clock.business_today().isoformat()
    CompanyDelegate.update(starts_on=today, ends_on=today).execute()
    assert sign_up(as_member, make_activity(world.chamber), world.organizer).status_code == 201


def test_nobody_acts_for_a_stranger_nor_the_other_way_round(
    firm: Firm, world: World, as_organizer: Phone, as_stranger: Phone
) -> None:
    activity = make_activity(world.chamber)
    assert sign_up(as_organizer, activity, world.member).status_code == 403
    assert sign_up(as_stranger, activity, world.organizer).status_code in (403, 404)
    assert as_organizer.put(f"/activities/{activity.id}/signup", {"for_member_id": "1"}).status_code == 403
