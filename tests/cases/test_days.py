"""Administrators say which days are worked, other than the public calendar does."""

from __future__ import annotations

from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.cases import services
from backend.cases.models import Case, DayOverride
from tests.cases.conftest import bring_forward
from tests.factories import make_member, make_role
from tests.people import World
from tests.phone import Phone

MEETING = {"is_workday": False, "name": "会员大会"}


def test_a_day_off_moves_due_dates_given_from_then_on(world: World, as_administrator: Phone) -> None:
    before = bring_forward(world)
    answer = as_administrator.put("/staff/days/2026-04-21", MEETING)
    assert (answer.status_code, answer.json) == (200, {"day": "2026-04-21", **MEETING})
    after = bring_forward(world, world.organizer, client_ref="two")
    assert before.due_at is not None
    assert after.due_at is not None
    assert (after.due_at - before.due_at).days == 1
    assert Case.get_by_id(before.id).due_at == before.due_at


def test_a_make_up_day_is_worked(world: World, as_administrator: Phone, clock: Any) -> None:
    as_administrator.put("/staff/days/2026-04-25", {"is_workday": True, "name": "调休上班"})
    clock.set("2026-04-24T10:00:00+08:00")
    due_at = bring_forward(world).due_at
    assert due_at is not None
    assert (due_at - clock.now()).days == 1


def test_the_same_again_is_one_entry_and_other_words_are_another(world: World, as_administrator: Phone) -> None:
    for body in (MEETING, MEETING, {**MEETING, "name": "年会"}):
        assert as_administrator.put("/staff/days/2026-04-21", body).status_code == 200
    assert [row.name for row in DayOverride.select()] == ["年会"]
    entries = AuditEntry.select().where(AuditEntry.action == "day.set").order_by(AuditEntry.id)
    assert [entry.detail["name"] for entry in entries] == ["会员大会", "年会"]
    assert {entry.actor_id for entry in entries} == {world.administrator.id}


def test_a_day_is_given_back_to_the_calendar_once(world: World, as_administrator: Phone) -> None:
    as_administrator.put("/staff/days/2026-04-21", MEETING)
    for _ in range(2):
        assert as_administrator.delete("/staff/days/2026-04-21").status_code == 204
    assert DayOverride.select().count() == 0
    assert AuditEntry.select().where(AuditEntry.action == "day.cleared").count() == 1


def test_staff_read_them_and_are_told_which_years_are_not_known(
    world: World, as_staff: Phone, as_administrator: Phone, clock: Any, count_statements: Any
) -> None:
    for number in range(1, 29):
        as_administrator.put(f"/staff/days/2027-02-{number:02d}", MEETING)
    as_administrator.put("/staff/days/2026-04-21", MEETING)
    with count_statements() as statements:
        body = as_staff.get("/staff/days").json
    assert len(statements) <= 4, statements
    assert [row["day"] for row in body["days"]][:2] == ["2026-04-21", "2027-02-01"]
    assert (len(body["days"]), body["unknown_years"]) == (29, [2027])
    assert body["note"].startswith("还没有 2027 年的节假日安排")
    assert [row["day"] for row in as_staff.get("/staff/days?year=2026").json["days"]] == ["2026-04-21"]
    clock.set("2025-04-20T10:00:00+08:00")
    body = as_staff.get("/staff/days").json
    assert (body["unknown_years"], body["note"]) == ([], "")


def test_only_administrators_at_the_top_set_days(world: World, as_staff: Phone) -> None:
    local = make_member(organization=world.chamber)
    make_role(local, world.chamber, "administrator")
    for phone in (as_staff, world.phone_of(local)):
        assert phone.put("/staff/days/2026-04-21", MEETING).status_code == 403
        assert phone.delete("/staff/days/2026-04-21").status_code == 403
    assert DayOverride.select().count() == 0


@pytest.mark.parametrize("day", ["2026-02-30", "20260421", "2026-W17-2", "1969-01-01", "9999-12-31", "x", "2026-4-1"])
def test_what_is_no_day_is_not_there(as_administrator: Phone, day: str) -> None:
    assert as_administrator.put(f"/staff/days/{day}", MEETING).status_code == 404
    assert as_administrator.delete(f"/staff/days/{day}").status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"is_workday": "yes"}, {"is_workday": True, "name": "长" * 21}, {"is_workday": True, "more": 1}]
)
def test_bad_input_is_refused(as_administrator: Phone, body: dict[str, Any]) -> None:
    assert as_administrator.put("/staff/days/2026-04-21", body).status_code == 422
    assert as_administrator.get("/staff/days?year=99999").status_code == 422


def test_a_paused_case_keeps_its_working_time_over_a_new_holiday(
    world: World, as_administrator: Phone, clock: Any
) -> None:
    case = bring_forward(world)
    services.pause(case.id, world.staff.id, "等回函")
    as_administrator.put("/staff/days/2026-04-21", MEETING)
    due_at = services.resume(case.id, world.staff.id).due_at
    assert due_at is not None
    assert (due_at - clock.now()).days == 2
