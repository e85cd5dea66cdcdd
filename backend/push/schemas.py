"""The shapes of the inbox, of its switches, and of subscription reports."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from backend.push.kinds import ABOUT
from backend.schemas import Flag, Id, Moment, Text

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
    # What wx.getSetting says is fixed with "always"; null where the phone could not ask.
    always = ma.fields.Dict(
        keys=ma.fields.String(validate=ma.validate.Length(1, 64)),
        values=ma.fields.String(validate=ma.validate.OneOf(("accept", "reject"))),
        load_default=None,
        allow_none=True,
        validate=ma.validate.Length(max=50, error="一次最多 50 个模板。"),
        metadata={"maxProperties": 50},
    )
    subject = Text(load_default="", max_length=64, metadata={"description": "what it is for: activity:42"})
    client_ref = Text(required=True, min_length=8, max_length=64)


class CreditsSchema(ma.Schema):
    """How many messages of each template may still be sent."""

    credits = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer(), required=True)


class SubscriptionSchema(ma.Schema):
    """One template, and what the account has said about it."""

    name = ma.fields.String(required=True)
    template = ma.fields.String(required=True, metadata={"description": "the id WeChat gave it"})
    title = ma.fields.String(required=True)
    left = ma.fields.Integer(required=True, metadata={"description": "messages that may still be sent"})
    held = ma.fields.Integer(required=True, metadata={"description": "of those, kept for something"})
    always = ma.fields.String(required=True, validate=ma.validate.OneOf(("", "accept", "reject")))
    is_long_term = ma.fields.Boolean(required=True)
    is_refused = ma.fields.Boolean(required=True)


class SubscriptionsSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(SubscriptionSchema), required=True)


class MessageLineSchema(ma.Schema):
    label = ma.fields.String(required=True)
    value = ma.fields.String(required=True)


class MessageSchema(ma.Schema):
    """One line of the inbox."""

    id = Id(required=True)
    kind = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    lines = ma.fields.List(ma.fields.Nested(MessageLineSchema), required=True)
    page = ma.fields.String(required=True, metadata={"description": "a mini-program path, or nothing"})
    at = Moment(required=True)
    is_read = ma.fields.Boolean(required=True)
    is_past = ma.fields.Boolean(required=True, metadata={"description": "of no use any more"})
    delivered = ma.fields.String(required=True, metadata={"description": "what became of it in WeChat, in words"})


class ReadSchema(ma.Schema):
    """These, or all."""

    ids = ma.fields.List(Id(), load_default=list, validate=ma.validate.Length(max=100, error="一次最多 100 条。"))
    all = Flag(load_default=False)

    @ma.validates_schema
    def _names_something(self, data: dict[str, Any], **_: Any) -> None:
        if not data["ids"] and not data["all"]:
            raise ma.ValidationError("请说明哪些消息已读。", "ids")


class SwitchSchema(ma.Schema):
    about = ma.fields.String(required=True, validate=ma.validate.OneOf(tuple(ABOUT)))
    is_on = Flag(required=True)


class SwitchStateSchema(ma.Schema):
    """One kind of message, and whether it goes to WeChat."""

    about = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    explanation = ma.fields.String(required=True)
    is_on = ma.fields.Boolean(required=True)


class SwitchesSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(SwitchStateSchema), required=True)
