"""The audit trail (操作记录): who did what to which record, and why; and the chain that shows if anybody altered it."""

from __future__ import annotations

import secrets

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization

_SALT_BYTES = 16


def new_salt() -> str:
    """What is hashed with an entry's words, so that nobody can guess them from the hash once they are erased."""
    return secrets.token_hex(_SALT_BYTES)


class AuditEntry(BaseModel):
    """One act. `detail` never holds a phone number or a sensitive value.

    `reason` and `detail` are its words, which can be erased (`erase_words`); all else stays as it was written, or the
    chain breaks: rows that an entry names (members, organizations) are emptied, never deleted.
    """

    at = TimestampField(default=clock.now, index=True)
    actor = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    actor_kind = peewee.TextField(default="staff")  # member | visitor | staff | operator | system | wechat
    action = peewee.TextField()
    subject_kind = peewee.TextField()
    subject_id = peewee.BigIntegerField(null=True)
    # The member it is about, if any: "who looked at my data" is one indexed look-up.
    about_member = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="SET NULL", backref="+")
    reason = peewee.TextField(default="")
    # What was there before and after, as {"before": {…}, "after": {…}}, and what else is worth knowing.
    detail = JsonField(default=dict)
    # Goes with the words. Null too for entries from before there was a chain, until they are linked.
    salt = peewee.TextField(null=True, default=new_salt)
    # The entry that says that the words were erased, among others.
    erased_by = peewee.BigIntegerField(null=True)

    class Meta:
        indexes = ((("organization", "id"), False), (("subject_kind", "subject_id"), False))


class AuditLink(BaseModel):
    """One entry's place in the chain: `link` is a MAC over the link before it, the entry, and the hash of its words."""

    number = peewee.BigIntegerField(primary_key=True)  # 1, 2, 3, … without a gap
    entry_id = peewee.BigIntegerField(unique=True)
    words_hash = peewee.TextField()
    link = peewee.TextField()
    linked_at = TimestampField()

    # The number is the key. Two processes that link at once meet there, and one of them gives way.
    id = None  # type: ignore[assignment]


class AuditCheck(BaseModel):
    """One time the whole chain was checked: up to which link, how many entries were erased, what did not fit."""

    at = TimestampField(default=clock.now)
    links = peewee.BigIntegerField()
    erased = peewee.BigIntegerField()
    fault = peewee.TextField(default="")  # as `Fault.what`; empty: everything fits
    entry_id = peewee.BigIntegerField(null=True)
