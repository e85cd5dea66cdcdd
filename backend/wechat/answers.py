"""What WeChat's answers hold, in the shapes the rest of the backend works with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_FIELD = re.compile(r"^(?P<label>.*?)[:：]\s*\{\{(?P<key>\w+)\.DATA\}\}", re.MULTILINE)


@dataclass(frozen=True)
class LoginSession:
    """Who a wx.login code belongs to. `session_key` must never reach the phone or a log."""

    openid: str
    session_key: str = field(repr=False)
    unionid: str | None = None


@dataclass(frozen=True)
class PhoneNumber:
    """`pure_number` has no country code (13800138000); `country_code` is digits only (86)."""

    pure_number: str = field(repr=False)
    country_code: str


@dataclass(frozen=True)
class TextVerdict:
    """`suggest` is pass, review or risky. `label` is WeChat's category, 100 for harmless."""

    suggest: str
    label: int
    trace_id: str


@dataclass(frozen=True)
class MessageTemplate:
    """A message template chosen in WeChat's console.

    `is_long_term` tells templates where one acceptance covers many messages from those where it covers
    one. `fields` maps each key (thing1) to the label people read (活动名称); `choices` has the keys that take nothing
    but one of these words.
    """

    template_id: str
    title: str
    is_long_term: bool
    fields: dict[str, str]
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_answer(cls, item: Mapping[str, Any]) -> "MessageTemplate":
        """Read one entry of gettemplate, whose `content` is lines of the form 活动名称:{{thing1.DATA}}."""
        content = str(item.get("content", ""))
        return cls(
            template_id=str(item["priTmplId"]),
            title=str(item.get("title", "")),
            is_long_term=item.get("type") == 3,
            fields={match["key"]: match["label"].strip() for match in _FIELD.finditer(content)},
            choices={
                str(one.get("keywordCode", "")).removesuffix(".DATA"): tuple(one.get("enumValueList") or ())
                for one in item.get("keywordEnumValueList") or ()
            },
        )


@dataclass(frozen=True)
class PublicTemplate:
    """A title of the library (公共模板库) that the mini-program's categories may choose."""

    tid: str
    title: str
    is_long_term: bool


@dataclass(frozen=True)
class PublicKeyword:
    """A field such a title offers: `kid` is its number there, `kind` its type (thing, time, …)."""

    kid: int
    label: str
    kind: str
