"""The outbox reaches WeChat: once, later when WeChat is down, and never without a credit."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.push import delivery
from backend.push.models import OutboxMessage, SubscriptionCredit
from backend.push.services import enqueue, report_subscriptions
from tests.factories import make_account, make_member

VALUES = {
    "title": "春季企业家沙龙",
    "result": "报名成功",
    "time": "2026年04月23日 14:00",
    "venue": "三楼",
    "remark": "请准时",
}


@pytest.fixture
def person(app, simulator):
    """A member whose phone is one of the simulator's, with one credit."""
    user = simulator.post("users", name="王敏", phone="19900000001")
    member = make_member("王敏")
    account = make_account(member, user["openid"])
    allow(app, user["user_id"], account, simulator)
    return member, account, user["user_id"]


def allow(app, user_id, account, simulator, ref="report-0001"):
    template = app.config["LIANYI"].wechat.templates["signup_result"]
    simulator.post("subscribe", user_id=user_id, template_ids=[template])
    report_subscriptions(account.id, {template: "accept"}, ref)


def deliver(app):
    with ThreadPoolExecutor(4) as pool:
        return delivery.deliver_due(app.config["LIANYI"], pool)


def write(member, key="signup_result:1:approved"):
    enqueue(key, member_id=member.id, template="signup_result", values=VALUES, page="pages/activity/index?id=1")


def test_message_arrives_on_the_phone(app, person, simulator):
    member, _, user_id = person
    write(member)

    assert deliver(app) == 1

    messages = simulator.get(f"messages?user_id={user_id}")["items"]
    assert len(messages) == 1
    assert "春季企业家沙龙" in str(messages[0])
    assert OutboxMessage.get().state == "sent"
    assert SubscriptionCredit.get().spent == 1


def test_same_event_twice_is_one_message(app, person):
    member, _, _ = person
    write(member)
    write(member)

    assert deliver(app) == 1


def test_member_without_wechat_gets_no_row(app):
    write(make_member("未注册"))

    assert OutboxMessage.select().count() == 0


def test_without_credit_nothing_is_sent(app, person, simulator):
    member, _, user_id = person
    write(member, "signup_result:1:approved")
    write(member, "signup_result:2:approved")
    deliver(app)
    write(member, "signup_result:3:approved")
    deliver(app)

    states = sorted(message.state for message in OutboxMessage.select())
    assert states == ["sent", "unreachable", "unreachable"]
    assert len(simulator.get(f"messages?user_id={user_id}")["items"]) == 1


def test_credit_that_wechat_does_not_know_is_settled(app, person, simulator):
    member, account, _ = person
    template = app.config["LIANYI"].wechat.templates["signup_result"]
    report_subscriptions(account.id, {template: "accept"}, "report-0002")
    write(member, "signup_result:1:approved")
    deliver(app)
    write(member, "signup_result:2:approved")
    deliver(app)

    last = OutboxMessage.get(OutboxMessage.business_key == "signup_result:2:approved")
    assert (last.state, last.error_code) == ("unreachable", 43101)
    credit = SubscriptionCredit.get()
    assert credit.spent == credit.granted == 2


@pytest.mark.parametrize("fault", ["busy", "quota", "http_error", "timeout"])
def test_message_waits_while_wechat_is_down_and_arrives_afterwards(app, person, simulator, clock, fault):
    member, _, user_id = person
    write(member)
    simulator.post("faults", kind=fault, path="/cgi-bin/message/", seconds=5)
    deliver(app)
    message = OutboxMessage.get()
    assert (message.state, message.attempts) == ("queued", 1)
    assert message.due_at > clock.now()

    simulator.delete("faults")
    clock.advance(minutes=1)
    deliver(app)

    assert OutboxMessage.get().state == "sent"
    assert len(simulator.get(f"messages?user_id={user_id}")["items"]) == 1


def test_message_is_given_up_after_many_attempts(app, person, simulator, clock):
    member, _, _ = person
    write(member)
    simulator.post("faults", kind="busy", path="/cgi-bin/message/")
    for _ in range(delivery.MOST_ATTEMPTS):
        deliver(app)
        clock.advance(hours=2)

    message = OutboxMessage.get()
    assert (message.state, message.error_code) == ("failed", -1)


def test_lease_keeps_a_second_process_away_and_ends(app, person, clock):
    member, _, _ = person
    write(member)

    first = delivery.claim_due(8)
    assert delivery.claim_due(8) == []
    clock.advance(minutes=3)
    second = delivery.claim_due(8)

    assert [message.id for message in first] == [message.id for message in second]
    # The first process comes back late: its result no longer counts.
    delivery._finish(first[0], "failed", None, "late")
    assert OutboxMessage.get().state == "queued"


def test_two_processes_never_claim_the_same_message(app, person):
    from tests.racing import run_together

    member, _, _ = person
    for number in range(60):
        write(member, f"signup_result:{number}:approved")

    claimed = run_together([lambda: [message.id for message in delivery.claim_due(10)] for _ in range(6)])

    ids = [one for batch in claimed for one in batch]
    assert len(ids) == len(set(ids)) == 60


def test_long_title_is_cut_to_what_wechat_accepts(app, person, simulator):
    member, _, _ = person
    enqueue(
        "signup_result:9:approved",
        member_id=member.id,
        template="signup_result",
        values={**VALUES, "title": "很长" * 30 + "\n第二行", "remark": "", "result": "候补转正了呀真好"},
    )

    deliver(app)

    assert OutboxMessage.get().state == "sent", OutboxMessage.get().error_text


def test_a_process_told_to_stop_claims_nothing_more(app, person, monkeypatch):
    member, _, _ = person
    for number in range(20):
        write(member, f"signup_result:{number}:approved")
    stop = threading.Event()
    monkeypatch.setattr(delivery, "deliver", lambda _message, _config: stop.set() or "sent")

    with ThreadPoolExecutor(4) as pool:
        handled = delivery.deliver_due(app.config["LIANYI"], pool, stop)

    assert handled == app.config["LIANYI"].jobs.deliveries_in_flight


def test_a_claim_takes_no_more_than_its_limit(app, person):
    member, _, _ = person
    for number in range(200):
        write(member, f"signup_result:{number}:approved")

    assert [len(delivery.claim_due(8)) for _ in range(10)] == [8] * 10
