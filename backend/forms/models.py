"""Form definitions as they are stored: versioned, and never edited once in use."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import JsonField, PublicModel, TimestampField


class Form(PublicModel):
    """One version of one form. `key` names the form across versions ("profile:basics", "activity:42")."""

    key = peewee.TextField()
    version = peewee.IntegerField()
    definition = JsonField()
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("key", "version"), True),)
