"""A decision takes effect after ten seconds, exactly once, and can be undone until then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock as backend_clock
from backend.activities.models import Signup
from backend.activities.services.review import approve_signup
from backend.audit.models import AuditEntry
from backend.cases.models import Case
from backend.console.today import holding
from backend.console.today.holding import DecidedMeanwhile, UndoneTooLate, hold, run_due, run_due_of, undo
from backend.console.today.jobs import timers
from backend.console.today.models import HeldAct
from backend.errors import DomainError, Forbidden, NotFound
from backend.joining.models import Application
from backend.organizations.models import Role
from backend.privacy.services import delete_account
from backend.safety.models import Complaint
from backend.scope import load_scope
from tests.factories import make_account, make_activity, make_case, make_member, make_role, make_signup
from tests.outbox import told
from tests.people import World
from tests.racing import run_together


@pytest.fixture
def signup(world: World) -> Signup:
    """Wang Min's signup, which waits for review."""
    return make_signup(make_activity(world.chamber, needs_review=True), world.member, "pending")


def decide(person: Any, act: str, *many: Any, **arguments: Any) -> holding.Batch:
    return hold(act, person.id, load_scope(person.id), [{"id": one.id, **arguments} for one in many])


def state_of(signup: Signup) -> str:
    return str(Signup.get_by_id(signup.id).state)


def code_of(act: Any) -> str:
    try:
        return str(act() or "done")
    except DomainError as error:
        return error.code


def test_it_takes_effect_after_ten_seconds_and_once(world, signup, clock):
    decide(world.staff, "signups.approve", signup)

    clock.advance(seconds=9)
    assert run_due() == 0
    assert state_of(signup) == "pending"
    clock.advance(seconds=1)
    assert run_due() == 1
    assert run_due() == run_due_of(world.staff.id) == 0
    assert state_of(signup) == "approved"
    assert AuditEntry.select().where(AuditEntry.action == "signup.approved").count() == 1


def test_nobody_is_told_before_it_takes_effect(world, signup, clock):
    decide(world.staff, "signups.reject", signup, reason="名额留给新会员")
    assert told() == []

    clock.advance(seconds=10)
    run_due()
    assert len(told()) == 1


def test_it_can_be_undone_until_then(world, signup, clock):
    batch = decide(world.staff, "signups.approve", signup)

    assert undo(batch.id, world.staff.id) == 1
    assert undo(batch.id, world.staff.id) == 0  # a second click
    clock.advance(minutes=1)
    assert run_due() == 0
    assert state_of(signup) == "pending"
    decide(world.staff, "signups.reject", signup)  # and be decided otherwise


def test_it_can_not_be_undone_afterwards(world, signup, clock):
    batch = decide(world.staff, "signups.approve", signup)
    clock.advance(seconds=10)
    run_due()

    with pytest.raises(UndoneTooLate):
        undo(batch.id, world.staff.id)


def test_nobody_undoes_what_somebody_else_decided(world, signup):
    batch = decide(world.staff, "signups.approve", signup)

    with pytest.raises(UndoneTooLate):
        undo(batch.id, world.administrator.id)
    assert HeldAct.get().undone_at is None


def test_second_colleague_is_told_who_did_what(world, signup, clock):
    decide(world.staff, "signups.approve", signup)
    clock.advance(seconds=2)

    with pytest.raises(DecidedMeanwhile, match="赵云刚刚通过了王敏的报名（8 秒内可撤销）"):
        decide(world.administrator, "signups.reject", signup)
    clock.advance(seconds=8)
    with pytest.raises(DomainError) as refused:  # its time has come: it counts first
        decide(world.administrator, "signups.reject", signup)
    assert refused.value.message == "赵云 已于 10:00 通过了 王敏 的报名。"


def test_same_click_twice_is_one_decision(world, signup):
    first = decide(world.staff, "signups.approve", signup)

    assert decide(world.staff, "signups.approve", signup) == first
    with pytest.raises(DecidedMeanwhile, match="您刚刚通过了"):
        decide(world.staff, "signups.reject", signup)
    assert HeldAct.select().count() == 1


def test_many_are_decided_and_undone_together(world, clock):
    activity = make_activity(world.chamber, needs_review=True)
    signups = [make_signup(activity, make_member("申请人"), "pending") for _ in range(3)]
    batch = decide(world.staff, "signups.approve", *signups)

    assert batch.number == 3
    assert undo(batch.id, world.staff.id) == 3
    decide(world.staff, "signups.approve", *signups)
    clock.advance(seconds=11)
    assert run_due() == 3
    assert {state_of(one) for one in signups} == {"approved"}


def test_of_many_all_or_none_are_held(world, signup):
    other = make_signup(make_activity(world.library, needs_review=True), world.organizer, "pending")
    decide(world.administrator, "signups.approve", other)

    with pytest.raises(DecidedMeanwhile):
        decide(world.staff, "signups.approve", signup, other)
    assert HeldAct.select().where(HeldAct.actor == world.staff).count() == 0


def test_decided_on_a_phone_meanwhile_it_comes_back_in_words(world, signup, clock):
    decide(world.staff, "signups.reject", signup)
    approve_signup(signup.activity_id, signup.id, world.administrator.id)
    clock.advance(seconds=10)

    assert run_due() == 1
    assert state_of(signup) == "approved"
    (failed,) = holding.failed_of(world.staff.id)
    assert failed.words == "婉拒了王敏的报名"
    assert failed.trouble == "周主任 已于 10:00 通过了 王敏 的报名。"
    holding.note_seen(failed.id, world.administrator.id)
    assert holding.failed_of(world.staff.id)
    holding.note_seen(failed.id, world.staff.id)
    assert holding.failed_of(world.staff.id) == []


