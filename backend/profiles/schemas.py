"""The shapes of the profile."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Flag, Id, Moment

_STATES = ("empty", "gaps", "confirm", "stale", "done")
_VERSION = ma.validate.Range(0, 2**31 - 1)


class NextFieldSchema(ma.Schema):
    section = ma.fields.String(required=True)
    question = ma.fields.String(required=True)
    title = ma.fields.String(required=True)


class SectionSchema(ma.Schema):
    """One section of the profile and how far it is."""

    key = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    description = ma.fields.String(required=True)
    completeness = ma.fields.Integer(required=True, metadata={"description": "whole percent"})
    filled = ma.fields.Integer(required=True)
    total = ma.fields.Integer(required=True)
    missing = ma.fields.List(ma.fields.String(), required=True, metadata={"description": "titles, required first"})
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(_STATES))
    confirmed_at = Moment(required=True, allow_none=True)
    updated_at = Moment(required=True, allow_none=True)
    freshness_days = ma.fields.Integer(required=True)
    visible_to = ma.fields.List(ma.fields.String(), required=True)
    minutes = ma.fields.Integer(required=True)


class ProfileSchema(ma.Schema):
    """The whole profile at a glance."""

    completeness = ma.fields.Integer(required=True)
    next = ma.fields.Nested(NextFieldSchema, required=True, allow_none=True)
    sections = ma.fields.List(ma.fields.Nested(SectionSchema), required=True)


class FormSchema(ma.Schema):
    """One version of a form."""

    version = ma.fields.Integer(required=True)
    definition = ma.fields.Dict(keys=ma.fields.String(), required=True)


class ConsentSchema(ma.Schema):
    """A separate consent to one sensitive field; `granted_at` is null until these very words were agreed to."""

    question = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    purpose = ma.fields.String(required=True)
    text = ma.fields.String(required=True)
    text_version = ma.fields.String(required=True)
    granted_at = Moment(required=True, allow_none=True)


class ConsentListSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(ConsentSchema), required=True)


class SectionDetailSchema(SectionSchema):
    """A section with what is needed to fill it in."""

    form = ma.fields.Nested(FormSchema, required=True)
    answers = ma.fields.Dict(keys=ma.fields.String(), required=True)
    masked = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)
    row_version = ma.fields.Integer(required=True)
    consents = ma.fields.List(ma.fields.Nested(ConsentSchema), required=True)


class SavedSectionSchema(SectionDetailSchema):
    """A section just saved."""

    completeness_total = ma.fields.Integer(required=True, metadata={"description": "over all sections"})


class SaveRequestSchema(ma.Schema):
    """The whole section as the member left it; sensitive questions not named stay as they are, null clears them."""

    answers = ma.fields.Dict(keys=ma.fields.String(), required=True)
    form_version = ma.fields.Integer(required=True, strict=True, validate=_VERSION)
    row_version = ma.fields.Integer(required=True, strict=True, validate=_VERSION)
    draft = Flag(load_default=False)


class ConfirmRequestSchema(ma.Schema):
    """What was read over, by its version; null confirms whatever is there."""

    row_version = ma.fields.Integer(load_default=None, allow_none=True, strict=True, validate=_VERSION)


class GrantRequestSchema(ma.Schema):
    text_version = ma.fields.String(required=True, validate=ma.validate.Length(1, 64))


class ProfileChangeSchema(ma.Schema):
    """One change to the member's record, in words."""

    id = Id(required=True)
    at = Moment(required=True)
    by = ma.fields.String(required=True, validate=ma.validate.OneOf(("me", "staff", "import", "system")))
    by_name = ma.fields.String(required=True, allow_none=True)
    section_title = ma.fields.String(required=True)
    question_title = ma.fields.String(required=True)
    old = ma.fields.String(required=True)
    new = ma.fields.String(required=True)
