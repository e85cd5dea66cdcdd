"""What one acceptance at a signup is spent on: a change first of all, else the reminder of the day before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend.activities.jobs import rules
from backend.activities.models import Signup
from backend.activities.services.signing_up import cancel_signup
from backend.push import ledger
from backend.push.delivery import Outbox
from backend.push.models import SubscriptionGrant
from backend.push.rules import plan_due
from tests.factories import make_activity, make_member, make_signup
from tests.outbox import told
from tests.push.reaching import Reached, deliver

DAY_BEFORE = "2026-04-22T14:00:00+08:00"
TWO_HOURS_BEFORE = "2026-04-23T12:00:00+08:00"


@pytest.fixture
def activity(world):
    return make_activity(world.chamber)


@pytest.fixture
def outbox(config):
    return Outbox(config)


@pytest.fixture
def person(world, as_member, activity, config, simulator, outbox):
    """A member who has signed up and allowed one message of each kind for this activity."""
    reached = Reached(config, simulator, world.member)
    assert as_member.put(f"/activities/{activity.id}/signup", {}).status_code == 201
    allow(reached, activity, "signup_result", "activity_reminder")
    deliver(outbox)
    return reached


def allow(person, activity, *templates):
    person.allow(*templates, subject=f"activity:{activity.id}", held_until=activity.starts_at)


def move(as_staff, activity, **changes):
    answer = as_staff.patch(f"/staff/activities/{activity.id}", changes)
    assert answer.status_code == 200, answer.text


def tick(outbox):
    plan_due(rules)
    deliver(outbox)


def fates(person):
    """Kind and state of everything this member was told of."""
    return [(one.notification.kind, one.state) for one in told() if one.member_id == person.member.id]


def test_the_last_credit_goes_on_the_reminder_of_the_day_before(person, outbox, clock):
    assert fates(person) == [("signup_done", "sent")]
    clock.set("2026-04-22T13:59:00+08:00")
    tick(outbox)
    assert person.credits("activity_reminder") == ["open"]

    clock.set(DAY_BEFORE)
    tick(outbox)
    assert person.credits("activity_reminder") == ["spent"]
    clock.set(TWO_HOURS_BEFORE)
    tick(outbox)

    assert fates(person) == [("signup_done", "sent"), ("activity_tomorrow", "sent"), ("activity_soon", "inbox")]
    assert len(person.arrived) == 2


def test_with_a_second_credit_the_reminder_two_hours_before_goes_too(person, activity, outbox, clock):
    allow(person, activity, "activity_reminder")
    for moment in (DAY_BEFORE, TWO_HOURS_BEFORE):
        clock.set(moment)
        tick(outbox)

    assert fates(person)[1:] == [("activity_tomorrow", "sent"), ("activity_soon", "sent")]
    assert person.credits("activity_reminder") == ["spent", "spent"]


def test_a_change_spends_it_and_then_the_reminder_is_in_the_inbox(person, activity, as_staff, outbox, clock):
    clock.advance(hours=1)
    move(as_staff, activity, venue="东湖礼堂")
    deliver(outbox)
    assert "东湖礼堂" in str(person.arrived[-1])
    for moment in (DAY_BEFORE, TWO_HOURS_BEFORE):
        clock.set(moment)
        tick(outbox)

    assert fates(person)[1:] == [
        ("activity_changed", "sent"),
        ("activity_tomorrow", "inbox"),
        ("activity_soon", "inbox"),
    ]


def test_a_cancellation_reaches_who_has_kept_a_credit(person, activity, as_staff, outbox, clock):
    clock.advance(hours=1)
    answer = as_staff.post(f"/staff/activities/{activity.id}/cancel", {"reason": "台风"})
    assert answer.status_code < 300, answer.text
    deliver(outbox)
    assert "已取消：台风" in str(person.arrived[-1])
    clock.set(DAY_BEFORE)
    tick(outbox)
    assert fates(person)[1:] == [("activity_cancelled", "sent")]


def test_the_credit_of_a_signup_result_does_not_count_as_a_second_one(
    world, as_member, activity, config, simulator, outbox, clock
):
    """Whoever signs up on the last day gets no reminder of the day before; the one credit is kept for a change."""
    clock.set("2026-04-22T20:00:00+08:00")
    person = Reached(config, simulator, world.member)
    as_member.put(f"/activities/{activity.id}/signup", {})
    allow(person, activity, "signup_result", "activity_reminder")
    deliver(outbox)
    clock.set(TWO_HOURS_BEFORE)
    tick(outbox)

    assert fates(person)[0] == ("signup_done", "sent")
    assert ("activity_soon", "inbox") in fates(person)
    assert person.credits("activity_reminder") == ["open"]


def test_another_activity_never_takes_a_kept_credit(person, activity, world, as_staff, outbox, clock):
    other = make_activity(world.chamber, title="读书会")
    make_signup(other, world.member)
    clock.advance(hours=1)
    move(as_staff, other, venue="西山礼堂")
    deliver(outbox)
    assert fates(person)[-1] == ("activity_changed", "inbox")
    assert person.credits("activity_reminder") == ["open"]

    # From the start on it is kept for nothing.
    clock.set(activity.starts_at + timedelta(minutes=1))
    later = make_activity(world.chamber, title="参观")
    make_signup(later, world.member)
    move(as_staff, later, venue="西山礼堂")
    deliver(outbox)
    assert fates(person)[-1] == ("activity_changed", "sent")


def test_taking_the_signup_back_frees_the_credit(person, activity, world, as_member, as_staff, outbox, clock):
    assert as_member.delete(f"/activities/{activity.id}/signup").status_code == 200
    other = make_activity(world.chamber, title="读书会")
    make_signup(other, world.member)
    clock.advance(hours=1)
    move(as_staff, other, venue="西山礼堂")
    deliver(outbox)

    assert fates(person)[-1] == ("activity_changed", "sent")
    assert person.credits("activity_reminder") == ["spent"]


def test_a_rejected_signup_keeps_no_credit(world, config, simulator, as_member, as_staff, outbox):
    activity = make_activity(world.chamber, needs_review=True)
    person = Reached(config, simulator, world.member)
    signup = as_member.put(f"/activities/{activity.id}/signup", {}).json
    assert signup["state"] == "pending"
    allow(person, activity, "signup_result", "activity_reminder")
    answer = as_staff.post(f"/staff/activities/{activity.id}/signups/{Signup.get().id}/reject", {"reason": "名额已满"})
    assert answer.status_code < 300, answer.text
    deliver(outbox)

    (kept,) = SubscriptionGrant.select().where(SubscriptionGrant.state == "open")
    assert (kept.subject, kept.held_until) == ("", None)


def test_a_member_without_wechat_can_be_taken_off_too(world, activity):
    member = make_member(organization=world.chamber)
    make_signup(activity, member)
    assert cancel_signup(activity.id, member.id).card.signup_state == "cancelled"


def test_put_off_it_keeps_the_credit_until_the_new_start(person, activity, world, as_staff, outbox, clock):
    allow(person, activity, "activity_reminder")
    clock.advance(hours=1)
    move(
        as_staff,
        activity,
        starts_at="2026-04-30T14:00:00+08:00",
        ends_at="2026-04-30T17:00:00+08:00",
        checkin_closes_at="2026-04-30T17:00:00+08:00",
    )
    deliver(outbox)
    assert person.credits("activity_reminder") == ["spent", "open"]
    # After the old start, before the new one.
    clock.set("2026-04-25T10:00:00+08:00")
    other = make_activity(world.chamber, title="读书会", starts_at=datetime.fromisoformat("2026-05-20T14:00:00+08:00"))
    make_signup(other, world.member)
    move(as_staff, other, venue="西山礼堂")
    deliver(outbox)
    assert fates(person)[-1] == ("activity_changed", "inbox")

    clock.set("2026-04-29T14:00:00+08:00")
    tick(outbox)
    assert fates(person)[-1] == ("activity_tomorrow", "sent")


def test_a_free_credit_is_not_kept_because_of_where_it_was_nearly_spent(person, clock):
    SubscriptionGrant.update(subject="activity:9", held_until=None).execute()
    ledger.hold_until("activity:9", clock.now() + timedelta(days=9))
    assert [grant.held_until for grant in SubscriptionGrant.select()] == [None, None]
