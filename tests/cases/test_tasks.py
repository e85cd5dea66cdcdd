"""What cases put on the first screen."""

from __future__ import annotations

from typing import Any

import pytest

from backend.auth import Caller
from backend.cases import services
from backend.cases.tasks import tasks
from tests.cases.conftest import answered, bring_forward
from tests.factories import make_account, make_member, make_role
from tests.people import World
from tests.phone import Phone


def caller_of(phone: Phone) -> Caller:
    return Caller(0, phone.account_id or 0, phone.member_id)


def found(phone: Phone) -> list[tuple[str, str, str | None]]:
    return [(task.list, task.kind, task.note) for task in tasks(caller_of(phone))]


def test_staff_see_what_is_due_today_as_one_task(world: World, as_staff: Phone, clock: Any) -> None:
    first = bring_forward(world)
    bring_forward(world, world.organizer, client_ref="two")
    assert tasks(caller_of(as_staff)) == []  # due tomorrow at ten
    clock.set("2026-04-21T08:00:00+08:00")
    (task,) = tasks(caller_of(as_staff))
    assert (task.list, task.kind, task.key) == ("do", "cases_due", "cases_due:2026-04-21")
    assert (task.count, task.due_at, task.target) == (2, first.due_at, "/staff/cases/index")
    services.pause(first.id, world.staff.id, "等公交公司回函")
    assert tasks(caller_of(as_staff))[0].count == 1


def test_staff_see_it_once_whatever_roles_they_hold(world: World, as_staff: Phone, clock: Any) -> None:
    make_role(world.staff, world.chamber, "administrator")
    case = bring_forward(world)
    clock.advance(days=3)
    assert tasks(caller_of(as_staff))[0].count == 1
    services.assign(case.id, world.staff.id, world.staff.id)
    services.set_handlers(case.id, world.staff.id, [world.staff.id])
    clock.advance(days=7)
    assert tasks(caller_of(as_staff))[0].count == 1


def test_what_somebody_else_was_given_is_not_mine(world: World, as_staff: Phone, clock: Any) -> None:
    other = make_member(organization=world.street)
    case = bring_forward(world)
    services.assign(case.id, world.staff.id, other.id)
    clock.advance(days=7)
    assert tasks(caller_of(as_staff)) == []
    assert found(world.phone_of(other)) == [("do", "cases_due", None)]
    services.set_handlers(case.id, world.staff.id, [world.staff.id])
    assert found(as_staff) == [("do", "cases_due", None)]


@pytest.mark.parametrize("person", ["member", "auditor", "foreign_staff", "stranger"])
def test_others_have_nothing_to_do(world: World, clock: Any, person: str) -> None:
    bring_forward(world, world.organizer)
    clock.advance(days=7)
    assert [task for task in tasks(caller_of(world.phone(person))) if task.list == "do"] == []


def test_author_and_supporters_read_what_moved_until_they_opened_it(
    world: World, as_member: Phone, as_organizer: Phone, clock: Any
) -> None:
    case = bring_forward(world)
    assert found(as_member) == [("read", "case_moved", "内容检查通过，已公开")]
    clock.advance(minutes=1)
    services.endorse(case.id, world.organizer.id)
    assert found(as_organizer) == []
    services.assign(case.id, world.staff.id, world.staff.id)
    services.note(case.id, world.staff.id, "先问交通局")  # nobody else hears of it
    for phone in (as_member, as_organizer):
        (task,) = tasks(caller_of(phone))
        assert (task.list, task.title, task.note) == ("read", "增设夜间公交", "交办")
        assert task.target == f"/pages/suggestion/index?id={case.id}"
        assert phone.post("/tasks/seen", {"key": task.key}).status_code == 204
        assert tasks(caller_of(phone)) == []
    services.start(case.id, world.staff.id)
    assert found(as_member) == found(as_organizer) == [("read", "case_moved", "开始办理")]


def test_my_own_step_is_no_news_to_me(world: World, as_member: Phone, as_organizer: Phone) -> None:
    case = bring_forward(world)
    services.endorse(case.id, world.organizer.id)
    services.edit_text(case.id, world.member.id, {"text": "晚上九点以后没有车。"})
    assert found(as_member) == []
    assert found(as_organizer) == []  # the new words are not checked yet
    services.set_public_state(case.id, "shown")
    assert found(as_organizer) == [("read", "case_moved", "修改内容")]


def test_who_comes_along_by_a_merge_reads_it_and_who_left_does_not(world: World, as_organizer: Phone) -> None:
    target = bring_forward(world)
    merged = bring_forward(world, world.organizer, client_ref="two")
    services.merge(merged.id, world.staff.id, target.id)
    assert sorted(found(as_organizer)) == [("read", "case_moved", "并入"), ("read", "case_moved", "并入了同一件事")]
    services.opt_out(target.id, world.organizer.id)
    assert found(as_organizer) == [("read", "case_moved", "并入")]


def test_an_old_step_is_no_news(world: World, as_member: Phone, clock: Any) -> None:
    bring_forward(world)
    clock.advance(days=31)
    assert found(as_member) == []


def test_the_author_is_asked_to_rate_once_the_promise_is_due(world: World, as_member: Phone, clock: Any) -> None:
    case = answered(world, bring_forward(world), promised_on="2026-05-08")
    assert found(as_member) == [("read", "case_moved", "答复")]
    clock.set("2026-05-08T00:00:00+08:00")
    (task,) = [task for task in tasks(caller_of(as_member)) if task.list == "write"]
    assert (task.kind, task.title) == ("case_to_rate", "评价答复：增设夜间公交")
    assert task.due_at is not None
    assert (task.due_at - clock.now()).days == 15
    services.rate(case.id, world.member.id, 2)
    assert [task for task in tasks(caller_of(as_member)) if task.list == "write"] == []


def test_home_holds_them(world: World, as_member: Phone) -> None:
    bring_forward(world)
    (task,) = as_member.get("/home").json["read"]
    assert (task["kind"], task["note"]) == ("case_moved", "内容检查通过，已公开")


def test_it_is_one_statement_that_scans_no_table(
    database: Any, world: World, engine: str, count_statements: Any
) -> None:
    phone = world.phone("staff")
    with count_statements() as statements:
        tasks(caller_of(phone))
    assert len(statements) == 1
    if engine == "sqlite":
        text = tasks.statement.text
        plan = [row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {text}", (1,) * 5).fetchall()]
        assert [line for line in plan if line.startswith("SCAN") and ("case_item" in line or " c" in line)] == []
        assert any("organization_id=? AND kind=? AND state=? AND due_at<?" in line for line in plan), plan


def test_a_visitor_has_none(world: World) -> None:
    assert tasks(Caller(0, make_account().id, None)) == []
