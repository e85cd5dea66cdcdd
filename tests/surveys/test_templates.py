"""The ready surveys: each can be published as it is, and reads well."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from backend import clock
from backend.surveys.check import check_survey
from backend.surveys.models import Survey
from backend.surveys.templates import all_templates
from tests.people import World
from tests.phone import Phone

KEYS = sorted(all_templates())
# 个人信息保护法, article 28, and what the product never asks in a survey.
SENSITIVE = re.compile(
    "民族|宗教|信仰|党派|政治面貌|健康|疾病|病史|身体|饮食|忌口|生日|出生|身份证|证件号|银行卡|住址|婚姻"
)


def test_there_are_ten_and_two_kinds() -> None:
    templates = all_templates().values()
    assert len(templates) >= 10
    assert len({template.title for template in templates}) == len(templates)
    assert {template.is_anonymous for template in templates} == {True, False}


@pytest.mark.parametrize("key", KEYS)
def test_it_passes_the_publishing_check(key: str) -> None:
    template = all_templates()[key]
    now = clock.now()
    survey = Survey(is_anonymous=template.is_anonymous, opens_at=now, closes_at=now + timedelta(days=7))
    remarks = check_survey(survey, template.data, [], 120)
    assert [remark for remark in remarks if remark.level == "error"] == []


@pytest.mark.parametrize("key", KEYS)
def test_it_is_short_and_asks_nothing_sensitive(key: str) -> None:
    template = all_templates()[key]
    questions = list(template.definition.questions())
    assert 5 <= len(questions) <= 14
    assert not any(question.sensitive for question in questions)
    assert SENSITIVE.findall(json.dumps(template.data, ensure_ascii=False)) == []


@pytest.mark.parametrize("key", KEYS)
def test_what_is_put_in_order_is_not_ordered_by_how_it_was_listed(key: str) -> None:
    for question in all_templates()[key].definition.questions():
        assert question.type != "ranking" or question.randomize, question.title
        # "没有" among options in any order is read over.
        assert not question.randomize or not any("没有明显" in option.label for option in question.options)


def test_together_they_show_what_a_survey_can_do() -> None:
    questions = [question for template in all_templates().values() for question in template.definition.questions()]
    assert {question.type for question in questions} >= {"single", "multiple", "scale", "rating", "matrix", "ranking"}
    assert all(question.low_label and question.high_label for question in questions if question.type == "scale")
    assert any(question.other for question in questions)
    assert sum(bool(question.show_if) for question in questions) >= len(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_its_words_fit_the_screens(key: str) -> None:
    template = all_templates()[key]
    assert 4 <= len(template.title) <= 30
    assert template.description.endswith("。")
    assert ("匿名" in template.title) == template.is_anonymous
    for question in template.definition.questions():
        assert len(question.title) <= 40, question.title
        for option in question.options:
            assert len(option.label) <= 24, option.label


@pytest.mark.parametrize("key", KEYS)
def test_staff_start_a_draft_from_it(world: World, as_staff: Phone, key: str) -> None:
    now = clock.now()
    listed = {one["key"]: one for one in as_staff.get("/staff/surveys/templates").json["templates"]}
    answer = as_staff.post(
        "/staff/surveys",
        {
            "organization_id": str(world.chamber.id),
            "title": listed[key]["title"],
            "template": key,
            "is_anonymous": listed[key]["is_anonymous"],
            "opens_at": now.isoformat(),
            "closes_at": (now + timedelta(days=7)).isoformat(),
            "client_ref": key,
        },
    )
    assert answer.status_code == 201, answer.text
    assert answer.json["template"] == key
    published = as_staff.post(f"/staff/surveys/{answer.json['id']}/publish")
    assert published.status_code == 200, published.text
    assert published.json["invited"] > 0
