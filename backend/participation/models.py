"""The participation record (参与记录)."""

from __future__ import annotations

import peewee

from backend.database import BaseModel, JsonField, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class Participation(BaseModel):
    """One act of one member: written once, where it happens; the same act again is the same entry."""

    member_id: int

    member = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False)
    kind = peewee.TextField()  # activity_attended
    # What it was about; with the kind it names the act.
    subject_id = peewee.BigIntegerField()
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="SET NULL")
    title = peewee.TextField()
    occurred_at = TimestampField()
    detail = JsonField(default=dict)

    class Meta:
        indexes = (
            (("member", "kind", "subject_id"), True),
            (("member", "occurred_at"), False),
        )
