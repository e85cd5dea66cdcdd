"""The shapes of activities and signups, as staff see and write them."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from backend.activities.schemas import MOST_COMPANIONS, PHASES, SIGNUP_STATES, CompanionSchema
from backend.activities.services.programme import MOST_SESSIONS
from backend.schemas import Flag, Id, Moment, Number, OrganizationRef, PageQuery, Text

KINDS = ("meeting", "lecture", "visit", "volunteering", "sport", "course", "other")
HALL_NAMES = ("surname", "full", "none")
_MOST_PLACES = 1_000_000
_MOST_ORGANIZATIONS = 500


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
    feedback_questions = ma.fields.Dict(
        keys=ma.fields.String(), allow_none=True, metadata={"description": "a form definition; null: the usual one"}
    )
    companions_most = ma.fields.Integer(strict=True, validate=ma.validate.Range(0, MOST_COMPANIONS))
    companions_named = Flag()
    scans_most = ma.fields.Integer(
        strict=True, validate=ma.validate.Range(0, 1_000), metadata={"description": "0: as often as wanted"}
    )
    has_leave_scan = Flag()
    allows_walk_ins = Flag()
    checkin_radius_m = ma.fields.Integer(allow_none=True, strict=True, validate=ma.validate.Range(50, 50_000))
    hall_names = ma.fields.String(validate=ma.validate.OneOf(HALL_NAMES))


class NewActivitySchema(_PlanSchema):
    """A draft: what it is, whose it is, and when."""

    organization_id = Id(required=True)
    title = Text(required=True, min_length=1, max_length=60)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    client_ref = Text(load_default=None, allow_none=True, min_length=1, max_length=64)


class ChangeActivitySchema(_PlanSchema):
    """Only what is to change; the organization stays."""

    title = Text(min_length=1, max_length=60)
    starts_at = Moment()
    ends_at = Moment()


class WhenAndWhereSchema(ma.Schema):
    """When and where an activity is, as staff change it on the phone; the link stays where none is given."""

    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    venue = Text(required=True, max_length=100)
    online_link = Text(max_length=500)


class CancelActivitySchema(ma.Schema):
    reason = Text(required=True, min_length=1, max_length=100)


class RejectSignupSchema(ma.Schema):
    reason = Text(load_default="", max_length=100)


class TermSchema(ma.Schema):
    """Somebody in charge, for good or for a time ("代班到周五")."""

    member_id = Id(required=True)
    starts_at = Moment(load_default=None, allow_none=True)
    ends_at = Moment(load_default=None, allow_none=True)

    @ma.validates_schema
    def _is_in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["starts_at"] is not None and data["ends_at"] is not None and data["ends_at"] <= data["starts_at"]:
            raise ma.ValidationError("结束时间要晚于开始时间。", "ends_at")


class SignUpForSchema(ma.Schema):
    """A member whom staff sign up at their request."""

    member_id = Id(required=True)
    companion_count = ma.fields.Integer(load_default=0, strict=True, validate=ma.validate.Range(0, MOST_COMPANIONS))
    answers = ma.fields.Dict(keys=ma.fields.String(), load_default=dict)


class OrganizersSchema(ma.Schema):
    """Either `member_ids`, all for good, or `organizers` with their terms."""

    member_ids = ma.fields.List(Id(), load_default=None, allow_none=True, validate=ma.validate.Length(max=50))
    organizers = ma.fields.List(
        ma.fields.Nested(TermSchema), load_default=None, allow_none=True, validate=ma.validate.Length(max=50)
    )

    @ma.validates_schema
    def _one_of_two(self, data: dict[str, Any], **_: Any) -> None:
        if (data["member_ids"] is None) == (data["organizers"] is None):
            raise ma.ValidationError("请提供 member_ids 或 organizers，二者之一。", "organizers")
        ids = [one["member_id"] for one in data["organizers"] or []]
        if len(ids) != len(set(ids)):
            raise ma.ValidationError("每个人只能出现一次。", "organizers")


class NewSessionSchema(ma.Schema):
    """A session; with the id of one there is, that one changes. A check-in window left out follows from its times."""

    id = Id(load_default=None, allow_none=True)
    title = Text(required=True, min_length=1, max_length=30)
    venue = Text(load_default="", max_length=100)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    checkin_opens_at = Moment()
    checkin_closes_at = Moment()


class SessionsSchema(ma.Schema):
    sessions = ma.fields.List(
        ma.fields.Nested(NewSessionSchema), required=True, validate=ma.validate.Length(max=MOST_SESSIONS)
    )


class NewQuotaSchema(ma.Schema):
    """Seats kept for an organization and below; `is_limit`: its members take these only, never of the remainder."""

    organization_id = Id(required=True)
    seats = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(0, _MOST_PLACES))
    is_limit = Flag(load_default=False)


class QuotasSchema(ma.Schema):
    quotas = ma.fields.List(
        ma.fields.Nested(NewQuotaSchema), required=True, validate=ma.validate.Length(max=_MOST_ORGANIZATIONS)
    )


class NewShareSchema(ma.Schema):
    """An organization elsewhere that may see it; with `seats`, its members take these and no others."""

    organization_id = Id(required=True)
    seats = ma.fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=ma.validate.Range(0, _MOST_PLACES)
    )


class SharesSchema(ma.Schema):
    shares = ma.fields.List(
        ma.fields.Nested(NewShareSchema), required=True, validate=ma.validate.Length(max=_MOST_ORGANIZATIONS)
    )


class NewReviewRuleSchema(ma.Schema):
    """Members of this organization and below are approved at once; `most` seats, null for all of them."""

    organization_id = Id(required=True)
    most = ma.fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=ma.validate.Range(1, _MOST_PLACES)
    )


class ReviewRulesSchema(ma.Schema):
    review_rules = ma.fields.List(
        ma.fields.Nested(NewReviewRuleSchema), required=True, validate=ma.validate.Length(max=_MOST_ORGANIZATIONS)
    )


class CopyActivitySchema(ma.Schema):
    """When the copy starts; every other moment moves along."""

    starts_at = Moment(required=True)
    client_ref = Text(required=True, min_length=1, max_length=64)


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


class OrganizerSchema(MemberNameSchema):
    starts_at = Moment(required=True, allow_none=True)
    ends_at = Moment(required=True, allow_none=True)


class StaffSessionSchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)
    venue = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)
    arrived = ma.fields.Integer(required=True)


class QuotaSchema(ma.Schema):
    organization = ma.fields.Nested(OrganizationRef, required=True)
    seats = ma.fields.Integer(required=True)
    taken = ma.fields.Integer(required=True)
    is_limit = ma.fields.Boolean(required=True)


class ShareSchema(ma.Schema):
    organization = ma.fields.Nested(OrganizationRef, required=True)
    seats = ma.fields.Integer(required=True, allow_none=True)


class ReviewRuleSchema(ma.Schema):
    organization = ma.fields.Nested(OrganizationRef, required=True)
    most = ma.fields.Integer(required=True, allow_none=True)
    approved = ma.fields.Integer(required=True)


class HistoryChangeSchema(ma.Schema):
    """What was changed; `old` and `new` are null where the trail keeps only that it changed."""

    field = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    old = ma.fields.String(required=True, allow_none=True)
    new = ma.fields.String(required=True, allow_none=True)


class HistoryEntrySchema(ma.Schema):
    at = Moment(required=True)
    by = ma.fields.String(required=True)
    action = ma.fields.String(required=True)
    words = ma.fields.String(required=True)
    reason = ma.fields.String(required=True)
    changes = ma.fields.List(ma.fields.Nested(HistoryChangeSchema), required=True)


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
    feedback_questions = ma.fields.Dict(keys=ma.fields.String(), required=True, allow_none=True)
    companions_most = ma.fields.Integer(required=True)
    companions_named = ma.fields.Boolean(required=True)
    scans_most = ma.fields.Integer(required=True)
    has_leave_scan = ma.fields.Boolean(required=True)
    allows_walk_ins = ma.fields.Boolean(required=True)
    checkin_radius_m = ma.fields.Integer(required=True, allow_none=True)
    hall_names = ma.fields.String(required=True, validate=ma.validate.OneOf(HALL_NAMES))
    signups_made = ma.fields.Integer(required=True)
    dropouts = ma.fields.Integer(required=True)
    changed_at = Moment(required=True, allow_none=True)
    settled_at = Moment(required=True, allow_none=True)
    reported_at = Moment(required=True, allow_none=True)
    copied_from_id = Id(required=True, allow_none=True)
    sessions = ma.fields.List(ma.fields.Nested(StaffSessionSchema), required=True)
    quotas = ma.fields.List(ma.fields.Nested(QuotaSchema), required=True)
    shares = ma.fields.List(ma.fields.Nested(ShareSchema), required=True)
    review_rules = ma.fields.List(ma.fields.Nested(ReviewRuleSchema), required=True)
    organizers = ma.fields.List(ma.fields.Nested(OrganizerSchema), required=True)
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
