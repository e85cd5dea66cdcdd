"""The shapes of surveys, as members see them."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import AttachedFile, Id, Moment, OrganizationRef, PageQuery, Text
from backend.surveys.queries import VIEWS

STATES = ("soon", "open", "full", "closed")


class SurveyCardSchema(ma.Schema):
    """A survey I am asked. `full`: no place is left for me."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    is_anonymous = ma.fields.Boolean(required=True)
    is_editable = ma.fields.Boolean(required=True)
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(STATES))
    has_answered = ma.fields.Boolean(required=True)
    questions = ma.fields.Integer(required=True, metadata={"description": "at most so many are asked"})
    minutes = ma.fields.Integer(required=True)
    closing_note_at = Moment(required=True, allow_none=True)


class SurveyFormSchema(ma.Schema):
    version = ma.fields.Integer(required=True)
    definition = ma.fields.Dict(keys=ma.fields.String(), required=True)


class FullOptionSchema(ma.Schema):
    """An option that nobody can choose any more."""

    question = ma.fields.String(required=True)
    option = ma.fields.String(required=True)


class SurveyFileSchema(ma.Schema):
    """A file of mine that an answer can name."""

    id = Id(required=True)
    name = ma.fields.String(required=True)
    mime = ma.fields.String(required=True)
    size = ma.fields.Integer(required=True, metadata={"description": "bytes"})
    width = ma.fields.Integer(required=True, allow_none=True)
    height = ma.fields.Integer(required=True, allow_none=True)
    url = ma.fields.String(required=True)


class SurveyDetailSchema(SurveyCardSchema):
    """Everything to fill a survey in. Of an anonymous one no answers ever come back."""

    introduction = ma.fields.String(required=True)
    form = ma.fields.Nested(SurveyFormSchema, required=True, allow_none=True)
    answers = ma.fields.Dict(keys=ma.fields.String(), required=True, allow_none=True)
    submitted_at = Moment(required=True, allow_none=True)
    full_options = ma.fields.List(ma.fields.Nested(FullOptionSchema), required=True)
    seed = ma.fields.String(required=True, metadata={"description": "the same each time; orders randomised options"})
    held = ma.fields.Boolean(required=True, metadata={"description": "answered, and not yet mixed with others"})
    closing_note = ma.fields.String(required=True)
    notice = ma.fields.String(required=True, metadata={"description": "what has to be said of it, or empty"})
    can_see_results = ma.fields.Boolean(required=True)
    files = ma.fields.List(ma.fields.Nested(SurveyFileSchema), required=True)


class SurveyListQuery(PageQuery):
    view = ma.fields.String(load_default="open", validate=ma.validate.OneOf(VIEWS))


class SubmissionSchema(ma.Schema):
    """`form_version` is that of the form shown; an older one of the same survey still counts."""

    answers = ma.fields.Dict(required=True)  # keys are text in any JSON; asked each, they take longer than the rest
    form_version = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1, 1_000_000))
    for_member_id = Id(load_default=None, allow_none=True, metadata={"description": "whom I act for, as a delegate"})


class ReceiptSchema(ma.Schema):
    """`held`: an anonymous response that waits to be mixed with others."""

    has_answered = ma.fields.Boolean(required=True)
    held = ma.fields.Boolean(required=True)
    submitted_at = Moment(required=True, allow_none=True)
    answers = ma.fields.Dict(keys=ma.fields.String(), required=True, allow_none=True)


class SurveyUploadSchema(ma.Schema):
    """A photo or file; `question` says what for. WeChat uploads a file under a made-up name: `name` is its own."""

    file = AttachedFile(required=True)
    question = Text(required=True, min_length=1, max_length=40)
    client_ref = Text(required=True, min_length=1, max_length=64)
    name = Text(load_default="", max_length=200)
