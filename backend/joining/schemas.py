"""The shapes of joining, for visitors and for staff."""

from __future__ import annotations

import marshmallow as ma

from backend.home.schemas import HomeSchema, MeSchema
from backend.schemas import Id, Moment, OrganizationRef, PageQuery, Text

STATES = ("pending", "approved", "declined", "withdrawn")
MOST_USES, MOST_DAYS = 1000, 365


class PhoneCodeSchema(ma.Schema):
    phone_code = Text(required=True, min_length=1, max_length=128, metadata={"description": "from getPhoneNumber"})


class PhoneOutcomeSchema(ma.Schema):
    """What the roster knows of the number: `masked_name` only with `confirm_name`."""

    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(("confirm_name", "no_match", "needs_staff")))
    claim_id = Id(required=True)
    masked_name = ma.fields.String(metadata={"description": "王*"})


class ConfirmPhoneSchema(ma.Schema):
    claim_id = Id(required=True)
    name = Text(required=True, min_length=1, max_length=40)
    note = Text(load_default="", max_length=200)
    organization_id = Id(load_default=None, metadata={"description": "needed after no_match"})


class JoinOutcomeSchema(ma.Schema):
    """`joined`: a member from now on. `application`: staff decide. With the first screen as it is now."""

    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(("joined", "application")))
    me = ma.fields.Nested(MeSchema, required=True)
    home = ma.fields.Nested(HomeSchema, required=True)


class InvitationSchema(ma.Schema):
    code = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    expires_at = Moment(required=True)


class AcceptInvitationSchema(ma.Schema):
    name = Text(required=True, min_length=1, max_length=40)
    phone_code = Text(load_default=None, min_length=1, max_length=128, allow_none=True)


class JoinableOrganizationSchema(OrganizationRef):
    parent_name = ma.fields.String(required=True, allow_none=True)


class JoinableOrganizationsSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(JoinableOrganizationSchema), required=True)


class ApplySchema(ma.Schema):
    organization_id = Id(required=True)
    name = Text(required=True, min_length=1, max_length=40)
    note = Text(load_default="", max_length=200)
    phone_code = Text(load_default=None, min_length=1, max_length=128, allow_none=True)


class NewInvitationSchema(ma.Schema):
    organization_id = Id(required=True)
    max_uses = ma.fields.Integer(load_default=1, strict=True, validate=ma.validate.Range(1, MOST_USES))
    days = ma.fields.Integer(
        load_default=14,
        strict=True,
        validate=ma.validate.Range(1, MOST_DAYS),
        metadata={"description": "good for so many days"},
    )


class StaffInvitationSchema(InvitationSchema):
    id = Id(required=True)
    max_uses = ma.fields.Integer(required=True)
    used = ma.fields.Integer(required=True)
    created_at = Moment(required=True)
    revoked_at = Moment(required=True, allow_none=True)


class InvitationQuery(PageQuery):
    organization_id = Id(load_default=None)


class ApplicationQuery(PageQuery):
    state = ma.fields.String(load_default=None, validate=ma.validate.OneOf(STATES))


class CandidateSchema(ma.Schema):
    """Somebody on the roster with the applicant's number."""

    id = Id(required=True)
    name = ma.fields.String(required=True)
    phone_masked = ma.fields.String(required=True, allow_none=True)
    is_claimed = ma.fields.Boolean(required=True)


class DeciderSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)


class ApplicationSchema(ma.Schema):
    """One application as staff see it."""

    id = Id(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(STATES))
    source = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf(("form", "phone_conflict", "name_mismatch", "phone_unmatched")),
    )
    name = ma.fields.String(required=True)
    note = ma.fields.String(required=True)
    phone_masked = ma.fields.String(required=True, allow_none=True)
    organization = ma.fields.Nested(OrganizationRef, required=True, allow_none=True)
    reason = ma.fields.String(required=True)
    created_at = Moment(required=True)
    decided_at = Moment(required=True, allow_none=True)
    decided_by = ma.fields.Nested(DeciderSchema, required=True, allow_none=True)
    candidates = ma.fields.List(ma.fields.Nested(CandidateSchema), required=True)


class ApproveSchema(ma.Schema):
    member_id = Id(
        load_default=None, allow_none=True, metadata={"description": "the roster row; without it a new person"}
    )


class DeclineSchema(ma.Schema):
    reason = Text(required=True, min_length=2, max_length=200)
