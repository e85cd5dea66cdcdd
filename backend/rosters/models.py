"""A record of each roster that was imported."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import JsonField, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class RosterImport(PublicModel):
    """One imported file: its name and what came of its rows. The file itself is not kept."""

    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    file_name = peewee.TextField()
    counts = JsonField()
    imported_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    at = TimestampField(default=clock.now)
