"""The shapes of surveys, as staff see and write them."""

from __future__ import annotations

import marshmallow as ma

from backend.audiences.schemas import AudienceSchema
from backend.schemas import Flag, Id, Moment, OrganizationRef, PageQuery, Text
from backend.surveys.schemas import SurveyFormSchema

STAFF_STATES = ("draft", "soon", "open", "closed", "cancelled")
_MOST = 1_000_000


class OptionQuotaSchema(ma.Schema):
    """How often one option may be chosen."""

    question = Text(required=True, min_length=1, max_length=40)
    option = Text(required=True, min_length=1, max_length=40)
    most = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(0, _MOST))


class TakenQuotaSchema(OptionQuotaSchema):
    taken = ma.fields.Integer(required=True)


class _PlanSchema(ma.Schema):
    title = Text(min_length=1, max_length=60)
    introduction = Text(max_length=2_000)
    definition = ma.fields.Dict(keys=ma.fields.String(), metadata={"description": "a form definition"})
    is_anonymous = Flag()
    is_editable = Flag()
    results_for = ma.fields.String(validate=ma.validate.OneOf(("staff", "respondents")))
    opens_at = Moment()
    closes_at = Moment()
    audience = ma.fields.Nested(AudienceSchema)
    quota = ma.fields.Integer(allow_none=True, strict=True, validate=ma.validate.Range(1, _MOST))
    option_quotas = ma.fields.List(ma.fields.Nested(OptionQuotaSchema), validate=ma.validate.Length(max=200))


class NewSurveySchema(_PlanSchema):
    """A draft: with questions of its own, or those of a template."""

    organization_id = Id(required=True)
    title = Text(required=True, min_length=1, max_length=60)
    introduction = Text(load_default="", max_length=2_000)
    template = Text(load_default="", max_length=40)
    is_anonymous = Flag(load_default=False)
    is_editable = Flag(load_default=True)
    results_for = ma.fields.String(load_default="staff", validate=ma.validate.OneOf(("staff", "respondents")))
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)
    audience = ma.fields.Nested(AudienceSchema, load_default=dict)
    quota = ma.fields.Integer(load_default=None, allow_none=True, strict=True, validate=ma.validate.Range(1, _MOST))
    option_quotas = ma.fields.List(
        ma.fields.Nested(OptionQuotaSchema), load_default=list, validate=ma.validate.Length(max=200)
    )
    client_ref = Text(required=True, min_length=1, max_length=64)

    @ma.validates_schema
    def _has_questions(self, data: dict[str, object], **_: object) -> None:
        if bool(data["template"]) == ("definition" in data):
            raise ma.ValidationError("请提供 definition 或 template，二者之一。", "definition")


class ChangeSurveySchema(_PlanSchema):
    """Only what is to change."""


class StaffSurveyQuery(PageQuery):
    state = ma.fields.String(load_default=None, validate=ma.validate.OneOf(STAFF_STATES))
    organization_id = Id(load_default=None)
    q = Text(load_default="", max_length=60)


class StaffSurveyCardSchema(ma.Schema):
    """A survey in a list; `responses` of an anonymous one advances by at least five at a time."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(STAFF_STATES))
    is_anonymous = ma.fields.Boolean(required=True)
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)
    invited = ma.fields.Integer(required=True)
    responses = ma.fields.Integer(required=True)
    quota = ma.fields.Integer(required=True, allow_none=True)
    version = ma.fields.Integer(required=True)


class StaffSurveySchema(StaffSurveyCardSchema):
    """A survey in full."""

    introduction = ma.fields.String(required=True)
    form = ma.fields.Nested(SurveyFormSchema, required=True)
    template = ma.fields.String(required=True)
    is_editable = ma.fields.Boolean(required=True)
    results_for = ma.fields.String(required=True)
    audience = ma.fields.Nested(AudienceSchema, required=True)
    audience_count = ma.fields.Integer(required=True)
    option_quotas = ma.fields.List(ma.fields.Nested(TakenQuotaSchema), required=True)
    closing_note = ma.fields.String(required=True)
    closing_note_at = Moment(required=True, allow_none=True)
    notice = ma.fields.String(required=True, metadata={"description": "what has to be said of it, or empty"})
    reminded_at = Moment(required=True, allow_none=True)
    published_at = Moment(required=True, allow_none=True)


class RemarkSchema(ma.Schema):
    """Something the check found; an error keeps the survey from being published."""

    level = ma.fields.String(required=True, validate=ma.validate.OneOf(("error", "warning")))
    number = ma.fields.Integer(required=True, allow_none=True)
    question = ma.fields.String(required=True, allow_none=True)
    message = ma.fields.String(required=True)


class CheckSchema(ma.Schema):
    remarks = ma.fields.List(ma.fields.Nested(RemarkSchema), required=True)
    audience_count = ma.fields.Integer(required=True)


class CancelSurveySchema(ma.Schema):
    reason = Text(required=True, min_length=1, max_length=100)


class CopySurveySchema(ma.Schema):
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)
    client_ref = Text(required=True, min_length=1, max_length=64)


class TemplateSchema(ma.Schema):
    """A ready survey."""

    key = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    description = ma.fields.String(required=True)
    is_anonymous = ma.fields.Boolean(required=True)
    questions = ma.fields.Integer(required=True)
    minutes = ma.fields.Integer(required=True)
    definition = ma.fields.Dict(keys=ma.fields.String(), required=True)


class TemplatesSchema(ma.Schema):
    templates = ma.fields.List(ma.fields.Nested(TemplateSchema), required=True)


class RemindedSchema(ma.Schema):
    """How many who have not answered get a reminder."""

    sent_to = ma.fields.Integer(required=True)


class ClosingTimeSchema(ma.Schema):
    closes_at = Moment(required=True)


class ClosingNoteSchema(ma.Schema):
    """What was done about what people said."""

    text = Text(required=True, min_length=2, max_length=2_000)
