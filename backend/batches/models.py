"""Acts on many members, with what each of them had before."""

from __future__ import annotations

import peewee

from backend import clock
from backend.audiences.models import Tag
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class Batch(PublicModel):
    """One act. `state`: draft (shown, not agreed to) · running · done · undoing · undone."""

    organization_id: int
    from_organization_id: int | None
    tag_id: int | None
    made_by_id: int | None
    undone_by_id: int | None

    kind = peewee.TextField()  # tag | untag | join | move | leave
    # Where they come to, or which they leave; of tags, whose tag it is.
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE", index=False, backref="+")
    from_organization = peewee.ForeignKeyField(Organization, null=True, on_delete="CASCADE", index=False, backref="+")
    tag = peewee.ForeignKeyField(Tag, null=True, on_delete="SET NULL", index=False, backref="+")
    words = peewee.TextField()  # what it does, for those who look it up later
    made_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    undone_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    state = peewee.TextField(default="draft")
    total = peewee.IntegerField(default=0)
    changed = peewee.IntegerField(default=0)
    created_at = TimestampField(default=clock.now)
    # When it was agreed to: all it writes carries this moment, by which undoing knows its own.
    began_at = TimestampField(null=True)
    ended_at = TimestampField(null=True)

    class Meta:
        indexes = ((("state", "created_at"), False),)


class BatchMember(BaseModel):
    """One member of a batch. `state`: waiting · changed · same (nothing to do) · undone."""

    member_id: int

    batch = peewee.ForeignKeyField(Batch, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    state = peewee.TextField(default="waiting")
    kept = JsonField(null=True)  # what was taken away from them, in order to give it back

    class Meta:
        indexes = ((("batch", "state", "member"), False),)
