"""What the profile puts on home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.auth import Caller
from backend.profiles.definitions import define_section
from backend.profiles.models import ProfileSection
from backend.profiles.services import prefill
from backend.profiles.tasks import completeness, tasks
from tests.conftest import FrozenClock
from tests.people import World
from tests.phone import Phone
from tests.profiles.conftest import COMPANY, save

pytestmark = pytest.mark.usefixtures("sections")


def written(phone: Phone) -> list[tuple[str, str, int | None]]:
    """The "write" tasks of the caller, as (kind, title, count), in the order home shows them."""
    with phone.app.test_request_context():
        found = tasks(Caller(1, phone.account_id or 0, phone.member_id))
    return [(task.kind, task.title, task.count) for task in sorted(found, key=lambda task: task.key)]


def test_every_section_with_required_gaps_asks_in_order(as_member: Phone) -> None:
    assert written(as_member) == [
        ("section_gaps", "基本信息", 1),
        ("section_gaps", "企业信息", 4),
        ("section_gaps", "荣誉", 1),
        ("section_gaps", "岗位建功", 1),
        ("section_gaps", "社会公益", 1),
    ]


def test_a_finished_section_leaves_home_though_optional_fields_are_open(as_member: Phone) -> None:
    save(as_member, "company", COMPANY)
    assert "企业信息" not in [title for _kind, title, _count in written(as_member)]


def test_a_draft_counts_what_is_still_missing(as_member: Phone) -> None:
    save(as_member, "company", COMPANY)
    save(as_member, "company", {"position": "总经理"}, draft=True)
    assert ("section_gaps", "企业信息", 3) in written(as_member)


def test_what_costs_one_tap_comes_first(as_member: Phone, world: World, clock: FrozenClock) -> None:
    ProfileSection.update(freshness_days=1).where(ProfileSection.key == "honours").execute()
    save(as_member, "honours", {"has_honours": "no"})
    prefill(world.member.id, "company", {"company_name": "石桥精密"}, "import")
    clock.advance(days=1)
    assert written(as_member)[:3] == [
        ("section_confirm", "企业信息", None),
        ("section_stale", "荣誉", None),
        ("section_gaps", "基本信息", 1),
    ]


def test_an_item_leads_to_its_section_and_costs_at_least_a_minute(as_member: Phone) -> None:
    with as_member.app.test_request_context():
        task = tasks(Caller(1, 1, as_member.member_id))[0]
    assert (task.list, task.target, task.minutes) == ("write", "/pages/section/index?key=basics", 1)


def test_a_section_that_requires_nothing_never_asks_by_itself(as_member: Phone, world: World) -> None:
    form = {"sections": [{"key": "s", "title": "栏", "questions": [{"key": "q", "type": "text", "title": "题"}]}]}
    define_section("extra", form, organization_id=world.chamber.id, title="随意填")
    assert "随意填" not in [title for _kind, title, _count in written(as_member)]


def test_a_new_form_version_asks_for_what_it_newly_requires(as_member: Phone) -> None:
    save(as_member, "company", COMPANY)
    question = {"key": "founded", "type": "number", "title": "成立年份", "required": True}
    name = {"key": "company_name", "type": "text", "title": "企业名称", "required": True}
    define_section("company", {"sections": [{"key": "c", "title": "企业", "questions": [name, question]}]})
    assert ("section_gaps", "企业信息", 1) in written(as_member)


def test_a_visitor_has_no_profile_to_fill_in(as_visitor: Phone) -> None:
    assert written(as_visitor) == []


def test_tasks_and_completeness_cost_one_statement_together(
    as_member: Phone, count_statements: Callable[[], Any]
) -> None:
    total = save(as_member, "company", COMPANY).get_json()["completeness_total"]
    written(as_member)
    with as_member.app.test_request_context(), count_statements() as statements:
        assert len(tasks(Caller(1, 1, as_member.member_id))) == 4
        assert completeness(as_member.member_id or 0) == total == 100 * 4 // 13
    assert len(statements) == 1


def test_completeness_on_its_own_is_that_of_the_member_asked_for(as_member: Phone, as_organizer: Phone) -> None:
    save(as_member, "company", COMPANY)
    with as_member.app.test_request_context():
        tasks(Caller(1, 1, as_organizer.member_id))
        assert completeness(as_member.member_id or 0) > 0
        assert completeness(as_organizer.member_id or 0) == 0
