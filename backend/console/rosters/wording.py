"""How imports are spoken of."""

from __future__ import annotations

from typing import Any

# state: words, kind of badge
STATES = {
    "mapping": ("待对应列", "write"),
    "checking": ("正在核对", "read"),
    "ready": ("待确认导入", "do"),
    "applying": ("正在导入", "read"),
    "done": ("已导入", "ok"),
    "undoing": ("正在撤销", "read"),
    "undone": ("已撤销", "off"),
    "cancelled": ("已放弃", "off"),
}
# outcome: words, kind of badge
OUTCOMES = {
    "new": ("新增", "ok"),
    "changed": ("有变化", "write"),
    "match": ("无变化", "off"),
    "conflict": ("待确认", "do"),
    "bad": ("有问题", "danger"),
}
UNDONE = {
    "removed": "已移除",
    "put_back": "已改回",
    "stayed": "保留未动",
}
# What to do about a conflict, by words of its reason.
_ADVICE = (
    ("系统中已有同名同单位", "若是同一人换了号码，请在会员资料里改手机号后再导入；若是两个人，请在文件里写清单位。"),
    ("在系统中登记的是", "请核对号码是谁的：改正文件，或在会员资料里更正后再导入。"),
    ("人登记了这个手机号", "请先到“重复名单”合并这几份记录，再导入。"),
    ("手机号相同，姓名不同", "请核对号码是谁的，改正其中一行后再导入。"),
    ("同名同单位，手机号不同", "请核对是不是同一个人，只留一个号码后再导入。"),
    ("是同一人", "请统一这几行的内容后再导入。"),
)


def advice_for(outcome: str, messages: list[str]) -> str:
    """What to do about a row that was not imported; empty where nothing need be done."""
    if outcome == "bad":
        return "请改正这个单元格后，把这一行重新导入。"
    if outcome != "conflict":
        return ""
    text = "".join(messages)
    return next((advice for words, advice in _ADVICE if words in text), "请核对后重新导入这一行。")


def count_words(counts: dict[str, Any]) -> str:
    """新增 3，待确认 1"""
    return "，".join(f"{words} {counts[name]}" for name, (words, _kind) in OUTCOMES.items() if counts.get(name))
