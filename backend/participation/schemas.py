"""The participation record, as the member reads it."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Moment, OrganizationRef, page_of


class ParticipationSchema(ma.Schema):
    """One act. `detail` of "activity_attended": {seats, sessions, hours}."""

    kind = ma.fields.String(
        required=True,
        metadata={"description": "activity_attended, survey_answered, or what a kind of case says of itself"},
    )
    title = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True, allow_none=True)
    occurred_at = Moment(required=True)
    detail = ma.fields.Dict(keys=ma.fields.String(), required=True)


class ParticipationTotalsSchema(ma.Schema):
    """Over the whole record, not the page."""

    times = ma.fields.Integer(required=True)
    hours = ma.fields.Float(required=True)


class ParticipationRecordPage(page_of(ParticipationSchema)):  # type: ignore[misc]
    totals = ma.fields.Nested(ParticipationTotalsSchema, required=True)
