"""The profile at a glance: completeness, the next best field, states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.profiles.definitions import define_section
from backend.profiles.models import ProfileAnswers, ProfileSection
from tests.conftest import FrozenClock
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import CARE, CARE_CONSENTS, COMPANY, save, section

pytestmark = pytest.mark.usefixtures("sections")


def overview(phone: Phone) -> dict[str, Any]:
    response = phone.get("/profile")
    assert response.status_code == 200, response.text
    return dict(response.get_json())


def test_an_empty_profile_asks_for_the_first_required_field(as_member: Phone) -> None:
    body = overview(as_member)
    assert body["completeness"] == 0
    assert body["next"] == {"section": "basics", "question": "area", "title": "常住地区"}
    first = body["sections"][0]
    assert (first["key"], first["state"], first["filled"], first["total"]) == ("basics", "empty", 0, 4)
    assert first["missing"] == ["常住地区", "怎么称呼您", "性别", "电子邮箱"]
    assert first["visible_to"] == ["me", "staff"]
    assert first["minutes"] == 2


def test_required_fields_come_before_optional_ones_of_earlier_sections(as_member: Phone) -> None:
    save(as_member, "basics", {"area": "石桥街道"})
    assert overview(as_member)["next"] == {"section": "company", "question": "company_name", "title": "企业名称"}


def test_optional_fields_come_when_nothing_required_is_missing(as_member: Phone) -> None:
    save(as_member, "basics", {"area": "石桥街道"})
    save(as_member, "company", COMPANY)
    for key, question in (
        ("honours", "has_honours"),
        ("achievements", "has_achievements"),
        ("public_service", "has_served"),
    ):
        save(as_member, key, {question: "no"})
    body = overview(as_member)
    assert body["next"] == {"section": "basics", "question": "salutation", "title": "怎么称呼您"}
    assert {item["state"] for item in body["sections"]} == {"done"}
    # 1 of 4, 4 of 5, 1 of 1, 1 of 1, 1 of 2.
    assert body["completeness"] == 100 * 8 // 13


def test_only_a_profile_that_misses_nothing_is_complete(as_member: Phone) -> None:
    save(
        as_member, "basics", {"area": "石桥街道", "salutation": "王女士", "gender": "female", "email": "m@example.com"}
    )
    save(as_member, "company", {**COMPANY, "credit_code": "91350100M000100Y43"})
    save(as_member, "honours", {"has_honours": "no"})
    save(as_member, "achievements", {"has_achievements": "no"})
    almost = save(as_member, "public_service", {"has_served": "no"}).get_json()["completeness_total"]
    assert almost == 92
    save(as_member, "public_service", {"has_served": "no", "can_offer": ["time"]})
    body = overview(as_member)
    assert (body["completeness"], body["next"]) == (100, None)


def test_questions_that_open_up_count_once_they_are_shown(as_member: Phone) -> None:
    body = save(as_member, "honours", {"has_honours": "yes"}, draft=True).get_json()
    assert (body["filled"], body["total"]) == (1, 3)
    assert body["missing"] == ["由哪一级授予", "荣誉名称和年份"]


def test_an_unfinished_other_is_a_gap(as_member: Phone) -> None:
    body = save(as_member, "company", {**COMPANY, "industry": "other"}, draft=True).get_json()
    assert body["missing"] == ["行业", "统一社会信用代码"]


def test_a_section_goes_stale_and_one_tap_makes_it_fresh(as_member: Phone, clock: FrozenClock) -> None:
    ProfileSection.update(freshness_days=20).where(ProfileSection.key == "company").execute()
    save(as_member, "company", COMPANY)
    clock.advance(days=20, seconds=-1)
    assert section(as_member, "company")["state"] == "done"
    clock.advance(seconds=1)
    assert section(as_member, "company")["state"] == "stale"
    response = as_member.post("/profile/sections/company/confirm")
    assert response.status_code == 200
    body = response.get_json()
    assert (body["state"], body["minutes"]) == ("done", 1)
    assert body["confirmed_at"] == "2026-05-10T10:00:00+08:00"
    assert as_member.post("/profile/sections/company/confirm").get_json() == body


def test_an_empty_section_cannot_be_confirmed(as_member: Phone) -> None:
    response = as_member.post("/profile/sections/company/confirm")
    assert response.status_code == 409
    assert response.get_json()["code"] == "nothing_to_confirm"


def test_sensitive_questions_never_count(as_member: Phone, world: World) -> None:
    before = overview(as_member)["completeness"]
    define_section("care", CARE, consents=CARE_CONSENTS, title="关怀信息", position=1)
    care = overview(as_member)["sections"][0]
    assert (care["key"], care["filled"], care["total"], care["missing"]) == ("care", 0, 1, ["兴趣爱好"])
    assert overview(as_member)["completeness"] == before == 0


def test_an_organizations_section_is_asked_in_its_subtree_only(
    as_member: Phone, as_stranger: Phone, as_administrator: Phone, world: World
) -> None:
    form = {"sections": [{"key": "s", "title": "街道", "questions": [{"key": "q", "type": "text", "title": "网格"}]}]}
    define_section("grid", form, organization_id=world.street.id, title="网格信息")
    assert "grid" in [item["key"] for item in overview(as_member)["sections"]]
    assert "grid" not in [item["key"] for item in overview(as_stranger)["sections"]]
    # The administrator belongs to the district, above the street.
    assert "grid" not in [item["key"] for item in overview(as_administrator)["sections"]]
    assert as_stranger.get("/profile/sections/grid").status_code == 404
    body = {"answers": {}, "form_version": 1, "row_version": 0}
    assert as_stranger.put("/profile/sections/grid", body).status_code == 404


def test_a_new_form_version_keeps_the_answers_that_still_fit(as_member: Phone) -> None:
    save(as_member, "company", COMPANY)
    questions = [
        {"key": "company_name", "type": "text", "title": "单位名称", "required": True},
        {"key": "founded", "type": "number", "title": "成立年份", "required": True},
    ]
    define_section("company", {"sections": [{"key": "company", "title": "单位", "questions": questions}]})
    body = section(as_member, "company")
    assert body["answers"] == {"company_name": COMPANY["company_name"]}
    assert (body["state"], body["missing"]) == ("gaps", ["成立年份"])
    assert save(as_member, "company", {**body["answers"], "founded": 2001}).status_code == 200
    history = as_member.get("/profile/history").get_json()["items"]
    assert {(item["question_title"], item["old"], item["new"]) for item in history[:4]} == {
        ("成立年份", "", "2001"),
        ("职务", "总经理", ""),
        ("行业", "制造业", ""),
        ("人数规模", "10–49 人", ""),
    }


def test_the_number_of_statements_does_not_grow_with_sections(
    as_member: Phone, count_statements: Callable[[], Any], world: World
) -> None:
    overview(as_member)
    with count_statements() as few:
        overview(as_member)
    for number in range(10):
        form = {"sections": [{"key": "s", "title": "栏", "questions": [{"key": "q", "type": "text", "title": "题"}]}]}
        define_section(f"extra{number}", form, organization_id=world.street.id, title="更多")
    overview(as_member)
    with count_statements() as many:
        body = overview(as_member)
    assert len(body["sections"]) == 15
    assert len(many) == len(few) == 2  # the session, the sections


def test_default_sections_are_created_once_and_leave_an_administrators_choices_alone(world: World) -> None:
    from backend.forms.models import Form
    from backend.profiles.definitions import ensure_default_sections

    forms = Form.select().count()
    ProfileSection.update(freshness_days=30, visible_to=[]).where(ProfileSection.key == "company").execute()
    own = {"sections": [{"key": "s", "title": "栏", "questions": [{"key": "q", "type": "text", "title": "题"}]}]}
    define_section("honours", own, title="我们的荣誉栏")
    ensure_default_sections()
    assert Form.select().count() == forms + 1
    assert ProfileSection.select().count() == 5
    company = ProfileSection.get(ProfileSection.key == "company")
    assert (company.freshness_days, company.visible_to, company.title) == (30, [], "企业信息")
    honours = ProfileSection.get(ProfileSection.key == "honours")
    assert (honours.title, honours.form.definition) == ("我们的荣誉栏", own)


def test_no_default_section_asks_anything_sensitive() -> None:
    for row in ProfileSection.select():
        assert row.consents == {}
        for part in row.form.definition["sections"]:
            assert not any(question.get("sensitive") for question in part["questions"])


def test_an_optional_answer_begun_but_not_finished_is_a_gap_too(as_member: Phone) -> None:
    save(as_member, "public_service", {"has_served": "no", "can_offer": ["other"]}, draft=True)
    row = ProfileAnswers.get(ProfileAnswers.member == as_member.member_id)
    assert (row.filled, row.total, row.gaps) == (1, 2, 1)
