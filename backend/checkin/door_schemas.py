"""The shapes of a door that works off line: grants, the list, batches."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from backend import clock
from backend.checkin.batches import MOST_SCANS
from backend.checkin.schemas import ClientRefSchema
from backend.schemas import Id, Moment, Text

_DAY_MS = 86_400_000
_MOST_OFFSET_MS = 3650 * _DAY_MS
_DIRECTIONS = ("in", "out")
_OUTCOMES = ("in", "out", "already", "refused")


class Ready(ma.fields.List[Any]):
    """A list that is JSON already: thousands of rows need no second look."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class DoorGrantRequestSchema(ma.Schema):
    """`device` is a random name the phone gave itself; `door` is what people call this door."""

    device = Text(required=True, min_length=8, max_length=64)
    door = Text(load_default="", max_length=20)


class DoorGrantSchema(ma.Schema):
    id = Id(required=True)
    door = ma.fields.String(required=True)
    expires_at = Moment(required=True)
    server_time = Moment(required=True)


class DoorListQuery(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    grant_id = Id(required=True)
    since = ma.fields.Integer(load_default=0, validate=ma.validate.Range(0, 2**63 - 1))
    session_id = Id(load_default=None)


class DoorActivitySchema(ma.Schema):
    """What a phone needs to decide alone."""

    id = Id(required=True)
    title = ma.fields.String(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)
    state = ma.fields.String(required=True)
    scans_most = ma.fields.Integer(required=True)
    has_leave_scan = ma.fields.Boolean(required=True)
    allows_walk_ins = ma.fields.Boolean(required=True)


class DoorSessionSchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)
    checkin_opens_at = Moment(required=True)
    checkin_closes_at = Moment(required=True)


class DoorListSchema(ma.Schema):
    """Whole, or what changed since. An entry is `[digest, initials, seats, flag, at]`.

    digest: the first 9 bytes of the SHA-256 of the pass's text, base64url. flag: 0 expected, 1 in, 2 removed, 3 left.
    at: seconds since a week before the activity starts, or 0.
    """

    version = ma.fields.Integer(required=True)
    server_time = Moment(required=True)
    is_whole = ma.fields.Boolean(required=True)
    activity = ma.fields.Nested(DoorActivitySchema, required=True)
    sessions = ma.fields.List(ma.fields.Nested(DoorSessionSchema), required=True)
    grant_revoked = ma.fields.Boolean(required=True)
    entries = Ready(ma.fields.List(ma.fields.Raw()), required=True)


class OfflineScanSchema(ClientRefSchema):
    """One scan as the phone made it: its own clock, and by how much the server's was ahead when the list was loaded."""

    code = ma.fields.String(load_default="", validate=ma.validate.Length(max=512, error="码的长度不对。"))
    session_id = Id(load_default=None, allow_none=True)
    direction = ma.fields.String(load_default="in", validate=ma.validate.OneOf(_DIRECTIONS))
    scanned_at = Moment(required=True)
    offset_ms = ma.fields.Integer(
        load_default=0, strict=True, validate=ma.validate.Range(-_MOST_OFFSET_MS, _MOST_OFFSET_MS)
    )
    method = ma.fields.String(load_default="pass", validate=ma.validate.OneOf(("pass", "manual")))
    signup_id = Id(load_default=None, allow_none=True)

    @ma.validates_schema
    def _names_somebody(self, data: dict[str, Any], **_: Any) -> None:
        if data["method"] == "manual" and data["signup_id"] is None:
            raise ma.ValidationError("请提供报名编号。", "signup_id")

    @ma.post_load
    def _in_milliseconds(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "scanned_at": clock.to_ms(data["scanned_at"])}


class BatchRequestSchema(ma.Schema):
    """A phone's queue. `device_now` is its clock as it sends."""

    grant_id = Id(required=True)
    device_now = Moment(load_default=None, allow_none=True)
    scans = ma.fields.List(
        ma.fields.Nested(OfflineScanSchema),
        required=True,
        validate=ma.validate.Length(max=MOST_SCANS, error=f"一次最多 {MOST_SCANS} 条。"),
    )


class BatchResultSchema(ma.Schema):
    """`code` is that of the refusal, empty where somebody was let in or out."""

    client_ref = ma.fields.String(required=True)
    outcome = ma.fields.String(required=True, validate=ma.validate.OneOf(_OUTCOMES))
    code = ma.fields.String(required=True)
    message = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    organization = ma.fields.String(required=True)
    seats = ma.fields.Integer(required=True)
    checked_in_at = Moment(required=True, allow_none=True)


class ConflictSchema(ma.Schema):
    """A pass that two doors let in, in words for the organizer."""

    client_ref = ma.fields.String(required=True)
    message = ma.fields.String(required=True)


class BatchAnswerSchema(ma.Schema):
    """One result a scan, in order."""

    server_time = Moment(required=True)
    results = Ready(ma.fields.Nested(BatchResultSchema), required=True)
    conflicts = ma.fields.List(ma.fields.Nested(ConflictSchema), required=True)
    version = ma.fields.Integer(required=True)
    arrived = ma.fields.Integer(required=True)
    expected = ma.fields.Integer(required=True)
