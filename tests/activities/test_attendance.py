"""After the end, each approved signup becomes attended, no-show or left early, and every attendance is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend.activities import jobs
from backend.activities.models import Activity, ActivitySession, Attendance, Signup
from backend.activities.services import attendance
from backend.activities.services.attendance import settle_activity, settle_due, settle_signup
from backend.participation.models import Participation
from backend.timers.services import run_timer
from tests.factories import make_activity, make_member, make_signup
from tests.people import World
from tests.racing import run_together

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def over(world: World, clock: Any) -> Activity:
    """It lasted from 14:00 to 17:00 and ended an hour ago."""
    activity = make_activity(world.chamber)
    clock.set(activity.ends_at + timedelta(hours=1))
    return activity


def attendance_of(signup: Signup) -> str:
    return str(Signup.get_by_id(signup.id).attendance)


def record_of(signup: Signup) -> dict[str, Any] | None:
    row = Participation.get_or_none(Participation.member == signup.member_id)
    return row and row.detail


def came(over: Activity, member: Any, **fields: Any) -> Signup:
    return make_signup(over, member, checked_in_at=over.starts_at - timedelta(minutes=10), **fields)


def add_session(activity: Activity, begins: float, ends: float) -> ActivitySession:
    """From and to so many hours after the start."""
    starts_at, ends_at = activity.starts_at + timedelta(hours=begins), activity.starts_at + timedelta(hours=ends)
    Activity.update(has_sessions=True).where(Activity.id == activity.id).execute()
    return ActivitySession.create(
        activity=activity,
        title="一场",
        starts_at=starts_at,
        ends_at=ends_at,
        checkin_opens_at=starts_at,
        checkin_closes_at=ends_at,
    )


def attend(signup: Signup, session: ActivitySession, left_at: Any = None) -> None:
    Attendance.create(
        activity=signup.activity_id, session=session, signup=signup, checked_in_at=session.starts_at, left_at=left_at
    )


def test_nothing_is_settled_before_half_an_hour_has_passed(over: Activity, world: World, clock: Any) -> None:
    signup = came(over, world.member)
    clock.set(over.ends_at + HALF_AN_HOUR - timedelta(seconds=1))
    assert settle_due() == 0
    assert (attendance_of(signup), Activity.get_by_id(over.id).settled_at) == ("", None)

    clock.advance(seconds=1)
    assert settle_due() == 1
    assert (attendance_of(signup), Activity.get_by_id(over.id).settled_at) == ("attended", clock.now())


def test_who_came_attended_and_who_did_not_is_a_no_show(over: Activity, world: World) -> None:
    present, absent = came(over, world.member, seats=3), make_signup(over, world.organizer)

    settle_due()

    assert (attendance_of(present), attendance_of(absent)) == ("attended", "no_show")
    entry = Participation.get()
    assert (entry.member_id, entry.kind, entry.subject_id) == (world.member.id, "activity_attended", over.id)
    assert (entry.title, entry.organization_id, entry.occurred_at) == (over.title, world.chamber.id, over.starts_at)
    assert entry.detail == {"seats": 3, "sessions": 1, "hours": 3.0}
    assert Participation.select().count() == 1


@pytest.mark.parametrize("state", ["pending", "waitlisted", "rejected", "cancelled"])
def test_who_was_not_approved_has_no_attendance(over: Activity, world: World, state: str) -> None:
    signup = came(over, world.member, state=state)
    settle_due()
    assert (attendance_of(signup), record_of(signup)) == ("", None)


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_what_did_not_take_place_is_not_settled(over: Activity, world: World, state: str) -> None:
    signup = came(over, world.member)
    Activity.update(state=state).where(Activity.id == over.id).execute()
    assert settle_due() == 0
    assert attendance_of(signup) == ""


@pytest.mark.parametrize(
    ("has_leave_scan", "minutes_before_the_end", "expected", "hours"),
    [
        (True, 60, "left_early", 2.0),
        (True, 15, "attended", 3.0),
        (True, -5, "attended", 3.0),
        (False, 60, "attended", 2.0),
    ],
)
def test_who_left_long_before_the_end_left_early(
    over: Activity, world: World, has_leave_scan: bool, minutes_before_the_end: int, expected: str, hours: float
) -> None:
    Activity.update(has_leave_scan=has_leave_scan).where(Activity.id == over.id).execute()
    signup = came(over, world.member, left_at=over.ends_at - timedelta(minutes=minutes_before_the_end))
    settle_due()
    assert attendance_of(signup) == expected
    detail = record_of(signup)
    assert detail is not None
    assert detail["hours"] == hours


def test_with_sessions_one_of_them_is_enough(over: Activity, world: World) -> None:
    first, second = add_session(over, 0, 1), add_session(over, 1, 3)
    one, both, none = (make_signup(over, member) for member in (world.member, world.organizer, make_member()))
    attend(one, second)
    attend(both, first)
    attend(both, second)

    settle_due()

    assert [attendance_of(signup) for signup in (one, both, none)] == ["attended", "attended", "no_show"]
    assert record_of(one) == {"seats": 1, "sessions": 1, "hours": 2.0}
    assert record_of(both) == {"seats": 1, "sessions": 2, "hours": 3.0}


def test_with_sessions_the_last_one_attended_tells_who_left_early(over: Activity, world: World) -> None:
    Activity.update(has_leave_scan=True).where(Activity.id == over.id).execute()
    first, second = add_session(over, 0, 1), add_session(over, 1, 3)
    left, stayed = make_signup(over, world.member), make_signup(over, world.organizer)
    attend(left, first)
    attend(left, second, second.starts_at + timedelta(minutes=30))
    attend(stayed, first, first.starts_at + timedelta(minutes=30))
    attend(stayed, second)

    settle_due()

    assert (attendance_of(left), attendance_of(stayed)) == ("left_early", "attended")
    assert record_of(left) == {"seats": 1, "sessions": 2, "hours": 1.5}
    assert record_of(stayed) == {"seats": 1, "sessions": 2, "hours": 2.5}


def test_settling_twice_has_one_effect(over: Activity, world: World, clock: Any) -> None:
    signup = came(over, world.member)
    timer = jobs.timers[0]
    assert run_timer(timer)
    settled_at = Activity.get_by_id(over.id).settled_at
    clock.advance(minutes=10)
    assert run_timer(timer)
    settle_activity(over.id)

    assert attendance_of(signup) == "attended"
    assert Participation.select().count() == 1
    assert Activity.get_by_id(over.id).settled_at == settled_at


def test_it_goes_on_where_it_was_killed(over: Activity, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    signups = [came(over, make_member()) for _ in range(5)]
    monkeypatch.setattr(attendance, "CHUNK", 2)
    real, calls = attendance.record_acts, []

    def dies_on_the_second(acts: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(acts)

    monkeypatch.setattr(attendance, "record_acts", dies_on_the_second)
    with pytest.raises(KeyboardInterrupt):
        settle_due()
    assert sorted(attendance_of(signup) for signup in signups) == ["", "", "", "attended", "attended"]
    assert Activity.get_by_id(over.id).settled_at is None
    assert Participation.select().count() == 2

    settle_due()
    assert {attendance_of(signup) for signup in signups} == {"attended"}
    assert Participation.select().count() == 5


def test_two_processes_at_once_enter_each_act_once(
    over: Activity, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        came(over, make_member())
    monkeypatch.setattr(attendance, "CHUNK", 3)

    run_together([lambda: settle_activity(over.id)] * 4)

    assert Participation.select().count() == 12
    assert Signup.select().where(Signup.attendance == "attended").count() == 12


def test_an_undo_and_a_late_batch_settle_a_signup_again(over: Activity, world: World) -> None:
    undone, late = came(over, world.member), make_signup(over, world.organizer)
    settle_due()
    Signup.update(checked_in_at=None).where(Signup.id == undone.id).execute()
    Signup.update(checked_in_at=over.starts_at, seats=2).where(Signup.id == late.id).execute()

    for _ in range(2):
        settle_signup(undone.id)
        settle_signup(late.id)

    assert (attendance_of(undone), record_of(undone)) == ("no_show", None)
    assert (attendance_of(late), record_of(late)) == ("attended", {"seats": 2, "sessions": 1, "hours": 3.0})


def test_a_signup_withdrawn_afterwards_leaves_the_record(over: Activity, world: World) -> None:
    signup = came(over, world.member)
    settle_due()
    Signup.update(state="cancelled").where(Signup.id == signup.id).execute()
    settle_signup(signup.id)
    assert (attendance_of(signup), record_of(signup)) == ("", None)


def test_a_single_signup_waits_for_its_activity(over: Activity, world: World) -> None:
    signup = came(over, world.member)
    settle_signup(signup.id)
    settle_signup(0)
    assert (attendance_of(signup), record_of(signup)) == ("", None)


def test_an_erased_member_is_counted_and_not_recorded(over: Activity, world: World) -> None:
    signup = came(over, world.member)
    assert world.phone("member").delete("/me", json={"confirm": "注销"}).status_code == 204
    settle_due()
    settle_signup(signup.id)
    assert (attendance_of(signup), record_of(signup)) == ("attended", None)


def test_the_number_of_statements_does_not_grow(
    over: Activity, world: World, clock: Any, count_statements: Callable[[], Any]
) -> None:
    def statements_for(count: int) -> int:
        activity = make_activity(world.chamber, starts_at=over.starts_at)
        for _ in range(count):
            make_signup(activity, make_member())
        Signup.update(attendance="no_show").where(Signup.activity == activity.id).execute()
        for signup in list(Signup.select().where(Signup.activity == activity.id)):
            Signup.update(attendance="").where(Signup.id == signup.id).execute()
        with count_statements() as seen:
            settle_activity(activity.id)
        return len([sql for sql in seen if not sql.startswith("UPDATE signup")])

    assert statements_for(2) == statements_for(9)
