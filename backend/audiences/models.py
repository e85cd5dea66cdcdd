"""Tags on members and saved descriptions of groups of them."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class Tag(PublicModel):
    """A word an organization puts on members to find them again; each member sees the tags they carry."""

    organization_id: int

    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    name = peewee.TextField()
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("organization", "name"), True),)


class Tagging(BaseModel):
    """One member carries one tag."""

    member_id: int
    tag_id: int

    tag = peewee.ForeignKeyField(Tag, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    tagged_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("tag", "member"), True),)


class SavedFilter(PublicModel):
    """A description of people under a name, resolved anew each time it is used. `definition`: see services.py."""

    organization_id: int
    owner_id: int | None

    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    name = peewee.TextField()
    definition = JsonField()
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    # Whose own it is; null: for everybody who may look into the organization.
    owner = peewee.ForeignKeyField(Member, null=True, on_delete="CASCADE", backref="+")
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("organization", "name"), True),)

    @classmethod
    def for_eyes_of(cls, member_id: int | None) -> Any:
        """The condition that it is not somebody else's own."""
        return cls.owner.is_null() | (cls.owner == member_id)
