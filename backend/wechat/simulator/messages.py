"""Subscriptions, the credits they give, and the messages delivered to the test phones.

Source: developers.weixin.qq.com, wx.requestSubscribeMessage and subscribeMessage.send. For a one-time template
each acceptance is good for one message, without a time limit; a long-term one holds until it is refused.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.wechat.simulator.clock import SimulatedClock
from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.template_rules import first_fault
from backend.wechat.simulator.templates import LONG_TERM, Template

# The present page says 5, older ones and staff 3: the stricter is what a careful program keeps to.
MAX_TEMPLATES_A_POPUP = 3
STATES = ("developer", "trial", "formal")
LANGUAGES = ("zh_CN", "en_US", "zh_HK", "zh_TW")


@dataclass(frozen=True)
class Delivered:
    """A message on a test phone. `fields` are (label, text) in the order of the template."""

    message_id: str
    user_id: str
    openid: str
    template: Template
    fields: list[tuple[str, str]]
    page: str
    state: str
    lang: str
    at_ms: int

    def describe(self) -> dict[str, Any]:
        keys = [one.key for one in self.template.keywords]
        return {
            "id": self.message_id,
            "user_id": self.user_id,
            "openid": self.openid,
            "template_id": self.template.template_id,
            "title": self.template.title,
            "fields": [
                {"key": key, "label": label, "value": value}
                for key, (label, value) in zip(keys, self.fields, strict=True)
            ],
            "page": self.page,
            "miniprogram_state": self.state,
            "lang": self.lang,
            "at_ms": self.at_ms,
        }


@dataclass
class Subscriptions:
    """What one person lets one mini-program send."""

    credits: dict[str, int] = field(default_factory=dict)
    long_term: set[str] = field(default_factory=set)
    always: dict[str, str] = field(default_factory=dict)
    is_main_switch_on: bool = True


class PopupFailed(Exception):
    """wx.requestSubscribeMessage calls `fail` with this errCode and errMsg."""

    def __init__(self, code: int | None, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = f"requestSubscribeMessage:fail {message}"


class Messages:
    """Subscriptions by openid, and everything delivered, oldest first."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._subscriptions: dict[str, Subscriptions] = {}
        self.delivered: list[Delivered] = []
        self.max_templates = MAX_TEMPLATES_A_POPUP
        self.blacklist = {"返利", "免费领取"}
        self.answers_with_msgid = False

    def of(self, openid: str) -> Subscriptions:
        return self._subscriptions.setdefault(openid, Subscriptions())

    def ask(
        self,
        openid: str,
        templates: Mapping[str, Template],
        ids: list[str],
        answers: Mapping[str, str],
        *,
        always: bool = False,
    ) -> dict[str, str]:
        """The pop-up: return accept, reject or filter for each id, having counted the acceptances.

        An id without an answer is accepted. With `always` the answers are kept and win from now on.
        """
        chosen = self._choose(openid, templates, ids)
        mine = self.of(openid)
        result: dict[str, str] = {}
        titles: set[str] = set()
        for template in chosen:
            key = template.template_id
            if template.title in titles:
                result[key] = "filter"
                continue
            titles.add(template.title)
            answer = mine.always.get(key) or answers.get(key, "accept")
            if always:
                mine.always[key] = answer
            self._record(mine, template, answer)
            result[key] = answer
        return result

    def _choose(self, openid: str, templates: Mapping[str, Template], ids: list[str]) -> list[Template]:
        if not ids:
            raise PopupFailed(10001, "TmplIds can't be empty")
        if len(ids) > self.max_templates:
            raise PopupFailed(20003, "Templates count out of max bounds")
        if any(one not in templates for one in ids):
            raise PopupFailed(20001, "No template data return, verify the template id exist")
        chosen = [templates[one] for one in ids]
        if len({template.type for template in chosen}) > 1:
            raise PopupFailed(20002, "Templates type must be same")
        if not self.of(openid).is_main_switch_on:
            raise PopupFailed(20004, "The main switch is switched off")
        return chosen

    def _record(self, mine: Subscriptions, template: Template, answer: str) -> None:
        key = template.template_id
        if template.type == LONG_TERM:
            (mine.long_term.add if answer == "accept" else mine.long_term.discard)(key)
        elif answer == "accept":
            mine.credits[key] = mine.credits.get(key, 0) + 1

    def revoke(self, openid: str, ids: list[str]) -> list[str]:
        """Refuse templates in the phone's message settings (all accepted ones if `ids` is empty)."""
        mine = self.of(openid)
        refused = ids or sorted({*mine.credits, *mine.long_term})
        for key in refused:
            mine.credits.pop(key, None)
            mine.long_term.discard(key)
            mine.always[key] = "reject"
        return refused

    def allow(self, openid: str, ids: list[str]) -> None:
        """Turn templates on again in the phone's message settings; each message still has to be asked for."""
        self.of(openid).always.update(dict.fromkeys(ids, "accept"))

    def send(self, user_id: str, openid: str, template: Template, body: Mapping[str, Any]) -> Delivered:
        """Check the message, spend a credit and deliver it."""
        fault = first_fault(template, body.get("data"))
        state, lang = body.get("miniprogram_state", "formal"), body.get("lang", "zh_CN")
        if state not in STATES:
            fault = fault or "argument invalid! miniprogram_state invalid"
        if lang not in LANGUAGES:
            fault = fault or "argument invalid! lang invalid"
        if fault:
            raise Refusal(47003, fault)
        fields = [(one.label, str(body["data"][one.key]["value"])) for one in template.keywords]
        if any(word in text for _, text in fields for word in self.blacklist):
            raise Refusal(45168, "keyword in blacklist")
        self._spend(openid, template)
        message = Delivered(
            message_id=str(secrets.randbits(60) + 2**60),
            user_id=user_id,
            openid=openid,
            template=template,
            fields=fields,
            page=str(body.get("page") or ""),
            state=state,
            lang=lang,
            at_ms=self._clock(),
        )
        self.delivered.append(message)
        return message

    def _spend(self, openid: str, template: Template) -> None:
        mine = self.of(openid)
        key = template.template_id
        if not mine.is_main_switch_on:
            raise Refusal(43101, "user refuse to accept the msg")
        if template.type == LONG_TERM and key in mine.long_term:
            return
        if mine.credits.get(key, 0) < 1:
            raise Refusal(43101, "user refuse to accept the msg")
        mine.credits[key] -= 1
