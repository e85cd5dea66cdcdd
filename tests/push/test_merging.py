"""Three things due at one time are one message; whatever happens to it, nothing that was part of it is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.push import outcomes
from backend.push.delivery import Outbox
from backend.push.dispatch import dispatch, knowledge
from backend.push.merging import free_left_behind
from backend.push.models import Delivery, PushMute, SubscriptionGrant
from backend.push.services import News, notify
from backend.wechat.errors import CreditExhausted
from tests.push.reaching import Reached, deliver, everybody_is_concerned  # noqa: F401 - a fixture

VALUES = {"title": "春季企业家沙龙", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}
KINDS = ("activity_tomorrow", "survey_reminder", "profile_stale")


@pytest.fixture
def outbox(config):
    return Outbox(config)


@pytest.fixture
def person(app, config, simulator, clock):
    clock.set("2026-04-20T18:00:00+08:00")
    return Reached(config, simulator)


pytestmark = pytest.mark.usefixtures("everybody_is_concerned")


def write(person, clock, kind, hours=0.0, occurrence="1", **changes):
    due_at = clock.now() + timedelta(hours=hours)
    news = News(kind, "thing:1", {**VALUES, **changes.pop("values", {})}, occurrence, due_at=due_at, **changes)
    notify(news, (person.member.id,))


def write_three(person, clock, **changes):
    for hours, kind in enumerate(KINDS):
        write(person, clock, kind, hours, **changes)


def test_three_things_due_tonight_are_one_message_that_names_all_three(outbox, person, clock):
    person.allow("activity_reminder", "survey_reminder", "profile_reminder")
    write_three(person, clock)

    assert deliver(outbox) == 1

    (message,) = person.arrived
    assert "春季企业家沙龙等3件事" in str(message)
    assert "另有：问卷即将截止、资料待更新" in str(message)
    assert message["page"].startswith("pages/messages/index?n=")
    assert person.states == [("sent", "")] * 3
    assert Delivery.select().where(Delivery.is_counted).count() == 1
    # One acceptance was used, not three.
    assert sorted(one.state for one in SubscriptionGrant.select()) == ["open", "open", "spent"]


def test_what_has_no_credit_of_its_own_goes_along(outbox, person, clock):
    person.allow("activity_reminder")
    write_three(person, clock)

    deliver(outbox)

    assert len(person.arrived) == 1
    assert person.states == [("sent", "")] * 3


def test_one_without_credit_that_is_due_goes_along_with_one_due_soon(outbox, person, clock):
    person.allow("activity_reminder")
    write(person, clock, "survey_reminder")
    write(person, clock, "activity_tomorrow", 2)

    deliver(outbox)

    assert len(person.arrived) == 1
    assert person.states == [("sent", "")] * 2


def test_nothing_is_sent_early_by_itself(outbox, person, clock):
    person.allow("activity_reminder")
    write(person, clock, "activity_tomorrow", 2)

    deliver(outbox)

    assert (person.arrived, person.states) == ([], [("queued", "")])


def test_what_the_member_turned_off_does_not_go_along(outbox, person, clock):
    person.allow("activity_reminder", "survey_reminder")
    PushMute.create(member=person.member, about="surveys")
    write(person, clock, "activity_tomorrow")
    write(person, clock, "survey_reminder")

    deliver(outbox)

    assert person.states == [("sent", ""), ("inbox", "muted")]
    assert "等2件事" not in str(person.arrived)


def test_an_urgent_message_goes_first_and_alone(outbox, person, clock):
    person.allow("activity_reminder")
    person.allow("activity_reminder", "survey_reminder")
    write(person, clock, "survey_reminder")
    write(person, clock, "activity_changed")
    write(person, clock, "activity_tomorrow")

    deliver(outbox)
    assert person.states == [("queued", ""), ("sent", ""), ("queued", "")]
    clock.advance(seconds=3)
    deliver(outbox)

    assert person.states == [("sent", "")] * 3
    assert ["等2件事" in str(message) for message in person.arrived] == [False, True]


@pytest.mark.parametrize("fault", ["busy", "timeout"])
def test_while_wechat_is_down_it_stays_one_message(outbox, person, simulator, clock, fault):
    person.allow("activity_reminder", "survey_reminder")
    write_three(person, clock)
    simulator.post("faults", kind=fault, path="/cgi-bin/message/", seconds=5)
    deliver(outbox)
    assert person.states == [("queued", ""), ("merged", ""), ("merged", "")]
    simulator.delete("faults")
    # Something new in between is a message of its own.
    write(person, clock, "survey_note")
    person.allow("survey_note")

    for _ in range(3):
        clock.advance(minutes=2)
        deliver(outbox)

    assert person.states == [("sent", "")] * 4
    assert sum("等3件事" in str(message) for message in person.arrived) == 1
    assert len(person.arrived) == 2


def test_one_that_wechat_refuses_is_in_the_inbox_with_all_it_stood_for(outbox, person, clock):
    person.allow("activity_reminder", is_known=False)
    write_three(person, clock)

    deliver(outbox)

    assert person.arrived == []
    assert person.states == [("inbox", "refused")] * 3
    assert person.credits("activity_reminder") == ["void"]


def test_killed_between_claim_and_send_it_is_sent_with_all_it_stood_for(outbox, config, person, clock):
    person.allow("activity_reminder", "survey_reminder")
    write_three(person, clock)
    assert len(dispatch(config, 8).outgoing) == 1  # and the process is gone
    clock.advance(minutes=3)
    # Something that would have gone first, had it been there.
    write(person, clock, "activity_tomorrow", -5, occurrence="2")

    for _ in range(3):
        deliver(outbox)
        clock.advance(minutes=3)

    assert person.states == [("sent", "")] * 4
    assert len(person.arrived) <= 2
    assert "reserved" not in [one.state for one in SubscriptionGrant.select()]


@pytest.mark.parametrize("fate", ["expired", "muted", "obsolete"])
def test_when_it_may_not_go_out_any_more_the_others_go_without_it(
    outbox, config, person, clock, simulator, monkeypatch, fate
):
    person.allow("activity_reminder", "survey_reminder", "profile_reminder")
    write(person, clock, "activity_tomorrow", expires_at=clock.now() + timedelta(hours=1))
    write(person, clock, "survey_reminder")
    write(person, clock, "profile_stale")
    dispatch(config, 8)
    clock.advance(minutes=3)
    if fate == "expired":
        clock.advance(hours=2)
    elif fate == "muted":
        PushMute.create(member=person.member, about="reminders")
    else:
        monkeypatch.setattr(
            knowledge,
            "still_concerned",
            lambda kind, _subject, _which, members: [] if kind == "activity_tomorrow" else members,
        )

    deliver(outbox)
    clock.advance(seconds=3)
    deliver(outbox)

    first, *others = person.states
    assert (
        first
        == {
            "expired": ("expired", "expired"),
            "muted": ("inbox", "muted"),
            "obsolete": ("dropped", "obsolete"),
        }[fate]
    )
    assert others == [("sent", "")] * 2
    assert "等2件事" in str(person.arrived)
    # Its credit is there for the next message.
    assert person.credits("activity_reminder") == ["open"]


def test_given_up_after_many_attempts_the_others_try_for_themselves(outbox, person, clock, simulator):
    person.allow("activity_reminder", "survey_reminder")
    write(person, clock, "activity_tomorrow")
    write(person, clock, "survey_reminder")
    simulator.post("faults", kind="busy", path="/cgi-bin/message/", times=outcomes.MOST_ATTEMPTS)
    for _ in range(outcomes.MOST_ATTEMPTS * 3):
        outbox.breaker.succeeded()
        deliver(outbox)
        clock.advance(hours=1, minutes=20)

    assert person.states == [("failed", ""), ("sent", "")]


def test_a_stopped_template_stops_only_what_goes_by_it(outbox, person, clock, simulator, config):
    person.allow("activity_reminder", "survey_reminder")
    write(person, clock, "activity_tomorrow")
    write(person, clock, "survey_reminder")
    simulator.post("faults", kind="errcode", errcode=40037, errmsg="refused", path="/cgi-bin/message/", times=1)

    deliver(outbox)
    clock.advance(seconds=5)
    deliver(outbox)

    assert person.states == [("paused", "template"), ("sent", "")]


def test_expired_after_an_unanswered_send_it_may_have_arrived(outbox, person, clock, simulator):
    person.allow("activity_reminder")
    write(person, clock, "activity_tomorrow", expires_at=clock.now() + timedelta(minutes=30))
    write(person, clock, "survey_reminder")
    simulator.post("faults", kind="timeout", path="/cgi-bin/message/", seconds=5, times=1, after_processing=True)
    deliver(outbox)
    clock.advance(hours=1)

    deliver(outbox)

    assert person.states == [("uncertain", "unanswered")] * 2
    assert person.credits("activity_reminder") == ["spent"]
    assert Delivery.select().where(Delivery.is_counted).count() == 1
    assert len(person.arrived) == 1


def test_dropped_by_an_operator_it_leaves_the_others(config, outbox, person, clock):
    person.allow("activity_reminder", "survey_reminder")
    write_three(person, clock)
    dispatch(config, 8)
    main = Delivery.get(Delivery.state == "queued")
    assert free_left_behind() == 0
    Delivery.update(state="dropped", reason="by_operator").where(Delivery.id == main.id).execute()

    assert free_left_behind() == 2
    clock.advance(hours=2)

    deliver(outbox)
    assert person.states == [("dropped", "by_operator"), ("sent", ""), ("sent", "")]


def test_merged_ones_count_once_in_the_weekly_budget(outbox, person, clock):
    for _ in range(3):
        person.allow("activity_reminder", "survey_reminder")
        write(person, clock, "activity_tomorrow", occurrence=str(clock.ms))
        write(person, clock, "survey_reminder", occurrence=str(clock.ms))
        deliver(outbox)
        clock.advance(days=1)
    person.allow("activity_reminder", "survey_reminder")
    write(person, clock, "survey_reminder", occurrence="4")
    write(person, clock, "activity_changed", occurrence="4")
    deliver(outbox)

    assert len(person.arrived) == 4
    # Urgent ones go out all the same; the fourth of the others is in the inbox.
    assert person.states[-2:] == [("inbox", "budget"), ("sent", "")]
    # Seven days after the first there is room again.
    clock.advance(days=4, minutes=1)
    write(person, clock, "survey_reminder", occurrence="5")
    deliver(outbox)
    assert person.states[-1] == ("sent", "")


def test_a_result_that_comes_after_the_lease_changes_no_credit(config, person, clock):
    person.allow("activity_reminder")
    write(person, clock, "activity_tomorrow")
    (first,) = dispatch(config, 8).outgoing
    clock.advance(minutes=3)
    (second,) = dispatch(config, 8).outgoing
    outcomes.arrived(second, None)
    assert person.credits("activity_reminder") == ["spent"]

    outcomes.failed(first, ValueError("a request that no one can send"))
    outcomes.failed(first, CreditExhausted(43101, "late"))

    assert person.credits("activity_reminder") == ["spent"]
    assert person.states == [("sent", "")]
