"""The shapes of the report."""

from __future__ import annotations

import marshmallow as ma

from backend.activities.schemas import PHASES
from backend.schemas import Id, Moment, OrganizationRef


class ReportedActivitySchema(ma.Schema):
    """What the report is about."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    venue = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    phase = ma.fields.String(required=True, validate=ma.validate.OneOf(("draft", *PHASES)))
    settled_at = Moment(required=True, allow_none=True)
    reported_at = Moment(required=True, allow_none=True)


class ReportNumbersSchema(ma.Schema):
    """Seats, companions counted; `waitlisted` and `dropouts` are signups. `rate` is of those expected: 0.0 to 1.0."""

    capacity = ma.fields.Integer(required=True, allow_none=True)
    signed_up = ma.fields.Integer(required=True)
    approved = ma.fields.Integer(required=True)
    arrived = ma.fields.Integer(required=True)
    rate = ma.fields.Float(required=True, allow_none=True)
    no_shows = ma.fields.Integer(required=True)
    left_early = ma.fields.Integer(required=True)
    rejected = ma.fields.Integer(required=True)
    waitlisted = ma.fields.Integer(required=True)
    dropouts = ma.fields.Integer(required=True)
    walk_ins = ma.fields.Integer(required=True)
    companions = ma.fields.Integer(required=True)


class ArrivalStepSchema(ma.Schema):
    at = Moment(required=True)
    seats = ma.fields.Integer(required=True)


class ArrivalsSchema(ma.Schema):
    """Arrivals in equal steps of time, empty ones included."""

    step_minutes = ma.fields.Integer(required=True)
    steps = ma.fields.List(ma.fields.Nested(ArrivalStepSchema), required=True)


class OrganizationTurnoutSchema(ma.Schema):
    name = ma.fields.String(required=True)
    expected = ma.fields.Integer(required=True)
    arrived = ma.fields.Integer(required=True)


class SessionTurnoutSchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    arrived = ma.fields.Integer(required=True)


class RatingsSchema(ma.Schema):
    """`stars` says how many gave one star, two, up to five."""

    count = ma.fields.Integer(required=True)
    average = ma.fields.Float(required=True, allow_none=True)
    stars = ma.fields.List(ma.fields.Integer(), required=True)


class TextAnswersSchema(ma.Schema):
    """What was answered to one question, the latest first."""

    key = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    answers = ma.fields.List(ma.fields.String(), required=True)


class FeedbackSummarySchema(ma.Schema):
    given = ma.fields.Integer(required=True)
    texts = ma.fields.List(ma.fields.Nested(TextAnswersSchema), required=True)


class ReportPhotoSchema(ma.Schema):
    """A photo by its link, which expires."""

    id = Id(required=True)
    url = ma.fields.String(required=True)
    width = ma.fields.Integer(required=True, allow_none=True)
    height = ma.fields.Integer(required=True, allow_none=True)
    caption = ma.fields.String(required=True)


class ReportSchema(ma.Schema):
    """What an activity came to."""

    activity = ma.fields.Nested(ReportedActivitySchema, required=True)
    numbers = ma.fields.Nested(ReportNumbersSchema, required=True)
    arrivals = ma.fields.Nested(ArrivalsSchema, required=True)
    organizations = ma.fields.List(ma.fields.Nested(OrganizationTurnoutSchema), required=True)
    sessions = ma.fields.List(ma.fields.Nested(SessionTurnoutSchema), required=True)
    ratings = ma.fields.Nested(RatingsSchema, required=True)
    feedback = ma.fields.Nested(FeedbackSummarySchema, required=True)
    photos = ma.fields.List(ma.fields.Nested(ReportPhotoSchema), required=True)
    made_at = Moment(required=True)


class ReportLinkSchema(ma.Schema):
    """Whoever has the link reads the report, until it expires."""

    url = ma.fields.String(required=True)
    expires_at = Moment(required=True)
