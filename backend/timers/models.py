"""The shared clockwork of the jobs processes."""

from __future__ import annotations

import peewee

from backend.database import BaseModel, TimestampField


class Job(BaseModel):
    """A timer that every jobs process runs and one of them wins, tick by tick."""

    name = peewee.TextField(primary_key=True)
    next_at = TimestampField()
    last_started_at = TimestampField(null=True)
    last_error = peewee.TextField(default="")

    # The name is the key.
    id = None  # type: ignore[assignment]
