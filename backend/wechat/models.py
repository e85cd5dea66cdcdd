"""The token store that processes share through the database."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, TimestampField


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
    """A pushed event that was taken, by the digest of what it says: WeChat repeats one that was answered late."""

    digest = peewee.TextField(primary_key=True)
    received_at = TimestampField(default=clock.now, index=True)

    # The digest is the key.
    id = None  # type: ignore[assignment]
