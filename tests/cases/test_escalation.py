"""What is past its due date is raised, rung by rung, to whoever must know."""

from __future__ import annotations

from typing import Any

from backend.audit.models import AuditEntry
from backend.cases import services
from backend.cases.errors import CaseState
from backend.cases.escalating import escalate_due
from backend.cases.jobs import timers
from backend.cases.models import Case, CaseStep
from tests import outbox
from tests.cases.conftest import answered, bring_forward, kinds
from tests.factories import make_account, make_member, make_role
from tests.people import World
from tests.racing import run_together


def given(world: World) -> Case:
    """A case given to the staff on Monday at ten; it is due on Wednesday at ten."""
    for person in (world.member, world.staff, world.administrator, world.auditor):
        make_account(person)
    case = bring_forward(world)
    return services.assign(case.id, world.administrator.id, world.staff.id)


def told() -> list[tuple[int, str]]:
    return [(one.member_id or 0, one.notification.values["note"]) for one in outbox.told("case_overdue")]


def test_nothing_is_raised_before_it_is_due(world: World, clock: Any) -> None:
    given(world)
    clock.set("2026-04-22T09:59:59+08:00")
    assert escalate_due() == 0
    clock.set("2026-04-22T10:00:00+08:00")
    assert escalate_due() == 1


def test_each_rung_tells_its_people_once(world: World, clock: Any) -> None:
    case = given(world)
    clock.set("2026-04-22T10:01:00+08:00")
    assert (escalate_due(), escalate_due()) == (1, 0)
    assert told() == [(world.staff.id, "已超期 1 个工作日")]
    clock.set("2026-04-23T10:00:00+08:00")
    assert (escalate_due(), escalate_due()) == (1, 0)
    assert told()[1:] == [(world.staff.id, "已超期 1 个工作日")]
    clock.set("2026-04-27T10:00:00+08:00")  # three working days late; a weekend lies between
    assert (escalate_due(), escalate_due()) == (1, 0)
    assert told()[2:] == [(world.administrator.id, "已超期 3 个工作日")]
    assert Case.get_by_id(case.id).escalation_level == 3
    steps = CaseStep.select().where(CaseStep.kind == "escalated").order_by(CaseStep.number)
    assert [(step.visible_to, step.detail["level"], step.detail["to"]) for step in steps] == [
        ("staff", 1, "assignee"),
        ("staff", 2, "staff"),
        ("staff", 3, "administrators"),
    ]
    trail = AuditEntry.select().where(AuditEntry.action == "case.escalated")
    assert [(entry.actor_kind, entry.subject_id) for entry in trail] == [("system", case.id)] * 3


def test_a_process_that_stood_still_catches_up(world: World, clock: Any) -> None:
    given(world)
    clock.advance(days=30)
    assert (escalate_due(), escalate_due()) == (3, 0)


def test_what_nobody_was_given_concerns_the_nearest_staff(world: World, clock: Any) -> None:
    near = make_member(organization=world.chamber)
    for person in (near, world.staff):
        make_account(person)
    bring_forward(world)
    clock.advance(days=1)
    escalate_due()
    assert [member for member, _ in told()] == [world.staff.id]  # of the street: the chamber has none
    make_role(near, world.chamber, "staff")
    bring_forward(world, world.organizer, client_ref="two")
    clock.advance(days=1)
    escalate_due()
    # Both cases: the second rung of the first, and the first of the second.
    assert [member for member, _ in told()[1:]] == [near.id, near.id]


def test_a_role_that_ended_and_a_member_who_left_are_not_told(world: World, clock: Any) -> None:
    former = make_member(organization=world.chamber)
    make_role(former, world.chamber, "staff", ends_at=clock.now())
    for person in (former, world.staff):
        make_account(person)
    bring_forward(world)
    clock.advance(days=1)
    escalate_due()
    assert [member for member, _ in told()] == [world.staff.id]


def test_a_pause_an_answer_and_another_date_end_it(world: World, clock: Any) -> None:
    case = given(world)
    clock.set("2026-04-22T10:00:00+08:00")
    services.pause(case.id, world.staff.id, "等回函")
    clock.advance(days=7)
    assert escalate_due() == 0
    services.resume(case.id, world.staff.id)
    assert escalate_due() == 1
    services.set_due(case.id, world.staff.id, clock.now() + (clock.now() - case.created_at), "等下次会议")
    assert (escalate_due(), Case.get_by_id(case.id).escalation_level) == (0, 0)
    answered(world, case)
    clock.advance(days=60)
    assert escalate_due() == 0


def test_another_assignee_does_not_begin_the_ladder_again(world: World, clock: Any) -> None:
    case = given(world)
    services.start(case.id, world.staff.id)
    clock.set("2026-06-22T10:00:00+08:00")
    assert escalate_due() == 3
    services.assign(case.id, world.administrator.id, world.administrator.id)
    assert escalate_due() == 0
    services.assign(case.id, world.administrator.id, world.staff.id, due_days=2)
    clock.set("2026-06-25T10:00:00+08:00")
    assert escalate_due() == 2


def test_raising_it_does_not_make_stale_what_staff_saw(world: World, clock: Any) -> None:
    case = given(world)
    version = Case.get_by_id(case.id).version
    clock.advance(days=3)
    escalate_due()
    assert services.start(case.id, world.staff.id, version=version).state == "in_progress"


def test_the_author_sees_nothing_of_it(world: World, clock: Any) -> None:
    case = given(world)
    before = Case.get_by_id(case.id).moved_step
    clock.advance(days=9)
    escalate_due()
    assert Case.get_by_id(case.id).moved_step == before


def test_two_processes_raise_each_rung_once(world: World, app: Any, clock: Any) -> None:
    for number in range(5):
        bring_forward(world, make_member(organization=world.chamber), client_ref=f"case-{number}")
    clock.advance(days=30)
    assert sum(run_together([escalate_due, escalate_due, escalate_due])) == 15
    assert CaseStep.select().where(CaseStep.kind == "escalated").count() == 15


def test_pausing_against_raising_leaves_one_order(world: World, app: Any, clock: Any) -> None:
    case = given(world)
    clock.advance(days=3)

    def pause() -> int:
        services.pause(case.id, world.staff.id, "等回函")
        return -1

    raised, _ = run_together([escalate_due, pause])
    numbers = [row.number for row in CaseStep.select().where(CaseStep.case == case.id).order_by(CaseStep.number)]
    assert numbers == list(range(1, len(numbers) + 1))
    # Whatever was raised came before the pause, and nothing after it.
    assert kinds(case)[-1] == "paused"
    assert kinds(case).count("escalated") == raised
    assert Case.get_by_id(case.id).due_at is None


def test_reopening_against_closing_leaves_one_of_them(world: World, app: Any, clock: Any) -> None:
    case = answered(world, bring_forward(world))
    services.rate(case.id, world.member.id, 1)
    clock.advance(days=16)

    def reopen() -> int:
        try:
            services.reopen(case.id, world.member.id, "没有说明白")
        except CaseState:
            return 0
        return 1

    reopened, closed = run_together([reopen, services.close_unrated])
    assert reopened + closed == 1
    assert Case.get_by_id(case.id).state == ("in_progress" if reopened else "closed")


def test_the_timers_run_both(world: World, clock: Any) -> None:
    case = given(world)
    clock.advance(days=30)
    for timer in timers:
        timer.run()
    assert kinds(case).count("escalated") == 3
