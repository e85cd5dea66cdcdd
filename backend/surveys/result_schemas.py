"""The shapes of results. A count that is null is hidden: it speaks of fewer than five people, or would tell one."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id, Moment, OrganizationRef, PageQuery, Text
from backend.surveys.schemas import SurveyFileSchema

CHARTS = ("bar", "nps", "histogram", "stacked", "ranking", "texts", "files")
STATES = ("draft", "soon", "open", "closed", "cancelled")


class ResultsSurveySchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    is_anonymous = ma.fields.Boolean(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(STATES))
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)


class ResultItemSchema(ma.Schema):
    """One option; `share` is of those who answered. `mean` is the mean place in a ranking, `count` its first places."""

    value = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    count = ma.fields.Integer(required=True, allow_none=True)
    share = ma.fields.Float(required=True, allow_none=True)
    mean = ma.fields.Float(required=True, allow_none=True)


class ResultRowSchema(ma.Schema):
    value = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    answered = ma.fields.Integer(required=True, allow_none=True)
    items = ma.fields.List(ma.fields.Nested(ResultItemSchema), required=True)


class PromoterScoreSchema(ma.Schema):
    """Net promoter score, -100 to 100, and how many gave 9 or 10, 7 or 8, and less."""

    score = ma.fields.Integer(required=True)
    promoters = ma.fields.Integer(required=True)
    passives = ma.fields.Integer(required=True)
    detractors = ma.fields.Integer(required=True)


class TextGroupSchema(ma.Schema):
    """Near-identical texts by the most frequent of them."""

    text = ma.fields.String(required=True)
    count = ma.fields.Integer(required=True, allow_none=True)
    variants = ma.fields.List(ma.fields.String(), required=True)


class QuestionResultSchema(ma.Schema):
    """The answers to one question. `texts` groups the latest 300 at most; all of them are in the list of texts."""

    key = ma.fields.String(required=True)
    number = ma.fields.Integer(required=True)
    section = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    type = ma.fields.String(required=True)
    chart = ma.fields.String(required=True, validate=ma.validate.OneOf(CHARTS))
    answered = ma.fields.Integer(required=True, allow_none=True)
    items = ma.fields.List(ma.fields.Nested(ResultItemSchema), required=True)
    mean = ma.fields.Float(required=True, allow_none=True)
    nps = ma.fields.Nested(PromoterScoreSchema, required=True, allow_none=True)
    rows = ma.fields.List(ma.fields.Nested(ResultRowSchema), required=True)
    texts = ma.fields.List(ma.fields.Nested(TextGroupSchema), required=True)
    texts_total = ma.fields.Integer(required=True, allow_none=True)


class ResultUnitSchema(ma.Schema):
    """A branch answers are counted by; it can be filtered by its id."""

    id = Id(required=True)
    name = ma.fields.String(required=True)
    invited = ma.fields.Integer(required=True)
    responses = ma.fields.Integer(required=True, allow_none=True)


class ResultsFilterSchema(ma.Schema):
    organization_id = Id(required=True, allow_none=True)
    question = ma.fields.String(required=True, allow_none=True)
    value = ma.fields.String(required=True, allow_none=True)


class ResultsSchema(ma.Schema):
    """Results up to this moment; `is_hidden`: fewer than five answered an anonymous survey, or chose what is asked."""

    survey = ma.fields.Nested(ResultsSurveySchema, required=True)
    invited = ma.fields.Integer(required=True, allow_none=True)
    responses = ma.fields.Integer(required=True, allow_none=True)
    answer_rate = ma.fields.Float(required=True, allow_none=True)
    is_hidden = ma.fields.Boolean(required=True)
    version = ma.fields.Integer(required=True)
    filter = ma.fields.Nested(ResultsFilterSchema, required=True, allow_none=True)
    questions = ma.fields.List(ma.fields.Nested(QuestionResultSchema), required=True)
    units = ma.fields.List(ma.fields.Nested(ResultUnitSchema), required=True)


class ResultsQuery(ma.Schema):
    """Only one unit's answers, only of those who chose `value` in `question`, or of a named survey both at once."""

    organization_id = Id(load_default=None)
    question = Text(load_default=None, max_length=40)
    value = Text(load_default=None, max_length=80)

    class Meta:
        unknown = ma.EXCLUDE

    @ma.validates_schema
    def _is_whole(self, data: dict[str, object], **_: object) -> None:
        if (data["question"] is None) != (data["value"] is None):
            raise ma.ValidationError("请同时提供 question 和 value。", "value")


class CrossQuery(ma.Schema):
    question = Text(required=True, min_length=1, max_length=40)
    by = Text(required=True, min_length=1, max_length=40)

    class Meta:
        unknown = ma.EXCLUDE


class CrossHeadSchema(ma.Schema):
    key = ma.fields.String(required=True)
    title = ma.fields.String(required=True)


class CrossColumnSchema(ma.Schema):
    value = ma.fields.String(required=True)
    label = ma.fields.String(required=True)


class CrossCellSchema(ma.Schema):
    count = ma.fields.Integer(required=True, allow_none=True)
    share = ma.fields.Float(required=True, allow_none=True)


class CrossRowSchema(ma.Schema):
    """`total`: how many of the row answered the question; shares are of them."""

    value = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    total = ma.fields.Integer(required=True, allow_none=True)
    cells = ma.fields.List(ma.fields.Nested(CrossCellSchema), required=True)


class CrossSchema(ma.Schema):
    question = ma.fields.Nested(CrossHeadSchema, required=True)
    by = ma.fields.Nested(CrossHeadSchema, required=True)
    columns = ma.fields.List(ma.fields.Nested(CrossColumnSchema), required=True)
    rows = ma.fields.List(ma.fields.Nested(CrossRowSchema), required=True)
    is_hidden = ma.fields.Boolean(required=True)


class TextsQuery(PageQuery):
    question = Text(required=True, min_length=1, max_length=40)
    q = Text(load_default="", max_length=60)


class ResponsesQuery(PageQuery):
    """All responses, or those that answer one `question`."""

    question = Text(load_default=None, max_length=40)


class ResponseMemberSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)


class ResponseAnswerSchema(ma.Schema):
    """One answer in words; `files` are those it names, as far as they are still there."""

    question = ma.fields.String(required=True, metadata={"description": "the key"})
    number = ma.fields.Integer(required=True)
    title = ma.fields.String(required=True)
    text = ma.fields.String(required=True)
    files = ma.fields.List(ma.fields.Nested(SurveyFileSchema), required=True)


class ResponseSchema(ma.Schema):
    """A named response; without a member once they have left."""

    id = Id(required=True)
    member = ma.fields.Nested(ResponseMemberSchema, required=True, allow_none=True)
    submitted_at = Moment(required=True)
    updated_at = Moment(required=True)
    answers = ma.fields.List(ma.fields.Nested(ResponseAnswerSchema), required=True)


class NewLinkSchema(ma.Schema):
    days = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1, 90))


class LinkSchema(ma.Schema):
    """Whoever has the link sees the results, until it expires or is revoked."""

    id = Id(required=True)
    url = ma.fields.String(required=True)
    created_at = Moment(required=True)
    expires_at = Moment(required=True)
    revoked_at = Moment(required=True, allow_none=True)


class LinksSchema(ma.Schema):
    links = ma.fields.List(ma.fields.Nested(LinkSchema), required=True)
