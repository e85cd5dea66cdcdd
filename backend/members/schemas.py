"""The shapes of people, as staff see them: phones masked."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id, Moment, OrganizationRef, PageQuery, Text


class MemberQuery(PageQuery):
    q = Text(
        load_default="",
        max_length=40,
        metadata={
            "description": "beginning of a name as written, spelt or by initials; a whole number or its last 4 digits; "
            "part of an organization's name"
        },
    )
    organization_id = Id(load_default=None, metadata={"description": "and everything below it"})


class MemberSchema(ma.Schema):
    """One person. Only the organizations in the caller's scope are listed."""

    id = Id(required=True)
    name = ma.fields.String(required=True)
    phone_masked = ma.fields.String(required=True, allow_none=True)
    organizations = ma.fields.List(ma.fields.Nested(OrganizationRef), required=True)
    source = ma.fields.String(required=True)
    is_claimed = ma.fields.Boolean(required=True, metadata={"description": "a WeChat account is tied to it"})
    created_at = Moment(required=True)


class UnmaskSchema(ma.Schema):
    field = ma.fields.String(required=True, validate=ma.validate.OneOf(("phone",)))
    reason = Text(required=True, min_length=2, max_length=200)


class UnmaskedSchema(ma.Schema):
    field = ma.fields.String(required=True)
    value = ma.fields.String(required=True)
