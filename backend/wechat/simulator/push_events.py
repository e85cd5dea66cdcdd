"""The events WeChat pushes and the two forms it writes them in.

Source: developers.weixin.qq.com, 订阅消息 (事件推送), mediaCheckAsync, 授权用户资料变更. In JSON the entries of
subscription events stand in a top-level `List`, which is an object for one entry and an array for
several, with numbers as text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.wechat.simulator.security import NORMAL, WordLists, media_verdict

# The service that tells what people do about their data.
_NOTIFIER = "oSimulatedNotifier0000000000"


@dataclass(frozen=True)
class Event:
    """`wrapper` is the XML element around `entries`; other events only have `members`.

    `sender` is the FromUserName where that is not the person.
    """

    name: str
    openid: str
    members: Mapping[str, Any]
    wrapper: str = ""
    entries: Sequence[Mapping[str, Any]] = ()
    sender: str = ""


def popup_event(openid: str, answers: Mapping[str, str]) -> Event:
    """Someone answered the subscription pop-up."""
    entries = [
        {"TemplateId": key, "SubscribeStatusString": answer, "PopupScene": "0"} for key, answer in answers.items()
    ]
    return Event("subscribe_msg_popup_event", openid, {}, "SubscribeMsgPopupEvent", entries)


def change_event(openid: str, template_ids: Sequence[str]) -> Event:
    """Someone refused templates in the message settings."""
    entries = [{"TemplateId": key, "SubscribeStatusString": "reject"} for key in template_ids]
    return Event("subscribe_msg_change_event", openid, {}, "SubscribeMsgChangeEvent", entries)


def sent_event(openid: str, template_id: str, message_id: str) -> Event:
    """A message has been delivered."""
    entry = {"TemplateId": template_id, "MsgID": message_id, "ErrorCode": "0", "ErrorStatus": "success"}
    return Event("subscribe_msg_sent_event", openid, {}, "SubscribeMsgSentEvent", [entry])


def media_event(openid: str, appid: str, trace_id: str, words: WordLists, url: str | None) -> Event:
    """The verdict on a file by its name; `url` None means that it could not be fetched."""
    members: dict[str, Any] = {"appid": appid, "trace_id": trace_id, "version": 2}
    if url is None:
        empty = {"result": {"suggest": "", "label": NORMAL}, "detail": []}
        members.update(errcode=-1008, errmsg="download failed", **empty)
    else:
        members.update(errcode=0, errmsg="ok", **media_verdict(words, url))
    return Event("wxa_media_check", openid, members)


def revoke_event(openid: str, appid: str, kinds: str) -> Event:
    """Someone withdrew data from the mini-program; `kinds` lists WeChat's numbers (8 phone, 6 nickname, …)."""
    members = {"OpenID": openid, "AppID": appid, "RevokeInfo": kinds}
    return Event("user_authorization_revoke", openid, members, sender=_NOTIFIER)


def cancellation_event(openid: str, appid: str) -> Event:
    """Someone has closed the WeChat account."""
    return Event("user_authorization_cancellation", openid, {"OpenID": openid, "AppID": appid}, sender=_NOTIFIER)


def debug_event(openid: str, text: str) -> Event:
    """What the console's test tool sends."""
    return Event("debug_demo", openid, {"debug_str": text})


def write_event(event: Event, to_user: str, seconds: int, form: str) -> str:
    """Return the event as `form` (json or xml); `seconds` is its CreateTime."""
    head: dict[str, Any] = {
        "ToUserName": to_user,
        "FromUserName": event.sender or event.openid,
        "CreateTime": seconds,
        "MsgType": "event",
        "Event": event.name,
        **event.members,
    }
    entries = [dict(entry) for entry in event.entries]
    if form == "xml":
        if event.wrapper:
            head[event.wrapper] = {"List": entries}
        return write_xml({"xml": head})
    if event.wrapper:
        head["List"] = entries[0] if len(entries) == 1 else entries
    return json.dumps(head, ensure_ascii=False)


def write_xml(members: Mapping[str, Any]) -> str:
    """Nested mappings as elements, lists as repeated elements, text in CDATA, numbers bare."""
    parts = []
    for name, value in members.items():
        for one in value if isinstance(value, list) else [value]:
            parts.append(f"<{name}>{_inner(one)}</{name}>")
    return "".join(parts)


def _inner(value: object) -> str:
    if isinstance(value, Mapping):
        return write_xml(value)
    if isinstance(value, int):
        return str(value)
    # A CDATA section cannot hold its own end mark: it is closed and opened again in the middle of it.
    return "<![CDATA[" + str(value).replace("]]>", "]]]]><![CDATA[>") + "]]>"
