"""The ledger of check-ins: every scan and tick, accepted or refused, whoever made it. Append-only."""

from __future__ import annotations

import peewee

from backend import clock
from backend.activities.models import Activity, Signup
from backend.database import BaseModel, TimestampField
from backend.members.models import Member


class Scan(BaseModel):
    """One attempt. A repeat of the same `client_ref` by the same person gets the first answer."""

    activity_id: int
    signup_id: int | None

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", index=False)
    signup = peewee.ForeignKeyField(Signup, null=True, on_delete="CASCADE")
    method = peewee.TextField()  # pass | event_code | manual
    # Empty when accepted, else the code of the refusal.
    refusal = peewee.TextField(default="")
    scanned_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    client_ref = peewee.TextField()
    # Activity.version that this arrival made: a live view asks for what is newer. Null when refused.
    version = peewee.BigIntegerField(null=True)
    # The presence receipt it was accepted for: one receipt lets one person in.
    receipt = peewee.TextField(null=True, unique=True)
    at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("activity", "client_ref", "scanned_by"), True),
            (("activity", "version"), False),
        )
