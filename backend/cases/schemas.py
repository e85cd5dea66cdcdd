"""The shapes that members and staff both see of a case."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id, Moment


class CaseCategorySchema(ma.Schema):
    key = ma.fields.String(required=True)
    title = ma.fields.String(required=True)


class CaseRefSchema(ma.Schema):
    """A case by its title."""

    id = Id(required=True)
    title = ma.fields.String(required=True)


class CaseStepSchema(ma.Schema):
    """Something that happened; `title` says it in one line, `text` is what was said with it."""

    id = Id(required=True)
    number = ma.fields.Integer(required=True)
    at = Moment(required=True)
    kind = ma.fields.String(required=True)
    word = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    text = ma.fields.String(required=True)
    actor_name = ma.fields.String(required=True)
    is_mine = ma.fields.Boolean(required=True)
    visible_to = ma.fields.String(required=True)


class CaseReplySchema(ma.Schema):
    """The official reply that stands."""

    text = ma.fields.String(required=True)
    outcome = ma.fields.String(required=True)
    outcome_word = ma.fields.String(required=True)
    promised_on = ma.fields.String(required=True, allow_none=True, metadata={"description": "an ISO day"})
    at = Moment(required=True)
    by_name = ma.fields.String(required=True)
    is_public = ma.fields.Boolean(required=True)
