"""What an operator does to the outbox: repeatable, in chunks, and never a second message."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from backend.audit.models import AuditEntry
from backend.push import operating
from backend.push.delivery import Outbox
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, Notification, SubscriptionGrant
from backend.push.operating import Wanted, count, drop, find, retry, retry_ids
from backend.push.services import News, notify
from tests.factories import make_account, make_member

VALUES = {"title": "沙龙", "result": "报名成功", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}
FAILED = Wanted(("failed", "paused"))


@pytest.fixture
def write(app):
    """Deliveries of one notification, one for each state named; returns their ids."""

    def write(*states, kind="signup_done", occurrence="", **fields):
        members = [make_member().id for _ in states]
        notify(News(kind, "activity:1", VALUES, occurrence), members)
        found = []
        for member, state in zip(members, states, strict=True):
            Delivery.update(state=state, attempts=3, **fields).where(Delivery.member == member).execute()
            found.append(Delivery.get(Delivery.member == member).id)
        return found

    return write


def state_of(delivery_id):
    return Delivery.get_by_id(delivery_id).state


def test_failed_messages_go_back_once(write, clock):
    failed, sent, queued = write("failed", "sent", "queued", error_code=47003)
    clock.advance(hours=2)

    assert retry(FAILED).put_back == 1
    assert retry(FAILED).put_back == 0

    one = Delivery.get_by_id(failed)
    assert (one.state, one.attempts, one.due_at) == ("queued", 0, clock.now())
    assert (state_of(sent), Delivery.get_by_id(queued).attempts) == ("sent", 3)


def test_what_was_sent_or_may_have_arrived_is_not_among_the_described(write):
    write("sent", "uncertain", "merged")
    assert retry(Wanted()).put_back == 0
    assert {one.state for one in Delivery.select()} == {"sent", "uncertain", "merged"}


def test_by_id_what_may_have_arrived_goes_back_and_what_was_sent_does_not(write):
    sent, uncertain, merged = write("sent", "uncertain", "merged", unanswered=2)

    done = retry_ids([sent, uncertain, merged, 999_999_999, uncertain])

    assert (done.put_back, dict(done.left)) == (1, {"sent": 1, "merged": 1, "": 1})
    assert (state_of(uncertain), Delivery.get_by_id(uncertain).unanswered) == ("queued", 0)
    assert state_of(sent) == "sent"


def test_conditions_must_all_hold(write):
    wanted = write("failed", error_code=47003)
    write("failed", error_code=40003, occurrence="2")
    write("failed", kind="survey_note", error_code=47003, occurrence="3")

    chosen = Wanted(("failed",), "signup_done", "signup_result", 47003)

    assert (find(chosen, 10), count(chosen)) == (wanted, 1)
    assert count(Wanted(("failed",), template="survey_note")) == 1
    assert count(Wanted(("failed",), "signup_done", "survey_note")) == 0
    assert retry(chosen).put_back == 1


def test_the_fault_is_cleared_and_those_who_waited_for_it_go_out_too(write):
    failed, *paused = write("failed", "paused", "paused", "paused", error_code=47003, reason="paused")
    (other,) = write("paused", reason="paused", occurrence="2")
    Notification.update(fault="thing1 is wrong").execute()

    assert retry(Wanted(("failed",), error_code=47003)).put_back == 4

    assert {state_of(one) for one in (failed, *paused)} == {"queued"}
    assert state_of(other) == "paused"
    assert sorted(one.fault for one in Notification.select()) == ["", "thing1 is wrong"]


def test_one_may_be_tried_alone_before_the_others(write):
    failed, *_ = write("failed", "paused", "paused", reason="paused")
    Notification.update(fault="thing1 is wrong").execute()

    done = retry_ids([failed])

    assert (done.put_back, done.still_paused, Notification.get().fault) == (1, 2, "")


def test_thousands_go_back_in_chunks(write, monkeypatch):
    monkeypatch.setattr(operating, "CHUNK", 3)
    write(*["failed"] * 10)
    assert retry(FAILED).put_back == 10


def test_a_message_put_back_arrives_once(app, config, simulator, clock):
    template = config.wechat.templates["signup_result"]
    user = simulator.post("users", name="王敏")
    member = make_member("王敏")
    account = make_account(member, user["openid"])
    simulator.post("subscribe", user_id=user["user_id"], template_ids=[template])
    report_subscriptions(account.id, {template: "accept"}, "report-1")
    notify(News("signup_done", "activity:1", {**VALUES, "time": "改天"}), (member.id,))
    outbox = Outbox(config)

    def deliver():
        with ThreadPoolExecutor(2) as pool:
            outbox.deliver_due(pool)

    deliver()
    assert (Delivery.get().state, Notification.get(kind="signup_done").fault != "") == ("failed", True)

    Notification.update(values=VALUES).execute()
    for _ in range(2):
        retry(FAILED)
        deliver()

    assert Delivery.get().state == "sent"
    assert len(simulator.get(f"messages?user_id={user['user_id']}")["items"]) == 1


def test_dropped_messages_keep_their_reason_and_are_in_the_audit_trail(write):
    queued, paused, sent = write("queued", "paused", "sent")

    done = drop([queued, paused, sent], "活动改期，通知作废")
    assert (done.put_back, dict(done.left)) == (2, {"sent": 1})
    assert drop([queued], "再来一次").put_back == 0

    one = Delivery.get_by_id(queued)
    assert (one.state, one.reason, one.error_text) == ("dropped", "operator", "活动改期，通知作废")
    entries = [(one.actor_kind, one.subject_id, one.reason) for one in AuditEntry.select().order_by(AuditEntry.id)]
    assert sorted(entries) == sorted(("operator", one, "活动改期，通知作废") for one in (queued, paused))


def test_message_that_is_being_sent_is_not_dropped(write, clock):
    (queued,) = write("queued", leased_until=clock.now() + timedelta(minutes=1))
    assert drop([queued], "作废").put_back == 0
    clock.advance(minutes=2)
    assert drop([queued], "作废").put_back == 1


def test_what_a_dropped_message_held_is_free_again(write):
    main, other = write("queued", "merged")
    Delivery.update(merged_into=main).where(Delivery.id == other).execute()
    account = make_account(make_member(), "openid-1")
    grant = SubscriptionGrant.create(account=account, template_id="t", state="reserved", delivery_id=main)

    drop([main], "作废")

    assert (state_of(other), Delivery.get_by_id(other).merged_into) == ("queued", None)
    grant = SubscriptionGrant.get_by_id(grant.id)
    assert (grant.state, grant.delivery_id) == ("open", None)


def test_credit_of_a_send_nobody_answered_stays_used(write):
    (main,) = write("queued", unanswered=1)
    account = make_account(make_member(), "openid-1")
    SubscriptionGrant.create(account=account, template_id="t", state="reserved", delivery_id=main)

    drop([main], "作废")

    assert SubscriptionGrant.get().state == "spent"
