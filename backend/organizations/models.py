"""The tree of organizations and the roles held at its nodes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.database import BaseModel, PublicModel, TimestampField
from backend.members.models import Member


class Organization(PublicModel):
    """A district, street, association or chapter. Names are unique among siblings."""

    parent_id: int | None
    parent = peewee.ForeignKeyField("self", null=True, backref="children", on_delete="RESTRICT")
    name = peewee.TextField()
    kind = peewee.TextField(default="association")  # district | street | association | chapter
    # Compliance mode (no rankings, no points, no forced check-in) is on by default for government bodies.
    is_government = peewee.BooleanField(default=False)
    accepts_applications = peewee.BooleanField(default=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("parent", "name"), True),)

    @classmethod
    def at_the_top(cls) -> peewee.Select:
        """The ids of those above which there is none."""
        top: peewee.Select = cls.select(cls.id).where(cls.parent.is_null())
        return top


class OrganizationClosure(BaseModel):
    """Every pair (ancestor, descendant) of the tree, each organization being its own ancestor too.

    Scope and visibility are then one indexed look-up in either direction, on both engines.
    """

    ancestor_id: int
    descendant_id: int
    ancestor = peewee.ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    descendant = peewee.ForeignKeyField(Organization, on_delete="CASCADE")

    class Meta:
        primary_key = False
        indexes = ((("ancestor", "descendant"), True),)


class Membership(PublicModel):
    """A member's tie to an organization; a member may have several."""

    member_id: int
    organization_id: int
    member = peewee.ForeignKeyField(Member, backref="memberships", on_delete="CASCADE", index=False)
    organization = peewee.ForeignKeyField(Organization, on_delete="RESTRICT", index=False)
    joined_at = TimestampField(default=clock.now)

    class Meta:
        # The second is for counting: who belongs below an organization is read from it alone.
        indexes = ((("member", "organization"), True), (("organization", "member"), False))


class Role(PublicModel):
    """A role held at an organization; it covers the subtree below and may be limited in time."""

    member_id: int
    organization_id: int
    member = peewee.ForeignKeyField(Member, backref="roles", on_delete="CASCADE", index=False)
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    name = peewee.TextField()  # administrator | staff | organizer | auditor
    starts_at = TimestampField(null=True)
    ends_at = TimestampField(null=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("member", "organization", "name"), True),)

    @classmethod
    def in_force(cls, now: datetime) -> Any:
        """The condition that a role holds at this moment."""
        return (cls.starts_at.is_null() | (cls.starts_at <= now)) & (cls.ends_at.is_null() | (cls.ends_at > now))
