"""A plan as one form, and back: what was typed becomes what the API's schemas take, so that one set of rules holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from backend.activities.services.plan_fields import MOMENTS
from backend.activities.services.plan_saving import COLUMNS, LISTS
from backend.activities.services.planning import usual_deadlines
from backend.activities.services.programme import usual_window
from backend.activities.staff_schemas import (
    ChangeActivitySchema,
    QuotasSchema,
    ReviewRulesSchema,
    SessionsSchema,
    SharesSchema,
)
from backend.console.activities.plan_rows import ROWS, Typed, number_or_text, payload_of, text_of, typed_rows
from backend.console.fields import MOMENT_WORDS, read_moment
from backend.errors import Errors, InvalidInput, by_field
from backend.schemas import iso

KINDS = (
    ("meeting", "会议"),
    ("lecture", "讲座"),
    ("visit", "考察"),
    ("volunteering", "志愿服务"),
    ("sport", "文体"),
    ("course", "培训"),
    ("other", "其他"),
)
KIND_WORDS = dict(KINDS)
HALL_NAMES = (("surname", "只显示姓氏（王先生、李女士）"), ("full", "显示全名"), ("none", "不显示姓名"))

_FLAGS = ("is_public", "needs_review", "companions_named", "has_leave_scan", "allows_walk_ins")
# Left empty, they follow from start and end.
_FOLLOWING = ("signup_closes_at", "cancel_closes_at", "checkin_opens_at", "checkin_closes_at")
_WHOLE = ("capacity", "companions_most", "scans_most", "checkin_radius_m")
_DECIMAL = ("latitude", "longitude")
_REQUIRED = {"title": "请填写活动名称。", "starts_at": "请填写开始时间。", "ends_at": "请填写结束时间。"}
_LISTS = (SessionsSchema, QuotasSchema, SharesSchema, ReviewRulesSchema)

FIELDS = ("organization_id", *COLUMNS, *(f"{kind}_{name}" for kind, names in ROWS.items() for name in names))
# What a new plan starts with.
FRESH: dict[str, list[str]] = {
    "kind": ["meeting"],
    "companions_most": ["0"],
    "scans_most": ["1"],
    "hall_names": ["surname"],
}


def typed_of(plan: Mapping[str, Any]) -> dict[str, list[str]]:
    """A plan (`plan_of`) as the form has it."""
    typed = {name: [text_of(plan[name])] for name in COLUMNS}
    return {**typed, **typed_rows(plan)}


def posted(form: Any) -> dict[str, list[str]]:
    """What a request typed into the form, and nothing else of it; lines end as everywhere."""
    return {
        name: [value.replace("\r\n", "\n") for value in form.getlist(name)] for name in FIELDS if form.getlist(name)
    }


def seen_of(form: Any) -> dict[str, str]:
    """The digests the page was opened with; what is none is left out."""
    try:
        seen = json.loads(form.get("seen", "{}"))
    except ValueError:
        return {}
    if not isinstance(seen, dict):
        return {}
    return {name: value for name, value in seen.items() if name in FIELDS or name in LISTS if _is_text(value)}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 64


def first(typed: Typed, name: str) -> str:
    """The one value of a field, trimmed."""
    values = typed.get(name) or ("",)
    return values[0].strip()


def read_plan(typed: Typed) -> dict[str, Any]:
    """The whole plan as `save_plan` takes it. Raises InvalidInput with the errors by field."""
    errors: Errors = {}
    plan = _load(ChangeActivitySchema, _plain_payload(typed, errors), errors)
    for name, words in _REQUIRED.items():
        if not first(typed, name):
            errors[name] = [words]
    lists = payload_of(typed, errors)
    for schema in _LISTS:
        (name,) = schema().fields
        plan[name] = _load(schema, {name: lists[name]}, errors).get(name, [])
    if errors:
        raise InvalidInput(errors=errors)
    usual = usual_deadlines(plan["starts_at"], plan["ends_at"])
    plan |= {name: usual[name] for name in _FOLLOWING if name not in plan}
    plan["sessions"] = [{**usual_window(one["starts_at"], one["ends_at"]), **one} for one in plan["sessions"]]
    return plan


def _load(schema: type[ma.Schema], payload: dict[str, Any], errors: Errors) -> dict[str, Any]:
    try:
        return dict(schema().load(payload))
    except ma.ValidationError as refused:
        for field, words in by_field(refused.messages).items():
            # What was told already in words of this page is not told again.
            errors.setdefault(field, words)
        return {}


def _plain_payload(typed: Typed, errors: Errors) -> dict[str, Any]:
    payload: dict[str, Any] = {}
    for name in COLUMNS:
        text = first(typed, name)
        if name in _FLAGS:
            payload[name] = bool(text)
        elif name in MOMENTS:
            _put_moment(payload, name, text, errors)
        elif name in _WHOLE or name in _DECIMAL:
            _put_number(payload, name, text)
        elif name in ("kind", "hall_names", "title"):
            if text:
                payload[name] = text
        else:
            payload[name] = text
    return payload


def _put_moment(payload: dict[str, Any], name: str, text: str, errors: Errors) -> None:
    if not text:
        if name == "signup_opens_at":
            payload[name] = None
        return
    moment = read_moment(text)
    if moment is None:
        errors[name] = [MOMENT_WORDS]
    else:
        payload[name] = iso(moment)


def _put_number(payload: dict[str, Any], name: str, text: str) -> None:
    if not text:
        if name == "scans_most":
            payload[name] = 1
        else:
            payload[name] = 0 if name == "companions_most" else None
    elif name in _WHOLE:
        payload[name] = number_or_text(text)
    else:
        payload[name] = _decimal(text)


def _decimal(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
