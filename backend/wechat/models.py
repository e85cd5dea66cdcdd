"""The token store that processes share through the database."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, TimestampField


class WechatToken(BaseModel):
    """The present access token of one mini-program. It lives two hours and is worthless with the secret rotated."""

    appid = peewee.TextField(primary_key=True)
    access_token = peewee.TextField(default="")
    expires_at = peewee.BigIntegerField(default=0)  # milliseconds UTC
    # Forced refreshes are limited by WeChat: 20 a day, 30 s apart.
    forced_at = peewee.BigIntegerField(null=True)
    forced_day = peewee.TextField(default="")
    forced_count = peewee.IntegerField(default=0)

    # The appid is the key.
    id = None  # type: ignore[assignment]


class WechatEvent(BaseModel):
    """Something WeChat told us, by the digest of what it says: it repeats what was answered late."""

    digest = peewee.TextField(primary_key=True)
    received_at = TimestampField(default=clock.now, index=True)
    name = peewee.TextField(default="")
    openid = peewee.TextField(default="", index=True)  # whom it is about, if anybody
    payload = JsonField(default=dict)
    # queued | handled | kept: there for somebody to read | failed: every attempt did
    state = peewee.TextField(default="queued")
    due_at = TimestampField(default=0)  # at once, whatever the clock does; a retry sets it
    attempts = peewee.IntegerField(default=0)
    error_text = peewee.TextField(default="")
    handled_at = TimestampField(null=True)

    # The digest is the key.
    id = None  # type: ignore[assignment]

    class Meta:
        indexes = ((("state", "received_at"), False),)
