"""Message templates by what they are for, and which of our values fills which of their fields.

A template is chosen from WeChat's public library in its console (or by `lianyi templates sync`), so its keys depend on
what the operator chose: `thing1` here may be `thing4` there. What the console says is kept in `MessageTemplate`; until
it was asked, the keys are taken to be numbered in our order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.push.fitting import fit


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is our value's, `kind` the field's type (thing, time, …), `label` what the console calls it."""

    name: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class TemplateSpec:
    """`title` in WeChat's public library, and the fields in the order they are shown."""

    title: str
    fields: tuple[Field, ...]


def _spec(title: str, *fields: tuple[str, str, str]) -> TemplateSpec:
    return TemplateSpec(title, tuple(Field(*one) for one in fields))


TEMPLATES: dict[str, TemplateSpec] = {
    "signup_result": _spec(
        "报名结果通知",
        ("title", "thing", "活动名称"),
        ("result", "phrase", "报名结果"),
        ("time", "time", "活动时间"),
        ("venue", "thing", "活动地点"),
        ("note", "thing", "备注"),
    ),
    # Changes and cancellations go by it too: a member who wants to be reminded wants to know of them first of all, and
    # one credit then serves whichever comes.
    "activity_reminder": _spec(
        "活动提醒",
        ("title", "thing", "活动名称"),
        ("time", "time", "活动时间"),
        ("venue", "thing", "活动地点"),
        ("note", "thing", "温馨提示"),
    ),
    "activity_invitation": _spec(
        "活动邀请通知",
        ("title", "thing", "活动名称"),
        ("time", "time", "活动时间"),
        ("venue", "thing", "活动地点"),
        ("note", "thing", "邀请说明"),
    ),
    "survey_reminder": _spec(
        "问卷填写提醒",
        ("title", "thing", "问卷名称"),
        ("time", "time", "截止时间"),
        ("note", "thing", "温馨提示"),
    ),
    "survey_note": _spec(
        "问卷结果反馈通知",
        ("title", "thing", "问卷名称"),
        ("organization", "thing", "反馈单位"),
        ("time", "time", "反馈时间"),
        ("note", "thing", "反馈摘要"),
    ),
    "suggestion_answered": _spec(
        "建议答复通知",
        ("title", "thing", "建议标题"),
        ("organization", "thing", "答复单位"),
        ("time", "time", "答复时间"),
        ("note", "thing", "答复摘要"),
    ),
    "profile_reminder": _spec(
        "资料更新提醒",
        ("title", "thing", "资料名称"),
        ("time", "time", "提醒时间"),
        ("note", "thing", "温馨提示"),
    ),
    "case_overdue": _spec(
        "待办超期提醒",
        ("title", "thing", "事项名称"),
        ("step", "thing", "当前环节"),
        ("time", "time", "应办时间"),
        ("note", "thing", "温馨提示"),
    ),
    "staff_digest": _spec(
        "工作待办提醒",
        ("title", "thing", "待办内容"),
        ("count", "number", "待办数量"),
        ("time", "time", "提醒时间"),
        ("note", "thing", "备注"),
    ),
}


def keys_in_order(template: str) -> dict[str, str]:
    """Our value's name to the template's key, if the keys are numbered in our order."""
    fields = TEMPLATES[template].fields
    return {field.name: f"{field.kind}{number}" for number, field in enumerate(fields, start=1)}


def message_data(values: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, str]:
    """The template's own keys with our values; a value we do not have is 无, since WeChat refuses a gap.

    Raises UnfittingValue.
    """
    return {key: fit(values.get(name, ""), key) for name, key in keys.items()}
