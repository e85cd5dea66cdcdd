"""The shapes of passes and check-ins."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from backend.activities.schemas import PassSchema
from backend.schemas import Id, Moment, Number, PageQuery, Text

__all__ = ["PassSchema"]

METHODS = ("pass", "event_code", "manual", "walk_in")
DIRECTIONS = ("in", "out")


def _code(**options: Any) -> ma.fields.String:
    return ma.fields.String(validate=ma.validate.Length(1, 512, error="码的长度不对。"), **options)


class ClientRefSchema(ma.Schema):
    """`client_ref` is made by the phone for one attempt; its repeat gets the first answer."""

    client_ref = Text(required=True, min_length=1, max_length=64)


class AtDoorSchema(ClientRefSchema):
    """Without `session_id`, the session whose door is open now."""

    session_id = Id(load_default=None, allow_none=True)
    direction = ma.fields.String(load_default="in", validate=ma.validate.OneOf(DIRECTIONS))
    grant_id = Id(load_default=None, allow_none=True)


class ScanRequestSchema(AtDoorSchema):
    code = _code(required=True, metadata={"description": "text of the scanned pass, or its four spoken characters"})


class TickRequestSchema(AtDoorSchema):
    signup_id = Id(required=True)


class LocationSchema(ma.Schema):
    """Where the phone says it is, in degrees (GCJ-02, as WeChat gives it)."""

    latitude = Number(required=True, validate=ma.validate.Range(-90, 90))
    longitude = Number(required=True, validate=ma.validate.Range(-180, 180))
    accuracy_m = ma.fields.Integer(
        load_default=0,
        strict=True,
        validate=ma.validate.Range(0, 10_000),
        metadata={"description": "how far off it may be: a coarse place is about 2,000"},
    )


class WalkInRequestSchema(ClientRefSchema):
    """A member is found by `phone` and full name; anybody else is a guest."""

    name = Text(required=True, min_length=1, max_length=50)
    phone = Text(load_default="", max_length=30)
    session_id = Id(load_default=None, allow_none=True)
    grant_id = Id(load_default=None, allow_none=True)


class UndoRequestSchema(ClientRefSchema):
    reason = Text(required=True, min_length=1, max_length=200)


class MemberCheckinRequestSchema(ClientRefSchema):
    """Either the event code just scanned or the receipt it earned; where the phone is, if it may say so."""

    code = _code(load_default=None, metadata={"description": "text of the scanned event code"})
    receipt = _code(load_default=None)
    location = ma.fields.Nested(LocationSchema, load_default=None, allow_none=True)

    @ma.validates_schema
    def _one_of_two(self, data: dict[str, Any], **_: Any) -> None:
        if (data["code"] is None) == (data["receipt"] is None):
            raise ma.ValidationError("请提供签到码或到场凭证，二者之一。", "code")


class PresenceRequestSchema(ma.Schema):
    code = _code(required=True, metadata={"description": "text of the scanned event code"})


class ActivityRefSchema(ma.Schema):
    """An activity by title."""

    id = Id(required=True)
    title = ma.fields.String(required=True)


class PresenceSchema(ma.Schema):
    """Proof of having been there, good for a while."""

    receipt = ma.fields.String(required=True)
    activity = ma.fields.Nested(ActivityRefSchema, required=True)
    expires_at = Moment(required=True)


class MemberCheckinSchema(ma.Schema):
    """The member is in."""

    activity = ma.fields.Nested(ActivityRefSchema, required=True)
    checked_in_at = Moment(required=True)
    message = ma.fields.String(required=True)
    is_walk_in = ma.fields.Boolean(required=True, metadata={"description": "signed up by this very check-in"})


class ScanAnswerSchema(ma.Schema):
    """Somebody is in (or out), and how many there are now. A guest who walked in has no signup."""

    signup_id = Id(required=True, allow_none=True)
    name = ma.fields.String(required=True)
    organization = ma.fields.String(required=True)
    checked_in_at = Moment(required=True)
    arrived = ma.fields.Integer(required=True)
    expected = ma.fields.Integer(required=True)
    version = ma.fields.Integer(required=True)
    message = ma.fields.String(required=True)
    scan_id = Id(required=True)
    seats = ma.fields.Integer(required=True)
    session_id = Id(required=True, allow_none=True)
    direction = ma.fields.String(required=True, validate=ma.validate.OneOf(DIRECTIONS))


class UndoAnswerSchema(ScanAnswerSchema):
    """How it stands with an entry taken back; `checked_in_at` is null unless another scan of the pass counts."""

    checked_in_at = Moment(required=True, allow_none=True)


class LiveQuery(ma.Schema):
    since = ma.fields.Integer(load_default=0, validate=ma.validate.Range(0, 2**63 - 1))


class ArrivalSchema(ma.Schema):
    """Somebody who was let in; a guest who walked in has no signup."""

    scan_id = Id(required=True)
    signup_id = Id(required=True, allow_none=True)
    name = ma.fields.String(required=True)
    organization = ma.fields.String(required=True)
    checked_in_at = Moment(required=True)
    method = ma.fields.String(required=True, validate=ma.validate.OneOf((*METHODS, "walk_in")))
    seats = ma.fields.Integer(required=True)
    door = ma.fields.String(required=True)


class OrganizationCountSchema(ma.Schema):
    """Seats of one organization."""

    name = ma.fields.String(required=True)
    expected = ma.fields.Integer(required=True)
    arrived = ma.fields.Integer(required=True)


class DoorPhoneSchema(ma.Schema):
    """A phone that runs a door, and how many seats it let in."""

    id = Id(required=True)
    door = ma.fields.String(required=True)
    member_name = ma.fields.String(required=True)
    arrived = ma.fields.Integer(required=True)
    last_seen_at = Moment(required=True)
    is_revoked = ma.fields.Boolean(required=True)


class CodeDelaySchema(ma.Schema):
    """How late after an event code came up it was scanned, in the last ten minutes: one that is relayed comes late."""

    scans = ma.fields.Integer(required=True)
    median_ms = ma.fields.Integer(required=True, allow_none=True)
    late_share = ma.fields.Float(required=True, metadata={"description": "0 to 1: after the code's own 30 seconds"})


class SessionCountSchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)
    arrived = ma.fields.Integer(required=True)


class LiveSchema(ma.Schema):
    """The door right now; `arrivals` are those after the version asked about, latest first.

    How they are spread is counted at most once a second.
    """

    version = ma.fields.Integer(required=True)
    expected = ma.fields.Integer(required=True)
    arrived = ma.fields.Integer(required=True)
    arrivals = ma.fields.List(ma.fields.Nested(ArrivalSchema), required=True)
    per_organization = ma.fields.List(ma.fields.Nested(OrganizationCountSchema), required=True)
    doors = ma.fields.List(ma.fields.Nested(DoorPhoneSchema), required=True)
    code_delay = ma.fields.Nested(CodeDelaySchema, required=True)
    sessions = ma.fields.List(ma.fields.Nested(SessionCountSchema), required=True)
    conflicts = ma.fields.Integer(required=True)


class HallLinkSchema(ma.Schema):
    """The address of the hall's screen, absolute."""

    url = ma.fields.String(required=True)
    expires_at = Moment(required=True)


