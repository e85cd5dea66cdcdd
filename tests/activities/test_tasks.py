"""What activities and check-in put on the first screen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.activities.models import Activity
from backend.activities.tasks import next_activity, tasks
from backend.auth import Caller
from backend.checkin.tasks import today_pass
from tests.factories import make_activity, make_member, make_organizer, make_signup


@pytest.fixture
def caller(app, as_member):
    return Caller(0, as_member.account_id, as_member.member_id)


def found(caller):
    return [(task.list, task.kind, task.title) for task in tasks(caller)]


def today(world, clock, **fields):
    """An activity of today at 14:00; it is 10:00, check-in opens at 13:00."""
    return make_activity(world.chamber, starts_at=clock.now() + timedelta(hours=4), **fields)


def test_open_signup_is_something_to_do_until_it_closes(world, caller, clock):
    activity = make_activity(world.chamber)

    (task,) = tasks(caller)
    assert (task.list, task.kind, task.key) == ("do", "activity_open", f"activity_open:{activity.id}")
    assert (task.target, task.due_at) == (f"/pages/activity/index?id={activity.id}", activity.signup_closes_at)
    clock.set(activity.signup_closes_at)
    assert tasks(caller) == []


def test_what_i_cannot_or_need_not_sign_up_to_is_no_task(world, caller, clock):
    make_activity(world.elsewhere)
    make_activity(world.chamber, signup_opens_at=clock.now() + timedelta(hours=1))
    make_activity(world.chamber, state="cancelled")
    make_activity(world.chamber, state="draft")
    make_signup(make_activity(world.chamber, capacity=1), make_member())
    make_signup(make_activity(world.chamber), world.member, "cancelled")

    assert tasks(caller) == []


def test_today_turns_into_check_in_when_the_door_opens(world, caller, clock):
    activity = today(world, clock)
    make_signup(activity, world.member)

    (task,) = tasks(caller)
    assert (task.kind, task.due_at) == ("activity_today", activity.starts_at)
    clock.set(activity.checkin_opens_at)
    (task,) = tasks(caller)
    assert (task.kind, task.due_at) == ("checkin_open", activity.checkin_closes_at)
    clock.set(activity.checkin_closes_at)
    assert tasks(caller) == []


def test_check_in_done_leaves_the_list(world, caller, clock):
    make_signup(today(world, clock), world.member, checked_in_at=clock.now())

    assert tasks(caller) == []


def test_organizer_is_reminded_today_only(world, caller, clock):
    activity = make_activity(world.elsewhere, title="我负责", starts_at=clock.now() + timedelta(hours=4))
    make_organizer(activity, world.member)
    make_organizer(make_activity(world.elsewhere, title="后天", signup_closes_at=clock.now()), world.member)

    (task,) = [task for task in tasks(caller) if task.kind == "organize_today"]
    assert (task.title, task.target) == ("我负责", f"/organizer/door/index?id={activity.id}")


def test_staff_see_how_many_wait_for_review(world, app, clock):
    activity = make_activity(world.chamber, needs_review=True)
    for _ in range(3):
        make_signup(activity, make_member(), "pending")
    make_signup(activity, make_member(), "approved")
    staff = Caller(0, 0, world.staff.id)

    (task,) = [task for task in tasks(staff) if task.kind == "signups_to_review"]
    assert (task.count, task.title) == (3, "春季企业家沙龙")
    for other in (world.auditor, world.foreign_staff, world.member):
        assert "signups_to_review" not in [task.kind for task in tasks(Caller(0, 0, other.id))]


@pytest.mark.parametrize(("act", "note"), [("approve", "approved"), ("reject", "rejected"), ("promote", "promoted")])
def test_result_is_to_be_read_until_it_was_opened(world, caller, as_member, as_staff, clock, act, note):
    activity = make_activity(world.chamber, capacity=1, needs_review=act != "promote")
    if act == "promote":
        make_signup(activity, make_member())
        make_signup(activity, world.member, "waitlisted")
        as_staff.patch(f"/staff/activities/{activity.id}", {"capacity": 2})
    else:
        signup = make_signup(activity, world.member, "pending")
        as_staff.post(f"/staff/activities/{activity.id}/signups/{signup.id}/{act}", {} if act == "reject" else None)

    (task,) = tasks(caller)
    assert (task.list, task.kind, task.note) == ("read", "signup_result", note)
    assert as_member.post("/tasks/seen", {"key": task.key}).status_code == 204
    assert tasks(caller) == []


def test_cancelled_activity_is_to_be_read_with_its_reason(world, caller, as_member):
    activity = make_activity(world.chamber, state="cancelled", cancel_reason="暴雨")
    make_signup(activity, world.member)

    (task,) = tasks(caller)
    assert (task.list, task.kind, task.note) == ("read", "activity_cancelled", "暴雨")
    as_member.post("/tasks/seen", {"key": task.key})
    assert tasks(caller) == []


def test_visitor_has_no_tasks_but_a_next_activity(world, as_visitor):
    make_activity(world.chamber)
    public = make_activity(world.chamber, is_public=True)
    visitor = Caller(0, as_visitor.account_id, None)

    assert tasks(visitor) == []
    assert next_activity(visitor)["id"] == public.id


def test_next_activity_is_the_one_i_am_in(world, caller, clock):
    make_activity(world.chamber, starts_at=clock.now() + timedelta(days=1))
    mine = make_activity(world.chamber)
    assert next_activity(caller)["id"] != mine.id
    make_signup(mine, world.member)

    assert next_activity(caller)["id"] == mine.id


def test_nothing_ahead_is_no_next_activity(world, caller, clock):
    make_activity(world.chamber, starts_at=clock.now() - timedelta(days=2))

    assert next_activity(caller) is None


def test_pass_of_the_day_is_there_from_midnight_to_the_end(world, caller, clock):
    signup = make_signup(today(world, clock), world.member)

    clock.set("2026-04-19T23:59:59+08:00")
    assert today_pass(world.member.id) is None
    clock.set("2026-04-20T00:00:00+08:00")
    assert today_pass(world.member.id)["signup_id"] == signup.id
    clock.set("2026-04-20T17:00:00+08:00")
    assert today_pass(world.member.id) is None


@pytest.mark.parametrize("state", ["pending", "waitlisted", "rejected", "cancelled"])
def test_pass_of_the_day_needs_an_approved_signup(world, clock, state):
    make_signup(today(world, clock), world.member, state)

    assert today_pass(world.member.id) is None


def test_pass_still_to_be_used_comes_first(world, clock):
    make_signup(today(world, clock), world.member, checked_in_at=clock.now())
    later = make_activity(world.chamber, starts_at=clock.now() + timedelta(hours=8))
    signup = make_signup(later, world.member)

    assert today_pass(world.member.id)["signup_id"] == signup.id


def test_cancelled_activity_gives_no_pass(world, clock):
    activity = today(world, clock)
    make_signup(activity, world.member)
    Activity.update(state="cancelled").execute()

    assert today_pass(world.member.id) is None


def test_each_contribution_is_one_statement(world, caller, clock, count_statements):
    for _ in range(3):
        make_signup(today(world, clock), world.member)
        make_organizer(make_activity(world.chamber), world.member)
    for ask in (lambda: tasks(caller), lambda: next_activity(caller), lambda: today_pass(world.member.id)):
        with count_statements() as statements:
            assert ask()
        assert len(statements) == 1


def test_home_reads_no_table_from_end_to_end(database, engine):
    if engine != "sqlite":
        return  # PostgreSQL chooses by the size of the tables, which are empty here
    plan = [row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {tasks.statement.text}", (1,) * 5).fetchall()]

    # `me` is the one row of the caller, `open_now` the short list that the first branch came to.
    assert {line for line in plan if line.startswith("SCAN")} <= {"SCAN me", "SCAN CONSTANT ROW", "SCAN open_now"}
