"""What organizations share with one another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.database import JsonField, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class OrganizationShare(PublicModel):
    """An organization shows another its figures ("aggregates"), or some of its people ("people") until `ends_at`.

    `audience` is a description of the people as backend/audiences takes it, empty for figures. Whoever may read at
    `with_organization` sees it; nothing follows for those below.
    """

    organization_id: int
    with_organization_id: int
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    with_organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE", backref="+")
    level = peewee.TextField()  # aggregates | people
    audience = JsonField(default=dict)
    purpose = peewee.TextField(default="")
    ends_at = TimestampField(null=True)
    created_at = TimestampField(default=clock.now)
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    revoked_at = TimestampField(null=True)
    revoked_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")

    @classmethod
    def in_force(cls, now: datetime) -> Any:
        """The condition that it is neither over nor revoked."""
        return cls.revoked_at.is_null() & (cls.ends_at.is_null() | (cls.ends_at > now))

    def is_in_force(self, now: datetime) -> bool:
        """Whether it shows anything at this moment."""
        return self.revoked_at is None and (self.ends_at is None or self.ends_at > now)
