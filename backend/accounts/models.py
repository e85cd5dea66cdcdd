"""WeChat accounts and their sessions. A visitor is an account that is not tied to a member."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, PublicModel, TimestampField
from backend.members.models import Member


class Account(PublicModel):
    """One WeChat user of this mini-program."""

    member_id: int | None
    openid = peewee.TextField(unique=True)
    unionid = peewee.TextField(null=True)
    member = peewee.ForeignKeyField(Member, null=True, unique=True, on_delete="SET NULL", backref="accounts")
    created_at = TimestampField(default=clock.now)
    seen_at = TimestampField(default=clock.now)


class Session(PublicModel):
    """A bearer token of 256 random bits, kept as its SHA-256. Expiry slides; ending it deletes the row."""

    account_id: int
    token_hash = peewee.TextField(unique=True)
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", backref="sessions")
    created_at = TimestampField(default=clock.now)
    extended_at = TimestampField(default=clock.now)
    expires_at = TimestampField(index=True)


class SeenTask(BaseModel):
    """A "read" item of home that the account has opened and that home therefore no longer shows."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", index=False)
    task_key = peewee.TextField()
    seen_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("account", "task_key"), True),)
