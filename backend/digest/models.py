"""The mornings on which the digest was written."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, TimestampField


class DigestRun(BaseModel):
    """One morning's digest, to everybody: written once, whatever waits later that day. Nobody to tell is a run too."""

    day = peewee.TextField(primary_key=True)  # ISO, of the association
    written_at = TimestampField(default=clock.now)
    members = peewee.IntegerField()
    robots = peewee.IntegerField()

    # The day is the key.
    id = None  # type: ignore[assignment]
