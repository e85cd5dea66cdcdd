"""What the outbox held before notifications is not lost on the way to them."""

from __future__ import annotations

import pytest

from backend.push.carrying import carry_over
from backend.push.ledger import credits_left
from backend.push.models import OutboxMessage, SubscriptionCredit
from tests.factories import make_account, make_member
from tests.outbox import told
from tests.racing import run_together

VALUES = {
    "title": "春季企业家沙龙",
    "result": "审核通过",
    "time": "2026年4月23日 14:00",
    "venue": "三楼",
    "remark": "请准时",
}


@pytest.fixture
def account(app):
    return make_account(make_member("王敏"))


def make_message(account, key="signup_result:1:2", **fields):
    row = {"template": "signup_result", "values": VALUES, "page": "pages/activity/index?id=1", **fields}
    return OutboxMessage.create(business_key=key, account=account, **row)


def test_messages_that_wait_become_deliveries(account):
    make_message(account)
    make_message(account, "signup_result:1:1", state="sent")

    assert carry_over() == 1

    (one,) = told()
    assert (one.member_id, one.state) == (account.member_id, "queued")
    assert one.notification.kind == "signup_decided"
    assert (one.notification.values["note"], one.notification.page) == ("请准时", "pages/activity/index?id=1")


def test_credits_that_are_left_become_grants(account):
    SubscriptionCredit.create(account=account, template_id="t1", granted=5, spent=2)
    SubscriptionCredit.create(account=account, template_id="t2", granted=1, spent=1)

    assert carry_over() == 3
    assert credits_left(account.id, ["t1", "t2"]) == {"t1": 3, "t2": 0}


def test_twice_moves_nothing_twice_and_what_comes_later_is_moved_too(account):
    make_message(account)
    SubscriptionCredit.create(account=account, template_id="t1", granted=2)
    carry_over()

    assert carry_over() == 0
    make_message(account, "signup_result:2:1")
    SubscriptionCredit.update(granted=3).execute()
    assert carry_over() == 2
    assert credits_left(account.id, ["t1"]) == {"t1": 3}


def test_two_processes_move_each_once(account):
    for number in range(30):
        make_message(account, f"signup_result:{number}:1")
    SubscriptionCredit.create(account=account, template_id="t1", granted=10)

    assert sum(run_together([carry_over] * 3)) == 40
    assert len(told()) == 30
    assert credits_left(account.id, ["t1"]) == {"t1": 10}


def test_a_message_to_nobody_is_let_go(app):
    make_message(make_account(None, "openid-visitor"))

    assert carry_over() == 0
    assert OutboxMessage.get().state == "moved"
