"""Reminders of activities: to whom, when on the wall clock, and once, whatever happens to the ticks."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend import clock as backend_clock
from backend.activities import reminders
from backend.activities.jobs import rules
from backend.activities.models import ActivitySession
from backend.activities.reminders import day_before
from backend.database import Statement
from backend.push.delivery import Outbox
from backend.push.models import Delivery, Notification
from backend.push.rules import plan_due
from tests.factories import make_activity, make_member, make_signup
from tests.outbox import told
from tests.push.reaching import Reached, deliver
from tests.racing import run_together

# The tests' activity: Thursday 2026-04-23 at 14:00 in Shanghai; it is Monday.
DAY_BEFORE = "2026-04-22T14:00:00+08:00"


@pytest.fixture
def activity(world):
    return make_activity(world.chamber)


@pytest.fixture
def outbox(config):
    return Outbox(config)


def plan() -> int:
    return plan_due(rules)


def find(kind: str) -> list[Notification]:
    return list(Notification.select().where(Notification.kind == kind).order_by(Notification.due_at))


def hear(world, activity, state="approved"):
    """A signup of long ago, of a member who never got a message about it."""
    member = make_member()
    make_signup(activity, member, state)
    return member


def test_everybody_who_has_a_place_is_reminded_the_day_before(world, activity, clock):
    members = {state: hear(world, activity, state) for state in ("approved", "pending", "waitlisted", "cancelled")}
    clock.set("2026-04-22T09:59:00+08:00")
    assert plan() == 0
    clock.set("2026-04-22T10:00:00+08:00")
    assert plan() == 1

    (reminder,) = told("activity_tomorrow")
    assert reminder.member_id == members["approved"].id
    assert reminder.due_at == datetime.fromisoformat(DAY_BEFORE)
    assert reminder.notification.expires_at == activity.starts_at - timedelta(hours=3)
    assert reminder.notification.subject == f"activity:{activity.id}"
    assert reminder.notification.values == {
        "title": "春季企业家沙龙",
        "time": "2026年4月23日 14:00",
        "venue": "石桥街道三楼会议室",
        "note": "凭入场码签到，来不了请先取消",
    }


def test_and_two_hours_before(world, activity, clock):
    hear(world, activity)
    clock.set("2026-04-23T11:59:59+08:00")
    plan()
    assert find("activity_soon") == []
    clock.set("2026-04-23T12:00:00+08:00")
    plan()
    (reminder,) = told("activity_soon")
    assert reminder.notification.expires_at == activity.starts_at
    # One that nobody could write in time is not written after the start.
    Notification.delete().execute()
    clock.set("2026-04-23T14:00:00+08:00")
    assert plan() == 0


def test_a_reminder_of_the_day_before_is_not_caught_up_beside_the_one_two_hours_before(world, activity, clock):
    hear(world, activity)
    clock.set("2026-04-23T11:00:00+08:00")
    plan()
    assert find("activity_tomorrow") == []
    clock.set("2026-04-23T12:00:00+08:00")
    plan()
    assert len(find("activity_soon")) == 1


def test_drafts_and_cancelled_activities_remind_nobody(world, clock):
    for state in ("draft", "cancelled"):
        hear(world, make_activity(world.chamber, state=state))
    clock.set(DAY_BEFORE)
    assert plan() == 0


def test_a_tick_that_comes_twice_or_three_hours_late_reminds_once(world, activity, clock):
    hear(world, activity)
    clock.set("2026-04-22T17:00:00+08:00")
    assert [plan(), plan()] == [1, 0]
    assert len(told("activity_tomorrow")) == 1


def test_two_processes_remind_once(world, activity, clock):
    for _ in range(5):
        hear(world, activity)
    clock.set(DAY_BEFORE)
    assert sum(run_together([plan] * 4)) == 1
    run_together([lambda: len(told())] * 4)
    assert len(told("activity_tomorrow")) == 5


def test_who_signs_up_after_it_was_written_gets_it_too(world, activity, clock):
    first = hear(world, activity)
    clock.set("2026-04-22T10:00:00+08:00")
    plan()
    assert [one.member_id for one in told()] == [first.id]
    clock.set("2026-04-22T12:00:00+08:00")
    second = hear(world, activity)
    assert [one.member_id for one in told()] == [first.id]
    clock.set(DAY_BEFORE)
    assert [one.member_id for one in told()] == [first.id, second.id]


def test_a_cancelled_signup_gets_none(world, activity, clock, as_member, outbox, config, simulator):
    person = Reached(config, simulator, world.member)
    person.allow("activity_reminder")
    make_signup(activity, world.member)
    clock.set("2026-04-22T10:00:00+08:00")
    plan()
    told()
    assert as_member.delete(f"/activities/{activity.id}/signup").status_code == 200
    clock.set(DAY_BEFORE)
    deliver(outbox)

    assert person.states[-1] == ("dropped", "obsolete")
    assert person.arrived == []


def test_another_time_is_another_reminder_and_the_old_one_is_dropped(
    world, activity, clock, as_staff, outbox, config, simulator
):
    person = Reached(config, simulator, world.member)
    for _ in range(3):
        person.allow("activity_reminder")
    make_signup(activity, world.member)
    clock.set("2026-04-22T10:00:00+08:00")
    plan()
    told()
    answer = as_staff.patch(
        f"/staff/activities/{activity.id}",
        {
            "starts_at": "2026-04-25T15:00:00+08:00",
            "ends_at": "2026-04-25T18:00:00+08:00",
            "checkin_closes_at": "2026-04-25T18:00:00+08:00",
        },
    )
    assert answer.status_code == 200, answer.text
    deliver(outbox)
    clock.set(DAY_BEFORE)
    deliver(outbox)
    assert [(one.notification.kind, one.state) for one in told()] == [
        ("activity_tomorrow", "dropped"),
        ("activity_changed", "sent"),
    ]
    clock.set("2026-04-24T15:00:00+08:00")
    assert plan() == 1
    deliver(outbox)
    assert [message["page"].partition("&")[0] for message in person.arrived] == [
        f"pages/activity/index?id={activity.id}"
    ] * 2
    assert "2026年4月25日 15:00" in str(person.arrived[1])


@pytest.mark.parametrize(("hours_before", "is_reminded"), [(13, True), (11, False)])
def test_who_was_just_told_of_the_signup_is_not_reminded_of_it(
    world, activity, clock, as_member, outbox, config, simulator, hours_before, is_reminded
):
    person = Reached(config, simulator, world.member)
    person.allow("signup_result", "activity_reminder")
    clock.set(datetime.fromisoformat(DAY_BEFORE) - timedelta(hours=hours_before))
    assert as_member.put(f"/activities/{activity.id}/signup", {}).status_code in (200, 201)
    deliver(outbox)
    assert len(person.arrived) == 1, "报名成功"
    clock.set(DAY_BEFORE)
    plan()
    deliver(outbox)

    assert len(person.arrived) == 1 + is_reminded
    assert person.states[-1] == (("sent", "") if is_reminded else ("dropped", "obsolete"))
    # What was not spent on it is kept for a change.
    assert person.credits("activity_reminder") == (["spent"] if is_reminded else ["open"])


def test_who_signed_up_just_now_and_was_not_told_is_reminded(
    world, activity, clock, as_member, outbox, config, simulator
):
    person = Reached(config, simulator, world.member)
    person.allow("activity_reminder")
    clock.set(datetime.fromisoformat(DAY_BEFORE) - timedelta(hours=3))
    as_member.put(f"/activities/{activity.id}/signup", {})
    deliver(outbox)
    clock.set(DAY_BEFORE)
    plan()
    deliver(outbox)

    assert person.states == [("inbox", "no_credit"), ("sent", "")]


def make_session(activity, day, hour=9, length=8, **fields):
    start = datetime.fromisoformat(f"2026-{day}T{hour:02}:00:00+08:00")
    end = start + timedelta(hours=length)
    values = {"title": f"第{day}场", "checkin_opens_at": start, "checkin_closes_at": end, **fields}
    return ActivitySession.create(activity=activity, starts_at=start, ends_at=end, **values)


def test_of_several_days_the_first_is_reminded_of_and_later_ones_after_a_break(world, clock):
    start = datetime.fromisoformat("2026-05-09T09:00:00+08:00")
    activity = make_activity(
        world.chamber, starts_at=start, ends_at=start + timedelta(days=14, hours=8), has_sessions=True
    )
    # A weekend, a parallel part, and a day two weeks later.
    make_session(activity, "05-09")
    make_session(activity, "05-10")
    make_session(activity, "05-23", venue="东湖礼堂", title="成果展示")
    make_session(activity, "05-23", venue="西山礼堂", title="评审")
    hear(world, activity)
    clock.set("2026-05-07T08:00:00+08:00")
    for _ in range(20 * 24):
        plan()
        clock.advance(hours=1)

    assert [backend_clock.wall_time(one.due_at) for one in find("activity_tomorrow")] == [
        "2026年5月8日 09:00",
        "2026年5月22日 09:00",
    ]
    assert [backend_clock.wall_time(one.due_at) for one in find("activity_soon")] == [
        "2026年5月9日 07:00",
        "2026年5月23日 07:00",
    ]
    last = find("activity_tomorrow")[1]
    assert (last.values["venue"], last.values["note"]) == ("东湖礼堂", "本场：成果展示")


def test_the_reminder_of_a_later_session_concerns_who_goes(world, clock, outbox, config, simulator):
    person = Reached(config, simulator, world.member)
    person.allow("activity_reminder")
    start = datetime.fromisoformat("2026-05-09T09:00:00+08:00")
    activity = make_activity(
        world.chamber, starts_at=start, ends_at=start + timedelta(days=14, hours=8), has_sessions=True
    )
    make_session(activity, "05-09")
    last = make_session(activity, "05-23")
    make_signup(activity, world.member)
    clock.set("2026-05-22T09:00:00+08:00")
    plan()
    deliver(outbox)
    assert person.states == [("sent", "")]
    person.allow("activity_reminder")
    ActivitySession.update(starts_at=last.starts_at + timedelta(hours=5)).where(ActivitySession.id == last.id).execute()
    Delivery.update(state="queued").execute()
    deliver(outbox)
    assert person.states == [("dropped", "obsolete")]


@pytest.mark.parametrize(
    ("zone", "starts", "due"),
    [
        # The night the clocks go forward lies in between, and the night they go back.
        ("Europe/Berlin", "2026-03-29T14:00", "2026-03-28T14:00"),
        ("Europe/Berlin", "2026-10-25T14:00", "2026-10-24T14:00"),
        ("America/New_York", "2026-03-08T09:30", "2026-03-07T09:30"),
        ("America/New_York", "2026-11-01T09:30", "2026-10-31T09:30"),
        ("Asia/Kathmandu", "2026-05-01T14:00", "2026-04-30T14:00"),
        ("Asia/Shanghai", "2026-05-01T14:00", "2026-04-30T14:00"),
    ],
)
def test_the_day_before_is_the_same_time_on_the_wall_clock(world, clock, zone, starts, due):
    there = ZoneInfo(zone)
    start, expected = (datetime.fromisoformat(one).replace(tzinfo=there) for one in (starts, due))
    backend_clock.use_business_zone(zone)
    try:
        assert day_before(start) == expected
        hear(world, make_activity(world.chamber, starts_at=start))
        # Just before it falls due (reminders are written four hours ahead) and just after.
        clock.set(expected - timedelta(hours=4, seconds=1))
        assert plan() == 0
        clock.advance(seconds=1)
        assert plan() == 1
        assert find("activity_tomorrow")[0].due_at == expected
    finally:
        backend_clock.use_business_zone("Asia/Shanghai")


def test_a_reminder_of_an_early_activity_waits_for_the_morning(world, clock, outbox, config, simulator):
    person = Reached(config, simulator, world.member)
    person.allow("activity_reminder")
    activity = make_activity(world.chamber, starts_at=datetime.fromisoformat("2026-04-23T07:00:00+08:00"))
    make_signup(activity, world.member)
    clock.set("2026-04-22T07:00:00+08:00")
    plan()
    deliver(outbox)
    assert person.arrived == []
    clock.set("2026-04-22T08:00:00+08:00")
    deliver(outbox)
    assert person.states == [("sent", "")]


def test_a_tick_with_nothing_due_is_one_statement_a_rule(world, activity, clock, count_statements):
    for rule in rules:
        with count_statements() as statements:
            plan_due([rule])
        assert len(statements) == 1
    clock.set(DAY_BEFORE)
    plan()
    with count_statements() as statements:
        plan_due(rules[:1])
    assert len(statements) == 2


def test_what_begins_is_found_by_its_index(world, engine):
    if engine == "postgresql":
        return  # so few rows are read whole
    text = "EXPLAIN QUERY PLAN " + reminders._STARTS.text
    steps = [row[3] for row in Statement(text).rows(1, 2, 1, 2, 3)]
    assert not [step for step in steps if step.startswith("SCAN")], steps
