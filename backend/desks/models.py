"""Browsers that staff are signed in with, and those that ask to be."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class ConsoleSession(PublicModel):
    """One browser of one person. Its token of 256 random bits is kept as a SHA-256; ending it deletes the row."""

    member_id: int
    organization_id: int | None

    token_hash = peewee.TextField(unique=True)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    browser = peewee.TextField()  # Chrome / Windows
    # What the switcher narrows every page to; null: all that the roles cover.
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="SET NULL", index=False, backref="+")
    notice = JsonField(null=True)  # what the next page tells: {"text", "kind", "undo"}
    created_at = TimestampField(default=clock.now)
    used_at = TimestampField(default=clock.now)
    locked_at = TimestampField(null=True)
    expires_at = TimestampField(index=True)


class SignInRequest(BaseModel):
    """A browser that waits for a phone's word. Good for one use and for two minutes.

    A link from the command line is one whose word has been given already, by the operator, for any browser.
    """

    member_id: int | None

    code_hash = peewee.TextField(unique=True)
    # Of a cookie that only the waiting browser has: who photographs the code cannot follow it.
    browser_hash = peewee.TextField(null=True)
    browser = peewee.TextField(default="")
    state = peewee.TextField(default="waiting")  # waiting | seen | confirmed | refused | taken
    member = peewee.ForeignKeyField(Member, null=True, on_delete="CASCADE", backref="+")
    created_at = TimestampField(default=clock.now)
    expires_at = TimestampField(index=True)
