"""The shapes of cases, as staff see and handle them."""

from __future__ import annotations

from datetime import date
from typing import Any

import marshmallow as ma

from backend.cases.kind_files import OUTCOMES, STATES
from backend.cases.schemas import CaseCategorySchema, CaseRefSchema, CaseReplySchema, CaseStepSchema
from backend.schemas import Flag, Id, Moment, OrganizationRef, PageQuery, Text

QUEUES = ("due", "mine", "unassigned", "overdue", "unhappy", "all")


class PersonSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)


class StaffCaseCardSchema(ma.Schema):
    """A case in a queue."""

    id = Id(required=True)
    kind = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    excerpt = ma.fields.String(required=True)
    category = ma.fields.Nested(CaseCategorySchema, required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    author = ma.fields.Nested(PersonSchema, required=True, allow_none=True)
    is_name_hidden = ma.fields.Boolean(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(STATES))
    state_word = ma.fields.String(required=True)
    public_state = ma.fields.String(required=True)
    assignee = ma.fields.Nested(PersonSchema, required=True, allow_none=True)
    due_at = Moment(required=True, allow_none=True)
    is_overdue = ma.fields.Boolean(required=True)
    left = ma.fields.String(required=True, metadata={"description": "time left, in words"})
    is_paused = ma.fields.Boolean(required=True)
    escalation_level = ma.fields.Integer(required=True)
    endorsements = ma.fields.Integer(required=True)
    created_at = Moment(required=True)
    answered_at = Moment(required=True, allow_none=True)
    rating = ma.fields.Integer(required=True, allow_none=True)
    version = ma.fields.Integer(required=True)


class QueueCountsSchema(ma.Schema):
    """How many cases wait in each queue of the caller's scope."""

    due = ma.fields.Integer(required=True)
    mine = ma.fields.Integer(required=True)
    unassigned = ma.fields.Integer(required=True)
    overdue = ma.fields.Integer(required=True)
    unhappy = ma.fields.Integer(required=True)


class CaseQueueSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(StaffCaseCardSchema), required=True)
    page = ma.fields.Integer(required=True)
    page_size = ma.fields.Integer(required=True)
    total = ma.fields.Integer(required=True)
    counts = ma.fields.Nested(QueueCountsSchema, required=True)


class CasePhotoSchema(ma.Schema):
    id = Id(required=True)
    url = ma.fields.String(required=True)
    width = ma.fields.Integer(required=True)
    height = ma.fields.Integer(required=True)
    state = ma.fields.String(required=True)


class StaffCaseSchema(StaffCaseCardSchema):
    """A case in full, with internal notes and what the caller may do with it now."""

    text = ma.fields.String(required=True)
    place = ma.fields.String(required=True)
    photos = ma.fields.List(ma.fields.Nested(CasePhotoSchema), required=True)
    steps = ma.fields.List(ma.fields.Nested(CaseStepSchema), required=True)
    handlers = ma.fields.List(ma.fields.Nested(PersonSchema), required=True)
    reply = ma.fields.Nested(CaseReplySchema, required=True, allow_none=True)
    outcomes = ma.fields.List(ma.fields.Nested(CaseCategorySchema), required=True)
    rating_text = ma.fields.String(required=True)
    merged_into = ma.fields.Nested(CaseRefSchema, required=True, allow_none=True)
    merged_from = ma.fields.List(ma.fields.Nested(CaseRefSchema), required=True)
    pause_reason = ma.fields.String(required=True)
    actions = ma.fields.List(ma.fields.String(), required=True)


class CaseQuery(PageQuery):
    queue = ma.fields.String(load_default="due", validate=ma.validate.OneOf(QUEUES))
    state = ma.fields.String(load_default=None, validate=ma.validate.OneOf(STATES))
    category = Text(load_default="", max_length=40)
    organization_id = Id(load_default=None)
    q = Text(load_default="", max_length=60)


class CandidateQuery(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    q = Text(load_default="", max_length=40)


class CaseCandidateSchema(ma.Schema):
    """Somebody the case can be given to."""

    id = Id(required=True)
    name = ma.fields.String(required=True)
    organization_name = ma.fields.String(required=True)


class CaseCandidatesSchema(ma.Schema):
    candidates = ma.fields.List(ma.fields.Nested(CaseCandidateSchema), required=True)


class TransferTargetsSchema(ma.Schema):
    organizations = ma.fields.List(ma.fields.Nested(OrganizationRef), required=True)


class MergeTargetQuery(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    q = Text(load_default="", max_length=60, metadata={"description": "two characters or more"})


class MergeTargetsSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(StaffCaseCardSchema), required=True)


class VersionSchema(ma.Schema):
    """`version` is that of the case as it was read."""

    version = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(0, 2**62))


class AssignSchema(VersionSchema):
    member_id = Id(required=True)
    due_days = ma.fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=ma.validate.Range(1, 250),
        metadata={"description": "working days until it is answered"},
    )
    note = Text(load_default="", max_length=500)


class TransferSchema(VersionSchema):
    organization_id = Id(required=True)
    reason = Text(required=True, min_length=2, max_length=500)


class CaseReasonSchema(VersionSchema):
    reason = Text(required=True, min_length=2, max_length=500)


class NoteSchema(VersionSchema):
    text = Text(required=True, min_length=1, max_length=2_000)


class HandlersSchema(ma.Schema):
    member_ids = ma.fields.List(Id(), required=True, validate=ma.validate.Length(max=20))


class DueSchema(CaseReasonSchema):
    due_at = Moment(required=True)


class ReplySchema(VersionSchema):
    text = Text(required=True, min_length=2, max_length=5_000)
    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(OUTCOMES))
    promised_on = ma.fields.Date(load_default=None, allow_none=True)
    is_public = Flag(load_default=True)

    @ma.post_load
    def _as_text(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        promised: date | None = data["promised_on"]
        return {**data, "promised_on": None if promised is None else promised.isoformat()}


class MergeSchema(VersionSchema):
    into_id = Id(required=True)
    note = Text(load_default="", max_length=500)
