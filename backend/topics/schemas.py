"""The shapes of topics."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Flag, Id, Moment, OrganizationRef, PageQuery, Text
from backend.topics.queries import VIEWS

STATES = ("soon", "open", "closed", "published")
VOTES = ("agree", "disagree", "pass")


class TopicActivitySchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)


class TopicCardSchema(ma.Schema):
    """A topic in a list; `published`: its results are."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(STATES))
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)
    statements = ma.fields.Integer(required=True)
    participants = ma.fields.Integer(required=True)
    votes = ma.fields.Integer(required=True)
    has_taken_part = ma.fields.Boolean(required=True)
    is_hot = ma.fields.Boolean(required=True)
    activity = ma.fields.Nested(TopicActivitySchema, required=True, allow_none=True)


class StatementSchema(ma.Schema):
    """An opinion. Sums are null until I said something to it or the results are published."""

    id = Id(required=True)
    text = ma.fields.String(required=True)
    author_name = ma.fields.String(required=True)
    is_mine = ma.fields.Boolean(required=True)
    public_state = ma.fields.String(required=True)
    my_vote = ma.fields.String(required=True, allow_none=True)
    agrees = ma.fields.Integer(required=True, allow_none=True)
    disagrees = ma.fields.Integer(required=True, allow_none=True)
    passes = ma.fields.Integer(required=True, allow_none=True)


class TopicSchema(TopicCardSchema):
    """A topic with what was said; statements come in the order they are offered to me."""

    text = ma.fields.String(required=True)
    said = ma.fields.List(ma.fields.Nested(StatementSchema), required=True)
    summary = ma.fields.String(required=True)
    results_at = Moment(required=True, allow_none=True)
    hot_rule = ma.fields.String(required=True)
    can_add = ma.fields.Boolean(required=True)
    can_vote = ma.fields.Boolean(required=True)


class TopicListQuery(PageQuery):
    view = ma.fields.String(load_default="all", validate=ma.validate.OneOf(tuple(VIEWS)))


class NewStatementSchema(ma.Schema):
    text = Text(required=True, min_length=4, max_length=140)
    is_name_hidden = Flag(load_default=True)
    client_ref = Text(required=True, min_length=1, max_length=64)


class VoteSchema(ma.Schema):
    vote = ma.fields.String(required=True, validate=ma.validate.OneOf(VOTES))


class NewTopicSchema(ma.Schema):
    """A draft; `statements` are those staff begin it with."""

    organization_id = Id(required=True)
    title = Text(required=True, min_length=2, max_length=60)
    text = Text(load_default="", max_length=2_000)
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)
    statements = ma.fields.List(
        Text(min_length=4, max_length=140), load_default=list, validate=ma.validate.Length(max=20)
    )
    client_ref = Text(required=True, min_length=1, max_length=64)


class ChangeTopicSchema(ma.Schema):
    title = Text(min_length=2, max_length=60)
    text = Text(max_length=2_000)
    opens_at = Moment()
    closes_at = Moment()


class TopicResultsSchema(ma.Schema):
    summary = Text(required=True, min_length=2, max_length=2_000)


class TopicActivityRequestSchema(ma.Schema):
    title = Text(required=True, min_length=1, max_length=60)
    venue = Text(load_default="", max_length=100)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    capacity = ma.fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=ma.validate.Range(1, 100_000)
    )
    client_ref = Text(required=True, min_length=1, max_length=64)


class StaffTopicQuery(PageQuery):
    organization_id = Id(load_default=None)


class StaffStatementSchema(ma.Schema):
    """An opinion with its sums; nobody's single vote is ever shown."""

    id = Id(required=True)
    text = ma.fields.String(required=True)
    public_state = ma.fields.String(required=True)
    agrees = ma.fields.Integer(required=True)
    disagrees = ma.fields.Integer(required=True)
    passes = ma.fields.Integer(required=True)


class StaffTopicRowSchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    state = ma.fields.String(required=True)
    opens_at = Moment(required=True)
    closes_at = Moment(required=True)
    statements = ma.fields.Integer(required=True)
    participants = ma.fields.Integer(required=True)
    votes = ma.fields.Integer(required=True)
    audience = ma.fields.Integer(required=True)
    is_hot = ma.fields.Boolean(required=True)
    results_at = Moment(required=True, allow_none=True)
    activity_id = Id(required=True, allow_none=True)


class StaffTopicSchema(StaffTopicRowSchema):
    text = ma.fields.String(required=True)
    summary = ma.fields.String(required=True)
    said = ma.fields.List(ma.fields.Nested(StaffStatementSchema), required=True)
