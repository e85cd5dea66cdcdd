"""The ledger of check-ins: every scan and tick, accepted or refused, whoever made it. Append-only."""

from __future__ import annotations

import peewee

from backend import clock
from backend.activities.models import Activity, Signup
from backend.database import BaseModel, TimestampField
from backend.members.models import Member


class Scan(BaseModel):
    """One attempt. A repeat of the same `client_ref` by the same person gets the first answer."""

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", index=False)
    signup = peewee.ForeignKeyField(Signup, null=True, on_delete="CASCADE")
    method = peewee.TextField()  # pass | event_code | manual
    # Empty when accepted, else the code of the refusal.
    refusal = peewee.TextField(default="")
    scanned_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    client_ref = peewee.TextField()
    at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("activity", "client_ref", "scanned_by"), True),)
