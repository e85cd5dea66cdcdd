"""The shapes of organizations and roles, as staff handle them."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Flag, Id, Moment, OrganizationRef, PageQuery, Text

KINDS = ("district", "street", "association", "chapter")
ROLES = ("administrator", "staff", "organizer", "auditor")


class OrganizationSchema(OrganizationRef):
    """One node of the tree. `depth` is 0 at the top."""

    parent_id = Id(required=True, allow_none=True)
    depth = ma.fields.Integer(required=True)
    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(KINDS))
    is_government = ma.fields.Boolean(required=True)
    accepts_applications = ma.fields.Boolean(required=True)
    members = ma.fields.Integer(required=True, metadata={"description": "people who belong to it directly"})


class NewOrganizationSchema(ma.Schema):
    parent_id = Id(required=True)
    name = Text(required=True, min_length=2, max_length=60)
    kind = ma.fields.String(load_default="association", validate=ma.validate.OneOf(KINDS))
    is_government = Flag(load_default=False)
    accepts_applications = Flag(load_default=True)


class OrganizationChangeSchema(ma.Schema):
    """What to change; what is left out stays."""

    name = Text(min_length=2, max_length=60)
    kind = ma.fields.String(validate=ma.validate.OneOf(KINDS))
    is_government = Flag()
    accepts_applications = Flag()


class RoleHolderSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)


class RoleSchema(ma.Schema):
    id = Id(required=True)
    role = ma.fields.String(required=True, attribute="name", validate=ma.validate.OneOf(ROLES))
    member = ma.fields.Nested(RoleHolderSchema, required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    starts_at = Moment(required=True, allow_none=True)
    ends_at = Moment(required=True, allow_none=True)
    created_at = Moment(required=True)


class RoleQuery(PageQuery):
    organization_id = Id(load_default=None)


class NewRoleSchema(ma.Schema):
    member_id = Id(required=True)
    organization_id = Id(required=True)
    role = ma.fields.String(required=True, validate=ma.validate.OneOf(ROLES))
    starts_at = Moment(load_default=None, allow_none=True)
    ends_at = Moment(load_default=None, allow_none=True)

    @ma.validates_schema
    def check_period(self, data: dict[str, object], **_kwargs: object) -> None:
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and starts_at >= ends_at:  # type: ignore[operator]
            raise ma.ValidationError("结束时间应晚于开始时间。", "ends_at")
