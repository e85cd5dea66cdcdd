"""The ledger of check-ins: every scan and tick, accepted or refused, whoever made it. Append-only."""

from __future__ import annotations

import peewee

from backend import clock
from backend.activities.models import Activity, ActivitySession, Signup
from backend.database import BaseModel, PublicModel, TimestampField
from backend.members.models import Member


class DoorGrant(PublicModel):
    """One phone may run one door of one activity: bound to person, activity and device, over with the activity."""

    activity_id: int
    member_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    device = peewee.TextField()  # a random name the phone gave itself
    door = peewee.TextField(default="")  # what people call it: 东门
    created_at = TimestampField(default=clock.now)
    expires_at = TimestampField()
    last_seen_at = TimestampField(default=clock.now)
    revoked_at = TimestampField(null=True)
    revoked_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")

    class Meta:
        indexes = ((("activity", "member", "device"), True),)


class Scan(BaseModel):
    """One attempt. A repeat of the same `client_ref` by the same person gets the first answer."""

    activity_id: int
    signup_id: int | None
    scanned_by_id: int | None
    session_id: int | None

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", index=False)
    signup = peewee.ForeignKeyField(Signup, null=True, on_delete="CASCADE")
    method = peewee.TextField()  # pass | event_code | manual | walk_in | undo
    # Empty when accepted, else the code of the refusal.
    refusal = peewee.TextField(default="")
    scanned_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    client_ref = peewee.TextField()
    # Activity.version that this arrival made: a live view asks for what is newer. Null when refused.
    version = peewee.BigIntegerField(null=True)
    # The presence receipt it was accepted for: one receipt lets one person in.
    receipt = peewee.TextField(null=True, unique=True)
    # When it happened: the server's clock, or the phone's corrected by the difference measured at load.
    at = TimestampField(default=clock.now)
    # When a scan made off line reached the server, and the correction applied, milliseconds; null when made on line.
    received_at = TimestampField(null=True)
    clock_offset_ms = peewee.BigIntegerField(null=True)
    grant = peewee.ForeignKeyField(DoorGrant, null=True, on_delete="SET NULL", index=False)
    session = peewee.ForeignKeyField(ActivitySession, null=True, on_delete="SET NULL", index=False)
    direction = peewee.TextField(default="in")  # in | out
    seats = peewee.IntegerField(default=1)
    # From the start of the code's slot to the scan, milliseconds: a code that is relayed is scanned late.
    delay_ms = peewee.IntegerField(null=True)
    # The same pass was let in at another door: told to the organizer, not to the member.
    is_conflict = peewee.BooleanField(default=False)
    # An undo names the entry it takes back; both stay in the ledger.
    undoes = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL", unique=True, backref="+")
    note = peewee.TextField(default="")  # the reason of an undo, the name of a guest who walked in

    class Meta:
        indexes = (
            (("activity", "client_ref", "scanned_by"), True),
            (("activity", "version"), False),
            (("signup", "at"), False),
        )