class HallQuery(ma.Schema):
    since = ma.fields.Integer(load_default=None, validate=ma.validate.Range(0, 2**63 - 1))


class HallArrivalSchema(ma.Schema):
    """Somebody who came, named as the activity allows."""

    id = Id(required=True)
    name = ma.fields.String(required=True)
    seats = ma.fields.Integer(required=True)
    at = Moment(required=True)


class HallSchema(ma.Schema):
    """What everybody in the room may see; `arrivals`, the latest few, is null while version `since` is the latest."""

    title = ma.fields.String(required=True)
    venue = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    server_time = Moment(required=True)
    version = ma.fields.Integer(required=True)
    expected = ma.fields.Integer(required=True)
    arrived = ma.fields.Integer(required=True)
    shows_names = ma.fields.Boolean(required=True)
    per_organization = ma.fields.List(ma.fields.Nested(OrganizationCountSchema), required=True)
    arrivals = ma.fields.List(ma.fields.Nested(HallArrivalSchema), required=True, allow_none=True)


class AttendeesQuery(PageQuery):
    """`q` is part of a name, its pinyin (wm, wangmin), the last 4 digits of a phone number, or a spoken pass."""

    state = ma.fields.String(load_default="expected", validate=ma.validate.OneOf(("expected", "arrived", "missing")))
    q = Text(load_default="", max_length=50)


class AttendeeSchema(ma.Schema):
    signup_id = Id(required=True)
    name = ma.fields.String(required=True)
    organization = ma.fields.String(required=True)
    phone_masked = ma.fields.String(required=True)
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(("arrived", "missing")))
    checked_in_at = Moment(required=True, allow_none=True)


class SlotSchema(ma.Schema):
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    text = ma.fields.String(required=True)


class EventCodeSchema(ma.Schema):
    """The codes to show one after the other; the phone follows `server_time`, not its own clock."""

    slot_seconds = ma.fields.Integer(required=True)
    grace_slots = ma.fields.Integer(required=True)
    server_time = Moment(required=True)
    slots = ma.fields.List(ma.fields.Nested(SlotSchema), required=True)
