"""The outbox reaches WeChat: once, later when WeChat is down, and never without a credit."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.push import outcomes
from backend.push.delivery import Outbox
from backend.push.dispatch import dispatch
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, SubscriptionGrant
from backend.push.services import News, notify
from backend.wechat.errors import RequestRejected
from tests.factories import make_account, make_member

VALUES = {
    "title": "春季企业家沙龙",
    "result": "报名成功",
    "time": "2026年04月23日 14:00",
    "venue": "三楼",
    "note": "请准时",
}


@pytest.fixture
def person(app, simulator):
    """A member whose phone is one of the simulator's, with one credit."""
    user = simulator.post("users", name="王敏", phone="19900000001")
    member = make_member("王敏")
    account = make_account(member, user["openid"])
    allow(app, user["user_id"], account, simulator)
    return member, account, user["user_id"]


@pytest.fixture
def outbox(config):
    return Outbox(config)


def allow(app, user_id, account, simulator, ref="report-0001", times=1):
    template = app.config["LIANYI"].wechat.templates["signup_result"]
    for number in range(times):
        simulator.post("subscribe", user_id=user_id, template_ids=[template])
        report_subscriptions(account.id, {template: "accept"}, f"{ref}-{number}")


def deliver(outbox, stop=None):
    with ThreadPoolExecutor(8) as pool:
        return outbox.deliver_due(pool, stop)


def write(member, occurrence="1:1", **changes):
    return notify(
        News("signup_done", "activity:1", {**VALUES, **changes}, occurrence, "pages/activity/index?id=1"), (member.id,)
    )


def states():
    return sorted(one.state for one in Delivery.select())


def arrived(simulator, user_id):
    return simulator.get(f"messages?user_id={user_id}")["items"]


def test_message_arrives_on_the_phone(outbox, person, simulator):
    member, _, user_id = person
    write(member)

    assert deliver(outbox) == 1

    (message,) = arrived(simulator, user_id)
    assert "春季企业家沙龙" in str(message)
    assert message["page"].startswith("pages/activity/index?id=1&n=")
    assert states() == ["sent"]
    assert SubscriptionGrant.get().state == "spent"


def test_same_event_ten_times_is_one_message(outbox, person, simulator):
    member, _, user_id = person

    assert [write(member) for _ in range(10)] == [True] + [False] * 9

    assert deliver(outbox) == 1
    assert len(arrived(simulator, user_id)) == 1


def test_member_without_wechat_cannot_be_reached(outbox, app):
    write(make_member("未注册"))
    deliver(outbox)

    assert [(one.state, one.reason) for one in Delivery.select()] == [("unreachable", "no_wechat")]


def test_without_credit_it_is_in_the_inbox_only(outbox, person, simulator, clock):
    member, _, user_id = person
    for number in range(3):
        write(member, f"{number}:1")
    deliver(outbox)
    clock.advance(seconds=10)
    deliver(outbox)

    assert states() == ["inbox", "inbox", "sent"]
    assert len(arrived(simulator, user_id)) == 1


def test_credit_that_wechat_does_not_know_is_settled(outbox, app, person, simulator, clock):
    member, account, _ = person
    template = app.config["LIANYI"].wechat.templates["signup_result"]
    report_subscriptions(account.id, {template: "accept"}, "report-0002")
    write(member, "1:1")
    deliver(outbox)
    write(member, "2:1")
    deliver(outbox)

    last = Delivery.select().order_by(Delivery.id.desc()).get()
    assert (last.state, last.reason, last.error_code) == ("inbox", "refused", 43101)
    assert sorted(grant.state for grant in SubscriptionGrant.select()) == ["spent", "void"]


