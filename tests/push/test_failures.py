"""Each way in which WeChat refuses a message has its own answer, and only that one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.push.delivery import Outbox
from backend.push.errcodes import ACTIONS, Action, action_for
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, MessageTemplate, Notification, SubscriptionGrant
from backend.push.services import News, notify
from backend.wechat import errors
from tests.factories import make_account, make_member, make_organization, make_role
from tests.outbox import told

VALUES = {"title": "沙龙", "result": "报名成功", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}


@pytest.fixture
def outbox(config):
    return Outbox(config)


@pytest.fixture
def people(app, config, simulator):
    """Three members with two credits each."""
    template = config.wechat.templates["signup_result"]
    found = []
    for name in ("甲", "乙", "丙"):
        user = simulator.post("users", name=name)
        member = make_member(name)
        account = make_account(member, user["openid"])
        for ref in ("report-1", "report-2"):
            simulator.post("subscribe", user_id=user["user_id"], template_ids=[template])
            report_subscriptions(account.id, {template: "accept"}, f"{ref}-{name}")
        found.append(member)
    return found


@pytest.fixture
def administrator(app):
    member = make_member("周主任")
    make_role(member, make_organization(name="东湖区"), "administrator")
    return member


def deliver(outbox):
    with ThreadPoolExecutor(4) as pool:
        return outbox.deliver_due(pool)


def write(members, occurrence="1:1", **values):
    notify(News("signup_done", "activity:1", {**VALUES, **values}, occurrence), [member.id for member in members])


def states(kind="signup_done"):
    return sorted((one.state, one.reason) for one in told(kind))


def refuse_with(simulator, code, **more):
    simulator.post("faults", kind="errcode", errcode=code, errmsg="refused", path="/cgi-bin/message/", **more)


@pytest.mark.parametrize("code", [-1, 45009, 45011, 44990, 48001, 40013])
def test_what_may_pass_is_tried_again(outbox, people, simulator, code):
    write(people[:1])
    refuse_with(simulator, code)
    deliver(outbox)

    assert [(one.state, one.attempts, one.error_code) for one in Delivery.select()] == [("queued", 1, code)]


def test_a_dead_token_is_replaced_once_and_the_message_arrives(outbox, people, simulator):
    write(people[:1])
    simulator.post("faults", kind="dead_token", path="/cgi-bin/message/", times=1)
    deliver(outbox)

    assert states() == [("sent", "")]


def test_two_messages_at_once_to_one_member_are_sent_one_after_the_other(outbox, people, simulator, clock):
    write(people[:1])
    refuse_with(simulator, 43108, times=1)
    deliver(outbox)
    assert not outbox.breaker.is_open
    clock.advance(seconds=5)
    deliver(outbox)

    assert states() == [("sent", "")]


@pytest.mark.parametrize("code", [43101, 40003])
def test_who_does_not_take_it_has_it_in_the_inbox(outbox, people, simulator, code):
    write(people[:1])
    refuse_with(simulator, code)
    deliver(outbox)

    assert states() == [("inbox", "refused")]


def test_a_field_that_is_refused_stops_the_notification_and_names_the_field(outbox, people, simulator, administrator):
    write(people)
    refuse_with(simulator, 47003, times=1)
    outbox.breaker._allowed = 1  # one at a time, so that the others are still to come
    deliver(outbox)

    found = states()
    assert found.count(("failed", "")) == 1
    assert set(found) <= {("failed", ""), ("paused", "paused"), ("sent", "")}
    (alert,) = told("push_fault")
    assert alert.member_id == administrator.id
    assert "47003" in alert.notification.values["note"]
    assert Notification.get(Notification.kind == "signup_done").fault


def test_a_template_that_is_gone_stops_everything_of_it_and_says_so_once(outbox, people, simulator, administrator):
    write(people)
    write(people, "2:1")
    refuse_with(simulator, 40037)
    deliver(outbox)

    assert {state for state, _ in states()} <= {"paused", "queued"}
    assert MessageTemplate.get().stopped_at is not None
    assert len(told("push_fault")) == 1
    # Nobody's credit was lost over it.
    assert {grant.state for grant in SubscriptionGrant.select()} == {"open"}


def test_a_time_that_is_none_is_never_sent(outbox, people, administrator):
    write(people[:1], time="周四下午")
    deliver(outbox)

    assert states() == [("failed", "")]
    assert len(told("push_fault")) == 1


def test_five_failures_in_a_row_open_the_breaker_and_the_rest_is_not_tried(outbox, config, simulator, app):
    members = []
    for number in range(30):
        member = make_member(f"会员{number}")
        account = make_account(member)
        report_subscriptions(account.id, {config.wechat.templates["signup_result"]: "accept"}, f"report-{number:03}")
        members.append(member)
    write(members)
    simulator.post("faults", kind="http_error", path="/cgi-bin/message/")
    deliver(outbox)

    assert outbox.breaker.is_open
    assert sum(one.attempts for one in Delivery.select()) <= 5 + 2 * config.jobs.deliveries_in_flight


def test_every_error_of_wechat_has_an_action():
    for kind in {*errors.ERRORS.values(), errors.AnswerLost}:
        assert action_for(kind(1, "x")) in Action
    assert set(ACTIONS.values()) == set(Action)
