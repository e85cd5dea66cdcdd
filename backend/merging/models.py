"""Records that were merged, and pairs that staff have said are two people."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField, json_text
from backend.encryption import keys
from backend.members.models import Member
from backend.organizations.models import Organization


class MemberMerge(PublicModel):
    """One record that went into another. `ledger`, sealed, says row by row what was moved and how it was before.

    It is kept for as long as the merge can be undone; `ended_because` says why it cannot be any more, before its
    time: undone | erased | consent_withdrawn.
    """

    kept_id: int
    gone_id: int
    organization_id: int | None
    merged_by_id: int | None
    undone_by_id: int | None

    kept = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    gone = peewee.ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    # Whose staff did it, and see it in their list.
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="SET NULL")
    merged_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    merged_at = TimestampField(default=clock.now)
    undo_until = TimestampField(index=True)
    sealed = peewee.TextField(null=True)
    # What staff read of it: {"moved": {words: number}, "notes": [texts]}; no phone numbers, no answers.
    summary = JsonField(default=dict)
    ended_because = peewee.TextField(default="")
    undone_at = TimestampField(null=True)
    undone_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")

    def seal(self, entries: list[Any]) -> None:
        """Keep the ledger. Does not save. The id must be set already."""
        self.sealed = keys().encrypt(json_text(entries), f"merge:{self.id}")

    @property
    def entries(self) -> list[Any]:
        """The ledger in the clear, in the order it was written."""
        found: list[Any] = json.loads(keys().decrypt(str(self.sealed), f"merge:{self.id}"))
        return found

    def can_be_undone(self, now: datetime) -> bool:
        """Whether the records may still be parted."""
        return self.sealed is not None and not self.ended_because and now < self.undo_until

    @classmethod
    def forget(cls, member_id: int, why: str) -> None:
        """Erase the ledgers of every merge of this person and end their undo, inside the caller's transaction."""
        concerned = (cls.kept == member_id) | (cls.gone == member_id)
        cls.update(sealed=None, ended_because=why).where(concerned, cls.ended_because == "").execute()


class DistinctPair(BaseModel):
    """Staff have said that these two, who look alike, are two people. `first` is the smaller id."""

    first = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False, backref="+")
    second = peewee.ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    said_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    said_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("first", "second"), True),)


class Lookalike(BaseModel):
    """Two records that may be one person, as the jobs process finds them. `first` is the smaller id.

    Only by what staff can check: the same number; or names that sound the same, in one organization.
    """

    first_id: int
    second_id: int

    first = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False, backref="+")
    second = peewee.ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    has_same_phone = peewee.BooleanField()
    has_same_sound = peewee.BooleanField()
    found_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("first", "second"), True),)
