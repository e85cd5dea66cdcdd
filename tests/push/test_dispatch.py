"""Several processes decide about the same members: each credit, and each place in the budget, is used once."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from backend.push import dispatch as dispatching
from backend.push import ledger, outcomes
from backend.push.delivery import Outbox
from backend.push.dispatch import dispatch
from backend.push.models import Delivery, PushMute, PushPause, SubscriptionGrant
from backend.push.services import News, notify
from backend.wechat.errors import AnswerLost
from tests.push.reaching import Reached, deliver, everybody_is_concerned  # noqa: F401 - a fixture
from tests.racing import run_together

pytestmark = pytest.mark.usefixtures("everybody_is_concerned")
VALUES = {"title": "春季企业家沙龙", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}


@pytest.fixture
def person(app, config, simulator):
    return Reached(config, simulator)


def write(person, kind="activity_changed", occurrence="1", subject="activity:1", **changes):
    notify(News(kind, subject, VALUES, occurrence, **changes), (person.member.id,))


def test_one_credit_pays_for_one_of_two_messages_claimed_at_once(app, config, simulator, clock):
    for round_number in range(6):
        people = [Reached(config, simulator) for _ in range(4)]
        for person in people:
            person.allow("activity_reminder")
            write(person, occurrence=f"{person.member.id}:1")
            write(person, occurrence=f"{person.member.id}:2")

        batches = run_together([lambda: dispatch(config, 1).outgoing for _ in range(8)])

        sent = [one for batch in batches for one in batch]
        assert len({one.member_id for one in sent}) == len(sent), round_number
        assert len({one.grant_id for one in sent}) == len(sent)
        reserved = SubscriptionGrant.select().where(SubscriptionGrant.state == "reserved")
        assert {one.delivery_id for one in reserved} == {one.id for one in sent}
        for one in sent:
            outcomes.arrived(one, None)
        clock.advance(minutes=3)
        for _ in range(20):
            for one in dispatch(config, 8).outgoing:
                outcomes.arrived(one, None)
            clock.advance(seconds=3)
        assert sorted(state for person in people for state, _ in person.states) == ["inbox"] * 4 + ["sent"] * 4


def test_nothing_goes_to_a_member_whose_message_is_on_its_way(config, person, clock):
    person.allow("activity_reminder")
    person.allow("activity_reminder")
    write(person)
    (first,) = dispatch(config, 8).outgoing
    write(person, occurrence="2")

    assert dispatch(config, 8).outgoing == []

    outcomes.arrived(first, None)
    clock.advance(seconds=3)
    (second,) = dispatch(config, 8).outgoing
    assert second.id != first.id


def test_a_message_on_its_way_takes_its_place_in_the_budget(config, person, clock):
    person.allow("survey_note")
    person.allow("activity_invitation")
    config = dataclasses.replace(config, push=dataclasses.replace(config.push, weekly_budget=1))
    write(person, "survey_note")
    (first,) = dispatch(config, 8).outgoing
    write(person, "activity_invitation")
    assert dispatch(config, 8).outgoing == []

    outcomes.arrived(first, None)
    clock.advance(seconds=3)

    assert dispatch(config, 8).outgoing == []
    assert person.states == [("sent", ""), ("inbox", "budget")]


def test_a_process_that_died_holds_up_the_member_no_longer_than_its_lease(config, person, clock):
    person.allow("activity_reminder")
    person.allow("activity_reminder")
    write(person)
    dispatch(config, 8)
    write(person, occurrence="2")
    clock.advance(minutes=2, seconds=1)

    outbox = Outbox(config)
    deliver(outbox)
    clock.advance(seconds=3)
    deliver(outbox)

    assert person.states == [("sent", "")] * 2


def test_a_credit_taken_back_meanwhile_is_not_used(config, person, clock, monkeypatch):
    person.allow("activity_reminder")
    write(person)
    template_id = config.wechat.templates["activity_reminder"]
    decide = dispatching.decide

    def decide_and_be_late(facts):
        decision = decide(facts)
        ledger.revoke(person.account_id, [template_id])
        return decision

    with monkeypatch.context() as late:
        late.setattr(dispatching, "decide", decide_and_be_late)
        assert dispatch(config, 8).outgoing == []
    assert person.credits("activity_reminder") == ["void"]

    clock.advance(seconds=3)
    assert dispatch(config, 8).outgoing == []
    assert person.states == [("inbox", "no_credit")]


def test_a_credit_of_another_template_does_not_pay(config, person, clock):
    person.allow("activity_reminder")
    write(person)
    dispatch(config, 8)
    clock.advance(minutes=3)
    # The operator chose another template meanwhile.
    templates = {**config.wechat.templates, "activity_reminder": "another-template"}
    changed = dataclasses.replace(config, wechat=dataclasses.replace(config.wechat, templates=templates))

    assert dispatch(changed, 8).outgoing == []

    assert person.states == [("inbox", "no_credit")]
    assert person.credits("activity_reminder") == ["open"]


@pytest.mark.parametrize("fate", ["expired", "muted"])
def test_the_credit_of_a_message_that_does_not_go_out_is_free_again(config, person, clock, fate):
    person.allow("activity_reminder")
    write(person, expires_at=clock.now() + timedelta(hours=1))
    dispatch(config, 8)
    if fate == "muted":
        clock.advance(minutes=3)
        PushMute.create(member=person.member, about="changes")
    else:
        clock.advance(hours=2)

    assert dispatch(config, 8).outgoing == []

    assert person.credits("activity_reminder") == ["open"]
    assert SubscriptionGrant.get().delivery_id is None


def test_paused_after_an_unanswered_send_it_keeps_its_credit(config, person, clock):
    person.allow("activity_reminder")
    write(person)
    (message,) = dispatch(config, 8).outgoing
    outcomes.failed(message, AnswerLost(None, "timed out"))
    PushPause.create(kind="activity_changed")
    clock.advance(minutes=5)

    assert dispatch(config, 8).outgoing == []

    assert person.states == [("paused", "paused")]
    assert person.credits("activity_reminder") == ["reserved"]


def test_looking_whether_wechat_is_up_sends_nothing_a_second_time(config, person, clock):
    person.allow("activity_reminder")
    person.allow("activity_reminder")
    write(person)
    (message,) = dispatch(config, 8).outgoing
    outcomes.failed(message, AnswerLost(None, "timed out"))
    clock.advance(minutes=5)
    write(person, occurrence="2")

    (fresh,) = dispatch(config, 1, only_fresh=True).outgoing

    assert (fresh.id, fresh.unanswered) != (message.id, 1)
    assert fresh.unanswered == 0


def test_a_message_that_always_crashes_is_given_up(config, person, clock, monkeypatch):
    person.allow("activity_reminder")
    write(person)
    outbox = Outbox(config)

    def crash(_message):
        raise KeyError("a fault of ours")

    monkeypatch.setattr(outbox, "_send", crash)
    for _ in range(2 * outcomes.MOST_ATTEMPTS):
        deliver(outbox)
        clock.advance(hours=2)

    assert person.states == [("failed", "")]
    assert Delivery.get().attempts == outcomes.MOST_ATTEMPTS
    assert person.credits("activity_reminder") == ["open"]


def test_what_is_put_off_is_put_off_into_the_future(config, person, clock):
    """Nothing is claimed again and again without going anywhere."""
    person.allow("activity_reminder")
    clock.set("2026-04-20T23:00:00+08:00")
    for number, kind in enumerate(("activity_invitation", "survey_note", "activity_changed", "suggestion_answered")):
        write(person, kind, str(number))

    for _ in range(5):
        assert dispatch(config, 8).outgoing == []

    assert {one.due_at.isoformat() for one in Delivery.select()} == {"2026-04-21T00:00:00+00:00"}
    assert {one.leased_until for one in Delivery.select()} == {None}


def test_however_many_wait_a_batch_costs_as_many_statements(config, app, simulator, clock, count_statements):
    for _ in range(2):
        person = Reached(config, simulator)
        person.allow("activity_reminder")
        write(person, occurrence=str(person.member.id))
    with count_statements() as few:
        dispatch(config, 20)
    clock.advance(minutes=3)
    for _ in range(6):
        person = Reached(config, simulator)
        person.allow("activity_reminder")
        write(person, occurrence=str(person.member.id))
    with count_statements() as more:
        dispatch(config, 20)

    # What is written is one statement for each credit that is reserved.
    assert len(more) - len(few) == 6
