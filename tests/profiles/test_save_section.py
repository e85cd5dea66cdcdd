"""Saving one section of the profile."""

from __future__ import annotations

from typing import Any

import pytest

from backend.profiles.models import ProfileAnswers, ProfileChange
from tests.conftest import FrozenClock
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import COMPANY, save, section

pytestmark = pytest.mark.usefixtures("sections")


def test_it_saves_a_section_and_confirms_it(as_member: Phone, clock: FrozenClock) -> None:
    response = save(as_member, "company", COMPANY)
    assert response.status_code == 200
    body = response.get_json()
    assert body["answers"] == COMPANY
    assert body["state"] == "done"
    assert (body["filled"], body["total"], body["missing"]) == (4, 5, ["统一社会信用代码"])
    assert body["confirmed_at"] == "2026-04-20T10:00:00+08:00"
    assert body["row_version"] == 1
    assert body["completeness_total"] == as_member.get("/profile").get_json()["completeness"] > 0
    row = ProfileAnswers.get(ProfileAnswers.member == as_member.member_id)
    assert row.answers == COMPANY
    assert (row.filled, row.total, row.gaps) == (4, 5, 0)


def test_it_keeps_answers_in_their_one_written_form(as_member: Phone) -> None:
    body = save(as_member, "basics", {"area": " 石桥街道　", "email": "Ｍin@Example.COM"}).get_json()
    assert body["answers"] == {"area": "石桥街道", "email": "Min@example.com"}


def test_it_names_every_wrong_answer_and_saves_nothing(as_member: Phone) -> None:
    response = save(as_member, "company", {"credit_code": "123", "industry": "spying", "stranger": 1})
    assert response.status_code == 422
    body = response.get_json()
    assert body["code"] == "invalid_answers"
    assert set(body["errors"]) == {
        "credit_code",
        "industry",
        "stranger",
        "company_name",
        "position",
        "headcount",
    }
    assert ProfileAnswers.select().count() == 0


def test_a_draft_may_leave_required_questions_open(as_member: Phone) -> None:
    body = save(as_member, "company", {"position": "总经理"}, draft=True).get_json()
    assert body["answers"] == {"position": "总经理"}
    assert body["confirmed_at"] is None
    assert body["missing"] == ["企业名称", "行业", "人数规模", "统一社会信用代码"]


def test_a_draft_still_refuses_what_is_wrong(as_member: Phone) -> None:
    response = save(as_member, "company", {"credit_code": "123"}, draft=True)
    assert response.status_code == 422
    assert set(response.get_json()["errors"]) == {"credit_code"}


def test_saving_a_section_never_demands_another(as_member: Phone) -> None:
    assert save(as_member, "honours", {"has_honours": "no"}).status_code == 200
    states = {item["key"]: item["state"] for item in as_member.get("/profile").get_json()["sections"]}
    assert states == {
        "basics": "empty",
        "company": "empty",
        "honours": "done",
        "achievements": "empty",
        "public_service": "empty",
    }


def test_a_version_already_overwritten_is_refused_and_nothing_is_lost(as_member: Phone) -> None:
    loaded = section(as_member, "company")
    first = {"answers": COMPANY, "form_version": loaded["form"]["version"], "row_version": loaded["row_version"]}
    assert as_member.put("/profile/sections/company", first).status_code == 200
    second = {**first, "answers": {**COMPANY, "position": "董事长"}}
    response = as_member.put("/profile/sections/company", second)
    assert response.status_code == 409
    assert response.get_json()["code"] == "changed_meanwhile"
    assert section(as_member, "company")["answers"] == COMPANY
    assert as_member.put("/profile/sections/company", {**second, "row_version": 1}).status_code == 200


def test_a_repeated_request_is_the_same_save(as_member: Phone, clock: FrozenClock) -> None:
    loaded = section(as_member, "company")
    request = {"answers": COMPANY, "form_version": loaded["form"]["version"], "row_version": loaded["row_version"]}
    first = as_member.put("/profile/sections/company", request)
    again = as_member.put("/profile/sections/company", request)
    assert again.status_code == 200
    assert again.get_json() == first.get_json()
    assert ProfileChange.select().count() == len(COMPANY)


def test_identical_answers_are_not_a_change(as_member: Phone, clock: FrozenClock) -> None:
    save(as_member, "company", COMPANY)
    clock.advance(days=10)
    body = save(as_member, "company", COMPANY).get_json()
    assert body["row_version"] == 1
    assert body["updated_at"] == "2026-04-20T10:00:00+08:00"
    assert body["confirmed_at"] == "2026-04-30T10:00:00+08:00"
    assert ProfileChange.select().count() == len(COMPANY)


def test_an_outdated_form_is_refused(as_member: Phone) -> None:
    response = save(as_member, "company", COMPANY, form_version=7)
    assert response.status_code == 409
    assert response.get_json()["code"] == "form_outdated"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"answers": [], "form_version": 1, "row_version": 0},
        {"answers": {}, "form_version": "1", "row_version": 0},
        {"answers": {}, "form_version": 1, "row_version": 2**40},
        {"answers": {}, "form_version": 1, "row_version": -1},
        {"answers": {}, "form_version": 1, "row_version": 0, "draft": "yes"},
        {"answers": {}, "form_version": 1, "row_version": 0, "member_id": "1"},
    ],
)
def test_a_request_of_another_shape_is_refused(as_member: Phone, body: dict[str, Any]) -> None:
    response = as_member.put("/profile/sections/company", body)
    assert response.status_code == 422
    assert response.get_json()["errors"]


def test_an_unknown_section_is_not_found(as_member: Phone) -> None:
    body = {"answers": {}, "form_version": 1, "row_version": 0}
    assert as_member.put("/profile/sections/nothing", body).status_code == 404
    assert as_member.get("/profile/sections/nothing").status_code == 404
    assert as_member.post("/profile/sections/nothing/confirm").status_code == 404


def test_only_members_have_a_profile(as_visitor: Phone, client: Phone) -> None:
    assert as_visitor.get("/profile").get_json()["code"] == "join_first"
    assert client.get("/profile").status_code == 401


def test_nobody_sees_the_answers_of_another(as_member: Phone, as_stranger: Phone, world: World) -> None:
    save(as_member, "company", COMPANY)
    assert section(as_stranger, "company")["answers"] == {}
    assert as_stranger.get("/profile/history").get_json()["total"] == 0
