"""The shapes of activities and signups."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id, Moment, OrganizationRef


class MySignupBriefSchema(ma.Schema):
    """My signup as a card shows it."""

    id = Id(required=True)
    state = ma.fields.String(required=True)
    waitlist_position = ma.fields.Integer(required=True, allow_none=True)
    checked_in_at = Moment(required=True, allow_none=True)


class ActivityCardSchema(ma.Schema):
    """An activity as lists show it."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    venue = ma.fields.String(required=True)
    capacity = ma.fields.Integer(required=True, allow_none=True)
    taken = ma.fields.Integer(required=True)
    places_left = ma.fields.Integer(required=True, allow_none=True)
    waitlisted = ma.fields.Integer(required=True)
    signup_opens_at = Moment(required=True, allow_none=True)
    signup_closes_at = Moment(required=True)
    phase = ma.fields.String(required=True)
    needs_review = ma.fields.Boolean(required=True)
    is_organizer = ma.fields.Boolean(required=True)
    my_signup = ma.fields.Nested(MySignupBriefSchema, required=True, allow_none=True)