@pytest.mark.parametrize("fault", ["busy", "quota", "http_error", "timeout"])
def test_message_waits_while_wechat_is_down_and_arrives_afterwards(outbox, person, simulator, clock, fault):
    member, _, user_id = person
    write(member)
    simulator.post("faults", kind=fault, path="/cgi-bin/message/", seconds=5)
    deliver(outbox)
    message = Delivery.get()
    assert (message.state, message.attempts, message.unanswered) == ("queued", 1, int(fault == "timeout"))
    assert message.due_at > clock.now()
    assert SubscriptionGrant.get().state == "reserved"

    simulator.delete("faults")
    clock.advance(minutes=2)
    deliver(outbox)

    assert states() == ["sent"]
    assert len(arrived(simulator, user_id)) == 1
    assert SubscriptionGrant.get().state == "spent"


def test_unanswered_twice_it_is_taken_as_sent(outbox, person, simulator, clock):
    member, _, _ = person
    write(member)
    simulator.post("faults", kind="timeout", path="/cgi-bin/message/", seconds=5)
    for _ in range(3):
        deliver(outbox)
        clock.advance(minutes=5)

    message = Delivery.get()
    assert (message.state, message.attempts) == ("uncertain", 2)
    assert SubscriptionGrant.get().state == "spent"


def test_unanswered_but_arrived_is_known_by_the_credit_it_took(outbox, person, simulator, clock):
    member, _, user_id = person
    write(member)
    simulator.post("faults", kind="timeout", path="/cgi-bin/message/", seconds=5, times=1, after_processing=True)
    deliver(outbox)
    clock.advance(minutes=5)
    deliver(outbox)

    assert states() == ["uncertain"]
    assert len(arrived(simulator, user_id)) == 1


def test_message_is_given_up_after_many_attempts(outbox, person, simulator, clock):
    member, _, _ = person
    write(member)
    simulator.post("faults", kind="busy", path="/cgi-bin/message/", times=outcomes.MOST_ATTEMPTS)
    for _ in range(outcomes.MOST_ATTEMPTS):
        outbox.breaker.succeeded()
        deliver(outbox)
        clock.advance(hours=2)

    message = Delivery.get()
    assert (message.state, message.error_code) == ("failed", -1)
    assert SubscriptionGrant.get().state == "open"


def test_lease_keeps_a_second_process_away_and_ends(config, person, clock):
    member, _, _ = person
    write(member)

    (first,) = dispatch(config, 8).outgoing
    assert dispatch(config, 8).outgoing == []
    clock.advance(minutes=3)
    (second,) = dispatch(config, 8).outgoing

    assert (first.id, first.grant_id) == (second.id, second.grant_id)
    # The first process comes back late: its result no longer counts.
    outcomes.failed(first, RequestRejected(47001, "late"))
    assert states() == ["queued"]


def test_two_processes_never_claim_the_same_message(config, app):
    from tests.racing import run_together

    for number in range(60):
        member = make_member(f"会员{number}")
        account = make_account(member)
        report_subscriptions(account.id, {config.wechat.templates["signup_result"]: "accept"}, f"report-{number}")
        write(member, f"{number}:1")

    claimed = run_together([lambda: [one.id for one in dispatch(config, 10).outgoing] for _ in range(6)])

    ids = [one for batch in claimed for one in batch]
    assert len(ids) == len(set(ids)) == 60


def test_long_title_is_cut_to_what_wechat_accepts(outbox, person):
    member, _, _ = person
    write(member, title="很长" * 30 + "\n第二行", note="", result="候补转正了呀真好")

    deliver(outbox)

    assert states() == ["sent"], Delivery.get().error_text


def test_a_process_told_to_stop_claims_nothing_more(outbox, app, config, monkeypatch):
    for number in range(40):
        member = make_member(f"会员{number}")
        account = make_account(member)
        report_subscriptions(account.id, {config.wechat.templates["signup_result"]: "accept"}, f"report-{number}")
        write(member, f"{number}:1")
    stop = threading.Event()
    sent = []

    def send(message):
        sent.append(message.id)
        stop.set()
        return outcomes.arrived(message, None), None

    monkeypatch.setattr(outbox, "deliver", send)
    deliver(outbox, stop)

    assert 1 <= len(sent) <= config.jobs.deliveries_in_flight
    # What was claimed and not begun is free at once.
    assert len(dispatch(config, 100).outgoing) == 40 - len(sent)
