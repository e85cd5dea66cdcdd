"""The shapes of what waits for a decision."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Moment


class WaitingLineSchema(ma.Schema):
    """One line: `count` things that open on one page; `title` is the oldest one's, empty where it has none."""

    kind = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    unit = ma.fields.String(required=True)
    count = ma.fields.Integer(required=True)
    late = ma.fields.Integer(required=True)
    since = Moment(required=True)
    title = ma.fields.String(required=True)
    target = ma.fields.String(required=True)


class WaitingSchema(ma.Schema):
    """What waits in my scope, longest waiting first."""

    total = ma.fields.Integer(required=True)
    items = ma.fields.List(ma.fields.Nested(WaitingLineSchema), required=True)
