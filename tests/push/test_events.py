"""What WeChat says about subscription messages reaches the ledger and the outbox."""

from __future__ import annotations

from typing import Any

import pytest

from backend.accounts.models import Account
from backend.push import events as push_events
from backend.push.events import event_handlers
from backend.push.ledger import credits_left, report_subscriptions
from backend.push.models import SubscriptionGrant
from backend.wechat.events import handle_events
from backend.wechat.models import WechatEvent
from tests.conftest import FrozenClock
from tests.factories import make_account

Calls = list[tuple[Any, ...]]


@pytest.fixture
def account(database: Any, clock: FrozenClock) -> Account:
    return make_account(openid="o")


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


def test_a_failed_delivery_is_told_in_the_log(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(push_events.log, "warning", lambda event, **more: told.append((event, more["error_code"])))
    tell("subscribe_msg_sent_event", List={"TemplateId": "a", "ErrorCode": "1003", "ErrorStatus": "blocked"})
    assert told == [("message_not_delivered", 1003)]
