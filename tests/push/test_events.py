"""What WeChat says about subscription messages reaches the ledger and the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock
from backend.accounts.models import Account
from backend.push import events as push_events
from backend.push.events import event_handlers
from backend.push.ledger import credits_left, report_subscriptions
from backend.push.models import Delivery, Notification, SubscriptionGrant
from backend.wechat.events import handle_events
from backend.wechat.models import WechatEvent
from tests.conftest import FrozenClock
from tests.factories import make_account, make_member

Calls = list[tuple[Any, ...]]


@pytest.fixture
def account(database: Any, clock: FrozenClock) -> Account:
    return make_account(make_member("王敏"), openid="o")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What was asked of the ledger and of what was sent."""
    calls: Calls = []
    for name in ("confirm", "revoke", "note_delivery_failure"):
        monkeypatch.setattr(push_events, name, lambda *told, name=name: calls.append((name, *told)))
    return calls


def tell(event: str, openid: str = "o", **payload: Any) -> None:
    WechatEvent.create(digest=str(WechatEvent.select().count()), name=event, openid=openid, payload=payload)
    assert handle_events(event_handlers) == 1
    assert {row.state for row in WechatEvent.select()} == {"handled"}


def entry(template_id: Any, answer: Any, **more: Any) -> dict[str, Any]:
    return {"TemplateId": template_id, "SubscribeStatusString": answer, **more}


A, B = entry("a", "accept", PopupScene="0"), entry("b", "reject", PopupScene=0)


@pytest.mark.parametrize(
    ("payload", "answers"),
    [
        ({"List": [A, B]}, {"a": "accept", "b": "reject"}),
        ({"List": A}, {"a": "accept"}),
        ({"SubscribeMsgPopupEvent": {"List": [A, B]}}, {"a": "accept", "b": "reject"}),
        ({"SubscribeMsgPopupEvent": {"List": A}}, {"a": "accept"}),
        ({"List": [A, "x", None, entry("", "accept"), entry(["b"], "accept")]}, {"a": "accept"}),
    ],
)
def test_an_answered_sheet_is_confirmed(
    account: Account, calls: Calls, payload: dict[str, Any], answers: dict[str, str]
) -> None:
    tell("subscribe_msg_popup_event", **payload)
    assert calls == [("confirm", account.id, answers)]


def test_only_what_was_turned_off_is_revoked(account: Account, calls: Calls) -> None:
    tell("subscribe_msg_change_event", List=[A, B, entry("c", "reject"), entry("c", "reject")])
    tell("subscribe_msg_change_event", List=A)
    assert calls == [("revoke", account.id, ["b", "c"])]


@pytest.mark.parametrize("number", ["1003", 1003])
def test_a_message_that_could_not_be_delivered_is_noted(account: Account, calls: Calls, number: Any) -> None:
    failed = {"TemplateId": "a", "MsgID": 3248682510344192008, "ErrorCode": number, "ErrorStatus": "blocked"}
    delivered = [{**failed, "ErrorCode": zero, "ErrorStatus": "success"} for zero in (0, "0")]

    tell("subscribe_msg_sent_event", List=[*delivered, failed])
    tell("subscribe_msg_sent_event", List=delivered[0])

    assert calls == [("note_delivery_failure", account.id, "a", "3248682510344192008", 1003, "blocked")]


def test_what_cannot_be_read_is_no_delivery(account: Account, calls: Calls) -> None:
    tell("subscribe_msg_sent_event", List={"TemplateId": "a", "MsgID": None, "ErrorCode": "?", "ErrorStatus": {}})
    assert calls == [("note_delivery_failure", account.id, "a", "", -1, "")]


@pytest.mark.parametrize("event", event_handlers)
@pytest.mark.parametrize("payload", [{}, {"List": None}, {"List": "x"}, {"List": []}, {"SubscribeMsgPopupEvent": []}])
def test_without_entries_nothing_is_done(account: Account, calls: Calls, event: str, payload: dict[str, Any]) -> None:
    tell(event, **payload)
    assert calls == []


@pytest.mark.parametrize("event", event_handlers)
def test_about_somebody_we_do_not_know_nothing_is_done(account: Account, calls: Calls, event: str) -> None:
    tell(event, openid="another", List=[A, B, {"ErrorCode": "1003"}])
    assert calls == []


def test_of_an_accepted_sheet_the_phone_counts_and_the_event_only_confirms(account: Account) -> None:
    report_subscriptions(account.id, {"a": "accept"}, "report-1")
    assert SubscriptionGrant.get().confirmed_at is None

    tell("subscribe_msg_popup_event", List=A)
    tell("subscribe_msg_popup_event", List=[A, entry("c", "accept")])

    assert credits_left(account.id, ["a", "c"]) == {"a": 1, "c": 0}
    assert SubscriptionGrant.get().confirmed_at is not None


def test_what_was_turned_off_counts_no_more(account: Account) -> None:
    report_subscriptions(account.id, {"a": "accept", "b": "accept"}, "report-1")

    tell("subscribe_msg_change_event", List=B)

    assert credits_left(account.id, ["a", "b"]) == {"a": 1, "b": 0}


def sent_to(account: Account, message_id: str = "") -> Delivery:
    """A message that a credit of template "a" was spent on."""
    notification = Notification.create(
        kind="signup_done", subject=f"activity:{Notification.select().count()}", values={}
    )
    delivery = Delivery.create(
        notification=notification, member=account.member, state="sent", sent_at=clock.now(), message_id=message_id
    )
    SubscriptionGrant.create(
        account=account, template_id="a", state="spent", delivery_id=delivery.id, closed_at=clock.now()
    )
    return delivery


def what_became_of(delivery: Delivery) -> tuple[str, str, int | None]:
    row = Delivery.get_by_id(delivery.id)
    return row.state, row.reason, row.error_code


FAILED = {"TemplateId": "a", "ErrorCode": "1003", "ErrorStatus": "blocked"}


def test_a_message_that_was_not_delivered_is_in_the_inbox_and_says_why(account: Account) -> None:
    earlier, last = sent_to(account), sent_to(account)

    tell("subscribe_msg_sent_event", List=FAILED)

    assert what_became_of(last) == ("inbox", "undelivered", 1003)
    assert what_became_of(earlier)[0] == "sent"


def test_what_went_out_as_part_of_it_did_not_arrive_either(account: Account) -> None:
    main = sent_to(account)
    part, other = sent_to(account), sent_to(account)
    Delivery.update(merged_into=main.id).where(Delivery.id == part.id).execute()
    SubscriptionGrant.delete().where(SubscriptionGrant.delivery_id << (part.id, other.id)).execute()

    tell("subscribe_msg_sent_event", List=FAILED)

    assert what_became_of(part)[:2] == ("inbox", "undelivered")
    assert what_became_of(other)[0] == "sent"


def test_where_wechat_gave_an_id_that_message_is_meant(account: Account) -> None:
    earlier, last = sent_to(account, "3248682510344192008"), sent_to(account, "3248682510344192009")

    tell("subscribe_msg_sent_event", List=FAILED | {"MsgID": "3248682510344192008"})

    assert what_became_of(earlier)[0] == "inbox"
    assert what_became_of(last)[0] == "sent"


def test_a_failure_of_long_ago_or_of_another_template_changes_nothing(account: Account) -> None:
    delivery = sent_to(account)

    tell("subscribe_msg_sent_event", List=FAILED | {"TemplateId": "b"})
    SubscriptionGrant.update(closed_at=clock.now() - timedelta(hours=2)).execute()
    tell("subscribe_msg_sent_event", List=FAILED)

    assert what_became_of(delivery)[0] == "sent"
