"""The shapes of `me` and home."""

from __future__ import annotations

import marshmallow as ma

from backend.activities.schemas import ActivityCardSchema
from backend.checkin.schemas import PassSchema
from backend.schemas import Id, Moment, OrganizationRef, Text


class MemberRefSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)
    organizations = ma.fields.List(ma.fields.Nested(OrganizationRef), required=True)
    joined_at = Moment(required=True)


class HeldRoleSchema(ma.Schema):
    role = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)


class MyApplicationSchema(ma.Schema):
    id = Id(required=True)
    state = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True, allow_none=True)
    reason = ma.fields.String(required=True)
    created_at = Moment(required=True)


class MeSchema(ma.Schema):
    """Who the caller is to the system."""

    account_id = Id(required=True)
    member = ma.fields.Nested(MemberRefSchema, required=True, allow_none=True)
    roles = ma.fields.List(ma.fields.Nested(HeldRoleSchema), required=True)
    organizes = ma.fields.Boolean(required=True)
    application = ma.fields.Nested(MyApplicationSchema, required=True, allow_none=True)
    templates = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)
    min_version = ma.fields.String(required=True)


class TaskSchema(ma.Schema):
    """One item of home."""

    key = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    due_at = Moment(required=True, allow_none=True)
    count = ma.fields.Integer(required=True, allow_none=True)
    note = ma.fields.String(required=True, allow_none=True)
    minutes = ma.fields.Integer(required=True)
    target = ma.fields.String(required=True)


class TotalsSchema(ma.Schema):
    do = ma.fields.Integer(required=True)
    write = ma.fields.Integer(required=True)
    read = ma.fields.Integer(required=True)
    minutes = ma.fields.Integer(required=True)


class HomeSchema(ma.Schema):
    """Everything the first screen shows."""

    do = ma.fields.List(ma.fields.Nested(TaskSchema), required=True)
    write = ma.fields.List(ma.fields.Nested(TaskSchema), required=True)
    read = ma.fields.List(ma.fields.Nested(TaskSchema), required=True)
    totals = ma.fields.Nested(TotalsSchema, required=True)
    # `pass` is a word of Python: the attribute has another name.
    pass_ = ma.fields.Nested(PassSchema, required=True, allow_none=True, data_key="pass", attribute="pass")
    next_activity = ma.fields.Nested(ActivityCardSchema, required=True, allow_none=True)
    completeness = ma.fields.Integer(required=True, allow_none=True)
    unread = ma.fields.Integer(required=True, metadata={"description": "messages in the inbox not read yet"})


class LoginRequestSchema(ma.Schema):
    code = Text(required=True, min_length=1, max_length=128, metadata={"description": "from wx.login"})


class LoginSchema(ma.Schema):
    """Login is delivery: the session and the whole first screen in one answer."""

    token = ma.fields.String(required=True)
    expires_at = Moment(required=True)
    me = ma.fields.Nested(MeSchema, required=True)
    home = ma.fields.Nested(HomeSchema, required=True)


class SeenRequestSchema(ma.Schema):
    key = Text(required=True, min_length=1, max_length=120)


class TaskListQuery(ma.Schema):
    list = ma.fields.String(required=True, validate=ma.validate.OneOf(("do", "write", "read")))
    page = ma.fields.Integer(load_default=1, validate=ma.validate.Range(1, 1000))
    page_size = ma.fields.Integer(load_default=20, validate=ma.validate.Range(1, 100))
