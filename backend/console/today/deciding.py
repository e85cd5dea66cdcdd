"""What each decision needs to be told, and how it becomes a held act."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from backend.auth import current_caller, current_member_id
from backend.cases.kind_files import OUTCOMES
from backend.console.rendering import read_form
from backend.console.today.holding import Batch, hold
from backend.errors import BadRequest
from backend.schemas import Id, Text

_VERSION = ma.validate.Range(0, 2**62)


class PlainSchema(ma.Schema):
    """Nothing more is asked for."""


class RejectSchema(ma.Schema):
    reason = Text(load_default="", max_length=100)


class ApproveApplicantSchema(ma.Schema):
    member_id = Id(load_default=None)


class DeclineApplicantSchema(ma.Schema):
    reason = Text(required=True, min_length=2, max_length=200, error_messages={"required": "请写明原因。"})


class ClearTextSchema(ma.Schema):
    digest = Text(required=True, max_length=64)


class BlockTextSchema(ClearTextSchema):
    reason = Text(required=True, min_length=1, max_length=200, error_messages={"required": "请写明原因。"})


class ComplaintSchema(ma.Schema):
    reason = Text(load_default="", max_length=200)


class CaseSchema(ma.Schema):
    version = ma.fields.Integer(required=True, validate=_VERSION)


class AssignCaseSchema(CaseSchema):
    member_id = Id(required=True, error_messages={"required": "请选择承办人。"})
    due_days = ma.fields.Integer(
        load_default=None,
        validate=ma.validate.Range(1, 250, error="请填写 1–250 个工作日。"),
        error_messages={"invalid": "请填写 1–250 个工作日。"},
    )
    note = Text(load_default="", max_length=500)


class TransferCaseSchema(CaseSchema):
    organization_id = Id(required=True, error_messages={"required": "请选择转给哪个组织。"})
    reason = Text(required=True, min_length=2, max_length=500, error_messages={"required": "请写明转交的原因。"})


class ReplyCaseSchema(CaseSchema):
    text = Text(required=True, min_length=2, max_length=5_000, error_messages={"required": "请写答复。"})
    outcome = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf(OUTCOMES, error="请选择办理结果。"),
        error_messages={"required": "请选择办理结果。"},
    )
    promised_on = ma.fields.Date(load_default=None, error_messages={"invalid": "请选择日期。"})
    is_public = ma.fields.Boolean(load_default=False)

    @ma.post_load
    def _as_text(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        promised = data["promised_on"]
        return {**data, "promised_on": None if promised is None else promised.isoformat()}


class DeclineCaseSchema(CaseSchema):
    reason = Text(required=True, min_length=2, max_length=500, error_messages={"required": "请写明原因。"})


class MergeCaseSchema(CaseSchema):
    into_id = Id(required=True, error_messages={"required": "请选择要并入哪一件。"})
    note = Text(load_default="", max_length=500)


_SCHEMAS: dict[str, type[ma.Schema]] = {
    "signups.approve": PlainSchema,
    "signups.reject": RejectSchema,
    "applications.approve": ApproveApplicantSchema,
    "applications.decline": DeclineApplicantSchema,
    "texts.clear": ClearTextSchema,
    "texts.block": BlockTextSchema,
    "photos.clear": PlainSchema,
    "photos.block": PlainSchema,
    "complaints.uphold": ComplaintSchema,
    "complaints.dismiss": ComplaintSchema,
    "cases.assign": AssignCaseSchema,
    "cases.transfer": TransferCaseSchema,
    "cases.reply": ReplyCaseSchema,
    "cases.decline": DeclineCaseSchema,
    "cases.merge": MergeCaseSchema,
}
_PREFIXES = {
    "signups_to_review": "signups.",
    "photos_to_judge": "photos.",
    "cases_to_assign": "cases.",
    "cases_due": "cases.",
    "applications": "applications.",
    "phone_claims": "applications.",
    "texts_to_judge": "texts.",
    "complaints": "complaints.",
}


def is_act_of(act: str, kind: str) -> bool:
    """Whether this is something to be decided about things of a kind."""
    return act in _SCHEMAS and kind in _PREFIXES and act.startswith(_PREFIXES[kind])


def hold_from_form(act: str, thing_id: int) -> Batch:
    """Hold what the posted form decides. Raises InvalidInput, and what the act and holding it refuse."""
    if act not in _SCHEMAS:
        raise BadRequest
    arguments = {"id": thing_id, **read_form(_SCHEMAS[act])}
    return hold(act, current_member_id(), current_caller().scope, [arguments])
