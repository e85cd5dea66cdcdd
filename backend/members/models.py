"""People: a member exists from the roster on, whether or not a WeChat account is tied to it yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import peewee

from backend import clock
from backend.database import BaseModel, PublicModel, TimestampField, atomic, in_chunks
from backend.encryption import keys
from backend.members.keys import keys_of
from backend.members.pinyin import spelling_of

PHONE_INDEX = "phone"
PHONE_TAIL_INDEX = "phone-tail"
SOURCES = ("roster", "invitation", "application", "staff")


def mask_phone(phone: str) -> str:
    """First three and last two digits, as WeChat's security guide asks: 138******00."""
    return f"{phone[:3]}{'*' * max(0, len(phone) - 5)}{phone[-2:]}"


def mask_name(name: str) -> str:
    """The first character and one star: 王*. Shown before a person has proved who they are."""
    return f"{name[:1]}*"


class Member(PublicModel):
    """One person. The phone is encrypted; two keyed digests allow exact look-up by number and by its last 4."""

    merged_into_id: int | None

    name = peewee.TextField(index=True)
    # What lists sort by, and the name that the member's keys were made of: both follow the name, see `save`.
    spelling = peewee.TextField(default="")
    found_by = peewee.TextField(default="")
    phone_sealed = peewee.TextField(null=True)
    phone_index = peewee.TextField(null=True, index=True)
    phone_tail_index = peewee.TextField(null=True, index=True)
    # When WeChat gave the number with the member's consent, which they may withdraw there; null for one that the
    # association knew by itself.
    phone_from_wechat_at = TimestampField(null=True)
    state = peewee.TextField(default="active")  # active | deleted | merged (the person goes on as `merged_into`)
    source = peewee.TextField(default="roster")  # one of SOURCES
    created_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)
    deleted_at = TimestampField(null=True)
    merged_into = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL", backref="merged")

    def save(self, force_insert: bool = False, only: Any = None) -> Any:
        """As in peewee; a name that changes takes its spelling and its keys along, in one transaction."""
        if self.name == self.found_by or (only is not None and Member.name not in only):
            return super().save(force_insert=force_insert, only=only)
        self.follow_name()
        with atomic():
            written = None if only is None else [*only, Member.spelling, Member.found_by]
            saved = super().save(force_insert=force_insert, only=written)
            MemberKey.replace_for({self.id: self.name})
        return saved

    def follow_name(self) -> None:
        """Set what goes with the name, for who inserts many at once; they call `MemberKey.replace_for` after it."""
        self.spelling, self.found_by = spelling_of(self.name), self.name

    def set_phone(self, phone: str | None, *, from_wechat_at: datetime | None = None) -> None:
        """Seal a normalised 11-digit number, or remove it. Does not save. The id must be set already."""
        self.phone_from_wechat_at = None if phone is None else from_wechat_at
        if phone is None:
            self.phone_sealed = self.phone_index = self.phone_tail_index = None
            return
        self.phone_sealed = keys().encrypt(phone, f"member:{self.id}:phone")
        self.phone_index = keys().blind_index(phone, PHONE_INDEX)
        self.phone_tail_index = keys().blind_index(phone[-4:], PHONE_TAIL_INDEX)

    @property
    def phone(self) -> str | None:
        """The plain number. Every place that shows it to somebody else writes the audit trail first."""
        return self.phone_sealed and keys().decrypt(self.phone_sealed, f"member:{self.id}:phone")

    @property
    def phone_masked(self) -> str | None:
        """The number as lists show it."""
        phone = self.phone
        return None if phone is None else mask_phone(phone)


# Whose keys are missing or of an earlier name: what the version before wrote while this one was being installed.
Member.add_index(Member.id, where=Member.found_by != Member.name, name="member_unkeyed")
# The two ways people read a long list.
Member.add_index(Member.state, Member.spelling, Member.id, name="member_state_spelling")
Member.add_index(Member.state, Member.created_at, Member.id, name="member_state_created_at")


class MemberKey(BaseModel):
    """One beginning of a name, written or spelt, that a member is found by."""

    key = peewee.TextField()
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")

    class Meta:
        primary_key = peewee.CompositeKey("key", "member")
        without_rowid = True

    # The two columns are the key.
    id = None  # type: ignore[assignment]

    @classmethod
    def replace_for(cls, names: Mapping[int, str]) -> None:
        """Find each of these members by this name from now on; the caller holds the transaction."""
        for ids in in_chunks(list(names)):
            cls.delete().where(cls.member << list(ids)).execute()
        rows = [(key, member_id) for member_id, name in names.items() for key in sorted(keys_of(name))]
        for some in in_chunks(rows):
            cls.insert_many(some, fields=[cls.key, cls.member]).execute()
