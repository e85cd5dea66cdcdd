"""What WeChat says about subscription messages: sheets that were answered, templates turned off, messages that failed.

Source: developers.weixin.qq.com, 订阅消息 (事件推送). About somebody we do not know there is nothing to do.
"""

from __future__ import annotations

from backend.push.ledger import confirm, revoke
from backend.push.sent import note_delivery_failure
from backend.wechat.events import Event, Handler, number_of, text_of


def take_answers(event: Event) -> None:
    """The sheet was answered. The phone's own report grants; this only confirms it."""
    answers = {
        text_of(entry.get("TemplateId")): text_of(entry.get("SubscribeStatusString"))
        for entry in event.entries("SubscribeMsgPopupEvent")
    }
    answers.pop("", None)
    if event.account_id is not None and answers:
        confirm(event.account_id, answers)


def take_refusals(event: Event) -> None:
    """Templates were turned off in WeChat's settings. Turning one on again grants nothing: that takes a sheet."""
    refused = [
        text_of(entry.get("TemplateId"))
        for entry in event.entries("SubscribeMsgChangeEvent")
        if entry.get("SubscribeStatusString") == "reject"
    ]
    refused = [template_id for template_id in dict.fromkeys(refused) if template_id]
    if event.account_id is not None and refused:
        revoke(event.account_id, refused)


def take_deliveries(event: Event) -> None:
    """A message that WeChat had accepted was delivered (0), or could not be."""
    if event.account_id is None:
        return
    for entry in event.entries("SubscribeMsgSentEvent"):
        error_code = number_of(entry.get("ErrorCode"))
        if error_code:
            note_delivery_failure(
                event.account_id,
                text_of(entry.get("TemplateId")),
                text_of(entry.get("MsgID")),
                error_code,
                text_of(entry.get("ErrorStatus")),
            )


event_handlers: dict[str, Handler] = {
    "subscribe_msg_popup_event": take_answers,
    "subscribe_msg_change_event": take_refusals,
    "subscribe_msg_sent_event": take_deliveries,
}
