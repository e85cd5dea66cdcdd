"""What the most important acts leave in the trail: what was there before, and after."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from backend.audit.differences import Difference, differences, differing, value_words
from backend.audit.models import AuditEntry
from backend.cases.models import Case
from backend.organizations.models import Role
from tests.factories import make_case, make_survey, make_topic
from tests.people import World
from tests.phone import Phone


def newest(action: str) -> AuditEntry:
    found: AuditEntry = AuditEntry.select().where(AuditEntry.action == action).order_by(AuditEntry.id.desc()).get()
    return found


def test_an_organization_made_and_renamed(world: World, as_administrator: Phone) -> None:
    body = {"parent_id": str(world.street.id), "name": "石桥书画社", "accepts_applications": False}
    made = as_administrator.post("/staff/organizations", body).json["id"]
    assert newest("create_organization").detail == {
        "after": {
            "name": "石桥书画社",
            "parent": str(world.street.id),
            "kind": "association",
            "is_government": False,
            "accepts_applications": False,
        }
    }
    as_administrator.patch(f"/staff/organizations/{made}", {"name": "石桥书画会", "is_government": False})
    assert newest("change_organization").detail == {"before": {"name": "石桥书画社"}, "after": {"name": "石桥书画会"}}


def test_a_role_its_period_and_its_end(world: World, as_administrator: Phone) -> None:
    body = {"member_id": str(world.member.id), "organization_id": str(world.chamber.id), "role": "staff"}
    until = "2026-12-31T18:00:00+08:00"
    as_administrator.post("/staff/roles", {**body, "ends_at": until})
    assert newest("grant_role").detail == {"role": "staff", "after": {"ends_at": until}}
    as_administrator.post("/staff/roles", body)
    assert newest("grant_role").detail == {"role": "staff", "before": {"ends_at": until}, "after": {"ends_at": None}}
    role = Role.get(Role.member == world.member)
    as_administrator.delete(f"/staff/roles/{role.id}")
    assert newest("revoke_role").detail == {"role": "staff"}


def test_a_case_assigned_and_answered(world: World, as_staff: Phone) -> None:
    case = make_case(world.chamber, world.member)
    body = {"member_id": str(world.staff.id), "version": case.version}
    assert as_staff.post(f"/staff/cases/{case.id}/assign", body).status_code == 200
    detail = newest("case.assigned").detail
    assert (detail["before"]["state"], detail["after"]["state"]) == ("received", "assigned")
    assert (detail["before"]["assignee"], detail["after"]["assignee"]) == (None, str(world.staff.id))
    answer = {"text": "已转公交公司，月底前加开。", "outcome": "adopted", "version": Case.get_by_id(case.id).version}
    assert as_staff.post(f"/staff/cases/{case.id}/reply", answer).status_code == 200
    detail = newest("case.replied").detail
    assert (detail["before"]["state"], detail["after"]["state"], detail["after"]["outcome"]) == (
        "assigned",
        "answered",
        "adopted",
    )
    assert "公交公司" not in str(detail)


def test_a_survey_and_a_topic_changed(world: World, as_staff: Phone) -> None:
    survey = make_survey(world.chamber, state="draft")
    as_staff.patch(f"/staff/surveys/{survey.id}", {"title": "新的名称", "introduction": "很长的说明"})
    assert newest("survey.changed").detail == {
        "before": {"title": "活动时间征集"},
        "after": {"title": "新的名称"},
        "unsaid": ["introduction"],
    }
    topic = make_topic(world.chamber, state="draft")
    as_staff.patch(f"/staff/topics/{topic.id}", {"title": "停车难怎么办（二）"})
    assert newest("topic.changed").detail == {
        "before": {"title": "停车难怎么办"},
        "after": {"title": "停车难怎么办（二）"},
    }


def test_only_what_differs_is_kept() -> None:
    moment = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
    before = {"name": "甲", "at": None, "on": date(2026, 1, 1), "text": "旧", "same": [1]}
    after = {"name": "乙", "at": moment, "on": date(2026, 1, 1), "text": "新", "same": (1,)}
    assert differing(before, after, unsaid=("text",)) == {
        "before": {"name": "甲", "at": None},
        "after": {"name": "乙", "at": "2026-04-20T10:00:00+08:00"},
        "unsaid": ["text"],
    }
    assert differing(before, before) == differing(None, None) == {}
    assert differing(None, {"name": "甲", "at": None}) == {"after": {"name": "甲"}}
    assert differing({"name": "甲"}, None) == {"before": {"name": "甲"}}


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ({}, []),
        (None, []),
        ("字", []),
        ({"role": "staff"}, []),
        ({"before": {"a": 1}, "after": {"a": 2, "b": 3}}, [Difference("a", 1, 2), Difference("b", None, 3)]),
        ({"unsaid": ["a", 1]}, [Difference("a", None, None, True)]),
        ({"before": [], "after": "x"}, []),
        ({"changes": {"a": [1, 2], "b": []}}, [Difference("a", 1, 2), Difference("b", None, None, True)]),
        ({"fields": ["a"]}, [Difference("a", None, None, True)]),
    ],
)
def test_an_entry_is_read_whatever_wrote_it(detail: Any, expected: list[Difference]) -> None:
    assert differences(detail) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "无"),
        ("", "无"),
        ([], "无"),
        ({}, "无"),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (["甲", True], "甲、是"),
        ({"甲": None}, "甲：无"),
        ("2026-04-23T14:00:00+08:00", "2026年4月23日 14:00"),
        ("2026-04-23", "2026-04-23"),
    ],
)
def test_values_in_words(value: Any, words: str) -> None:
    assert value_words(value) == words
