"""The shapes of checks and complaints."""

from __future__ import annotations

import marshmallow as ma

from backend.safety.complaints import REASONS
from backend.schemas import Flag, Id, Moment, PageQuery, Text

SUBJECT_KINDS = ("suggestion", "statement", "photo", "activity_photo")


class ComplaintRequestSchema(ma.Schema):
    subject_kind = ma.fields.String(required=True, validate=ma.validate.OneOf(SUBJECT_KINDS))
    subject_id = Id(required=True)
    reason = ma.fields.String(required=True, validate=ma.validate.OneOf(tuple(REASONS)))
    text = Text(load_default="", max_length=500)


class ComplaintReceiptSchema(ma.Schema):
    """What came of my complaint so far."""

    id = Id(required=True)
    state = ma.fields.String(required=True)
    created_at = Moment(required=True)


class _JudgedSchema(ma.Schema):
    id = Id(required=True)
    subject_kind = ma.fields.String(required=True)
    subject_id = Id(required=True)
    title = ma.fields.String(required=True)
    text = ma.fields.String(required=True)
    author_name = ma.fields.String(required=True)
    photo_url = ma.fields.String(required=True, allow_none=True)
    target = ma.fields.String(required=True)
    state = ma.fields.String(required=True)
    created_at = Moment(required=True)


class TextToJudgeSchema(_JudgedSchema):
    """A text or photo that a person must look at; `digest` names the words as they are shown."""

    digest = ma.fields.String(required=True)


class StaffComplaintSchema(_JudgedSchema):
    """A complaint; `complaints` is how many people complain of the same thing."""

    reason = ma.fields.String(required=True)
    reason_word = ma.fields.String(required=True)
    words = ma.fields.String(required=True)
    complaints = ma.fields.Integer(required=True)


class TextQuery(PageQuery):
    state = ma.fields.String(load_default="staff", validate=ma.validate.OneOf(("staff", "passed", "blocked")))


class ComplaintQuery(PageQuery):
    state = ma.fields.String(load_default="open", validate=ma.validate.OneOf(("open", "upheld", "dismissed")))


class SeenSchema(ma.Schema):
    digest = Text(load_default=None, allow_none=True, max_length=64, metadata={"description": "of the words seen"})


class ReasonSchema(SeenSchema):
    reason = Text(required=True, min_length=1, max_length=200)


class DecisionSchema(ma.Schema):
    is_upheld = Flag(required=True)
    note = Text(load_default="", max_length=200)