def test_cancelled_meanwhile_it_comes_back(world, signup, clock):
    decide(world.staff, "signups.approve", signup)
    Signup.update(state="cancelled").where(Signup.id == signup.id).execute()
    clock.advance(seconds=10)
    run_due()

    assert holding.failed_of(world.staff.id)[0].trouble == "王敏 已取消报名。"


def test_scope_is_asked_again_at_that_moment(world, signup, clock):
    decide(world.staff, "signups.approve", signup)
    Role.update(ends_at=backend_clock.now() + timedelta(seconds=5)).where(Role.member == world.staff).execute()
    clock.advance(seconds=10)
    run_due()

    assert state_of(signup) == "pending"
    assert holding.failed_of(world.staff.id)[0].trouble == NotFound.message


def test_a_fault_of_ours_is_tried_once(world, signup, clock, monkeypatch):
    decide(world.staff, "signups.approve", signup)
    clock.advance(seconds=10)
    monkeypatch.setattr("backend.console.today.holding.load_scope", lambda _: 1 / 0)

    assert run_due() == 1
    assert run_due() == 0
    assert state_of(signup) == "pending"
    assert "再处理一次" in holding.failed_of(world.staff.id)[0].trouble


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("signups.approve", {}),
        ("signups.reject", {"reason": ""}),
    ],
)
def test_only_who_decides_here_may(world, signup, act, more):
    for person, refusal in ((world.auditor, Forbidden), (world.foreign_staff, NotFound), (world.organizer, NotFound)):
        with pytest.raises(refusal):
            decide(person, act, signup, **more)


def test_applications_texts_photos_and_complaints_are_decided_as_well(world, clock):
    account = make_account()
    application = Application.create(
        account=account, organization=world.chamber, name="张三", pending_account=account.id
    )
    complaint = Complaint.create(
        subject_kind="suggestion", subject_id=7, organization=world.chamber, member=world.member, reason="false"
    )
    decide(world.staff, "applications.decline", application, reason="请先联系商会")
    decide(world.staff, "complaints.dismiss", complaint, reason="")
    clock.advance(seconds=10)

    assert run_due() == 2
    assert Application.get_by_id(application.id).state == "declined"
    assert Complaint.get_by_id(complaint.id).state == "dismissed"


def test_a_case_that_moved_meanwhile_is_not_answered(world, clock):
    case = make_case(world.chamber, world.member)
    decide(
        world.staff,
        "cases.reply",
        case,
        text="下月起增开。",
        outcome="adopted",
        promised_on=None,
        is_public=True,
        version=Case.get_by_id(case.id).version,
    )
    Case.update(version=Case.version + 1).where(Case.id == case.id).execute()
    clock.advance(seconds=10)
    run_due()

    assert Case.get_by_id(case.id).state == "received"
    assert "刚刚有了变化" in holding.failed_of(world.staff.id)[0].trouble


def test_undo_and_time_at_the_same_moment_one_of_them_wins(world, clock):
    activity = make_activity(world.chamber, needs_review=True)
    for _ in range(8):
        signup = make_signup(activity, make_member("申请人"), "pending")
        batch = decide(world.staff, "signups.approve", signup)
        clock.advance(seconds=10)
        undone, run = run_together(
            [lambda one=batch: code_of(lambda: undo(one.id, world.staff.id)), lambda: str(run_due())]
        )

        assert (undone, run, state_of(signup)) in [("1", "0", "pending"), ("undone_too_late", "1", "approved")]


def test_browser_jobs_and_the_next_request_at_once_count_once(world, signup, clock):
    decide(world.staff, "signups.approve", signup)
    clock.advance(seconds=10)
    held = HeldAct.get()

    ran = run_together(
        [lambda: int(holding.run_held(held.id)), run_due, lambda: run_due_of(world.staff.id), run_due, run_due]
    )

    assert sum(ran) == 1
    assert AuditEntry.select().where(AuditEntry.action == "signup.approved").count() == 1


def test_two_colleagues_at_once_one_decides(world, signup):
    make_role(world.organizer, world.chamber, "staff")
    deciders = (world.staff, world.administrator, world.organizer)

    results = run_together(
        [lambda one=one: code_of(lambda: decide(one, "signups.approve", signup) and None) for one in deciders]
    )

    assert sorted(results) == ["decided_meanwhile", "decided_meanwhile", "done"]


def test_the_timer_asks_without_writing(world, count_statements):
    (timer,) = [one for one in timers if one.name == "run_held_acts"]

    with count_statements() as statements:
        timer.run()
    assert len(statements) == 1
    assert not timer.is_claimed


def test_what_is_over_is_forgotten(world, signup, clock):
    decide(world.staff, "signups.approve", signup)
    clock.advance(hours=2)
    assert holding.forget_old() == 0  # it has not taken effect yet
    run_due()
    assert holding.forget_old() == 1
    assert holding.forget_old() == 0


def test_who_leaves_is_forgotten_with_what_was_decided(world, signup, clock):
    phone = world.phone("member")
    decide(world.staff, "signups.approve", signup)

    delete_account(world.member.id, phone.account_id)

    assert HeldAct.select().count() == 0
