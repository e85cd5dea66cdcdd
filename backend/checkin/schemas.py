"""The shapes of passes and check-ins."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id, Moment


class PassSchema(ma.Schema):
    """What a member shows at the door; `code` is the text of the QR."""

    signup_id = Id(required=True)
    activity_id = Id(required=True)
    title = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    venue = ma.fields.String(required=True)
    state = ma.fields.String(required=True)
    code = ma.fields.String(required=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)
    checked_in_at = Moment(required=True, allow_none=True)
