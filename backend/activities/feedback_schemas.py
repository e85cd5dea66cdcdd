"""The shapes of feedback."""

from __future__ import annotations

import marshmallow as ma

from backend.activities.schemas import FEEDBACK_STATES, QuestionsSchema
from backend.schemas import Moment


class FeedbackSheetSchema(ma.Schema):
    """The form and my answers; `submitted_at` is null until they are given."""

    state = ma.fields.String(required=True, validate=ma.validate.OneOf(FEEDBACK_STATES))
    form = ma.fields.Nested(QuestionsSchema, required=True)
    answers = ma.fields.Dict(keys=ma.fields.String(), required=True)
    submitted_at = Moment(required=True, allow_none=True)


class FeedbackRequestSchema(ma.Schema):
    """`form_version` is that of the form shown."""

    answers = ma.fields.Dict(keys=ma.fields.String(), required=True)
    form_version = ma.fields.Integer(required=True, strict=True)
