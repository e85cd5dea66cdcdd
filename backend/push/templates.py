"""Message templates by what they are for: which of our values fills which field, cut to what WeChat accepts.

Limits by field type: developers.weixin.qq.com, sendMessage, "参数限制".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS: dict[str, dict[str, str]] = {
    "signup_result": {
        "title": "thing1",
        "result": "phrase2",
        "time": "time3",
        "venue": "thing4",
        "remark": "thing5",
    },
    "activity_cancelled": {"title": "thing1", "time": "time2", "reason": "thing3"},
    "activity_changed": {"title": "thing1", "time": "time2", "venue": "thing3", "note": "thing4"},
    "activity_invitation": {"title": "thing1", "time": "time2", "venue": "thing3", "note": "thing4"},
    "survey_reminder": {"title": "thing1", "time": "time2", "note": "thing3"},
    "survey_note": {"title": "thing1", "organization": "thing2", "time": "time3", "summary": "thing4"},
    "suggestion_answered": {"title": "thing1", "organization": "thing2", "time": "time3", "summary": "thing4"},
    "case_overdue": {"title": "thing1", "step": "thing2", "time": "time3", "note": "thing4"},
}

_TYPE = re.compile(r"[a-z_]+")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_NOT_CHINESE = re.compile(r"[^一-鿿]")


def fit(value: str, field: str) -> str:
    """Cut a value to its field's type (thing 20 characters, phrase 5 Chinese characters); never empty."""
    kind = _TYPE.match(field)
    text = _BREAKS.sub(" ", value).strip()
    match kind.group() if kind else "":
        case "phrase":
            return _NOT_CHINESE.sub("", text)[:5] or "通知"
        case "thing":
            return (text if len(text) <= 20 else text[:19] + "…") or "无"
        case "name":
            return text[:10] or "无"
        case "time" | "date":
            return text.replace("～", "~")
        case _:
            return text[:32] or "无"


def message_data(template: str, values: Mapping[str, str]) -> dict[str, str]:
    """The template's own keys with our values; a value we do not have is 无, since WeChat refuses a gap."""
    return {field: fit(values.get(name, ""), field) for name, field in FIELDS[template].items()}
