"""The shapes of activities and signups, as staff see and write them."""

from __future__ import annotations

import marshmallow as ma

from backend.activities.schemas import MOST_COMPANIONS, PHASES, SIGNUP_STATES, CompanionSchema
from backend.schemas import Flag, Id, Moment, Number, OrganizationRef, PageQuery, Text

KINDS = ("meeting", "lecture", "visit", "volunteering", "sport", "course", "other")
_MOST_PLACES = 1_000_000


class _PlanSchema(ma.Schema):
    """What staff may write of an activity; deadlines left out follow from start and end."""

    kind = ma.fields.String(validate=ma.validate.OneOf(KINDS))
    description = Text(max_length=20_000)
    venue = Text(max_length=100)
    latitude = Number(allow_none=True, validate=ma.validate.Range(-90, 90))
    longitude = Number(allow_none=True, validate=ma.validate.Range(-180, 180))
    online_link = Text(max_length=500)
    contact_name = Text(max_length=30)
    contact_phone = Text(max_length=30)
    is_public = Flag()
    signup_opens_at = Moment(allow_none=True)
    signup_closes_at = Moment()
    cancel_closes_at = Moment()
    checkin_opens_at = Moment()
    checkin_closes_at = Moment()
    capacity = ma.fields.Integer(allow_none=True, strict=True, validate=ma.validate.Range(1, _MOST_PLACES))
    needs_review = Flag()
    questions = ma.fields.Dict(keys=ma.fields.String(), allow_none=True, metadata={"description": "a form definition"})


class NewActivitySchema(_PlanSchema):
    """A draft: what it is, whose it is, and when."""

    organization_id = Id(required=True)
    title = Text(required=True, min_length=1, max_length=60)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)


class ChangeActivitySchema(_PlanSchema):
    """Only what is to change; the organization stays."""

    title = Text(min_length=1, max_length=60)
    starts_at = Moment()
    ends_at = Moment()


class CancelActivitySchema(ma.Schema):
    reason = Text(required=True, min_length=1, max_length=100)


class RejectSignupSchema(ma.Schema):
    reason = Text(load_default="", max_length=100)


class SignUpForSchema(ma.Schema):
    """A member whom staff sign up at their request."""

    member_id = Id(required=True)
    companion_count = ma.fields.Integer(load_default=0, strict=True, validate=ma.validate.Range(0, MOST_COMPANIONS))
    answers = ma.fields.Dict(keys=ma.fields.String(), load_default=dict)


class OrganizersSchema(ma.Schema):
    member_ids = ma.fields.List(Id(), required=True, validate=ma.validate.Length(max=50))


class StaffActivityQuery(PageQuery):
    state = ma.fields.String(load_default=None, validate=ma.validate.OneOf(("draft", "published", "cancelled")))
    organization_id = Id(load_default=None)
    q = Text(load_default="", max_length=60)


class StaffSignupQuery(PageQuery):
    state = ma.fields.String(load_default=None, validate=ma.validate.OneOf(SIGNUP_STATES))


class MemberNameSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)


class StaffActivityRowSchema(ma.Schema):
    """An activity in the staff's list."""

    id = Id(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    title = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    venue = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(("draft", "published", "cancelled")))
    phase = ma.fields.String(required=True, validate=ma.validate.OneOf(("draft", *PHASES)))
    capacity = ma.fields.Integer(required=True, allow_none=True)
    taken = ma.fields.Integer(required=True)
    approved = ma.fields.Integer(required=True)
    to_review = ma.fields.Integer(required=True)
    waitlisted = ma.fields.Integer(required=True)
    arrived = ma.fields.Integer(required=True)


class StaffActivitySchema(StaffActivityRowSchema):
    """An activity in full; `obstacles` say by field what still keeps a draft from being published."""

    description = ma.fields.String(required=True)
    latitude = ma.fields.Float(required=True, allow_none=True)
    longitude = ma.fields.Float(required=True, allow_none=True)
    online_link = ma.fields.String(required=True)
    contact_name = ma.fields.String(required=True)
    contact_phone = ma.fields.String(required=True)
    is_public = ma.fields.Boolean(required=True)
    signup_opens_at = Moment(required=True, allow_none=True)
    signup_closes_at = Moment(required=True)
    cancel_closes_at = Moment(required=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)
    needs_review = ma.fields.Boolean(required=True)
    questions = ma.fields.Dict(keys=ma.fields.String(), required=True, allow_none=True)
    questions_version = ma.fields.Integer(required=True, allow_none=True)
    cancel_reason = ma.fields.String(required=True)
    version = ma.fields.Integer(required=True)
    created_at = Moment(required=True)
    published_at = Moment(required=True, allow_none=True)
    cancelled_at = Moment(required=True, allow_none=True)
    organizers = ma.fields.List(ma.fields.Nested(MemberNameSchema), required=True)
    obstacles = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.String()), required=True)


class StaffSignupSchema(ma.Schema):
    """A signup as staff review it; phones are masked."""

    id = Id(required=True)
    member = ma.fields.Nested(MemberNameSchema, required=True)
    phone_masked = ma.fields.String(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(SIGNUP_STATES))
    answers = ma.fields.Dict(keys=ma.fields.String(), required=True)
    form_version = ma.fields.Integer(required=True, allow_none=True)
    reason = ma.fields.String(required=True)
    queued_at = Moment(required=True, allow_none=True)
    decided_at = Moment(required=True, allow_none=True)
    decided_by = ma.fields.Nested(MemberNameSchema, required=True, allow_none=True)
    seats = ma.fields.Integer(required=True)
    companions = ma.fields.List(ma.fields.Nested(CompanionSchema), required=True)
    number = ma.fields.Integer(required=True, allow_none=True)
    made_by = ma.fields.Nested(MemberNameSchema, required=True, allow_none=True)
    is_walk_in = ma.fields.Boolean(required=True)
    checked_in_at = Moment(required=True, allow_none=True)
    created_at = Moment(required=True)
