"""The shapes of subscription reports."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Text

ANSWERS = (
    "accept",
    "reject",
    "ban",
    "filter",
    "acceptWithAudio",
    "acceptWithAlert",
    "acceptWithForcePush",
)


class SubscriptionReportSchema(ma.Schema):
    """What wx.requestSubscribeMessage answered, by template id."""

    results = ma.fields.Dict(
        keys=ma.fields.String(validate=ma.validate.Length(1, 64)),
        values=ma.fields.String(validate=ma.validate.OneOf(ANSWERS)),
        required=True,
        validate=ma.validate.Length(1, 5, error="一次最多 5 个模板。"),
        metadata={"minProperties": 1, "maxProperties": 5},
    )
    client_ref = Text(required=True, min_length=8, max_length=64)


class CreditsSchema(ma.Schema):
    """How many messages of each template may still be sent."""

    credits = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer(), required=True)
