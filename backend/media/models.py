"""What was uploaded, and whether others may see it yet. The bytes are files, named by id."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, PublicModel, TimestampField
from backend.members.models import Member


class Media(PublicModel):
    """One picture or file that belongs to something: an activity's cover, attachment or photo."""

    uploaded_by_id: int | None

    subject_kind = peewee.TextField()  # activity
    subject_id = peewee.BigIntegerField()
    purpose = peewee.TextField()  # cover | attachment | photo
    name = peewee.TextField()  # the file's name as uploaded
    caption = peewee.TextField(default="")
    mime = peewee.TextField()
    size = peewee.IntegerField()  # bytes, as kept
    width = peewee.IntegerField(null=True)  # pixels; pictures only
    height = peewee.IntegerField(null=True)
    digest = peewee.TextField()  # SHA-256 of what is kept, hexadecimal
    state = peewee.TextField(default="pending")  # pending | clear | blocked
    # WeChat's name for the safety check; its verdict comes back under it.
    trace_id = peewee.TextField(null=True, index=True)
    checked_at = TimestampField(null=True)
    # Made by the client: the same upload again is the same row.
    client_ref = peewee.TextField(null=True)
    uploaded_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("subject_kind", "subject_id", "purpose"), False),
            (("uploaded_by", "client_ref"), True),
        )


class MediaCheck(BaseModel):
    """Where a pending picture stands on its way to a verdict; gone with the picture, done when it is decided."""

    media_id: int

    media = peewee.ForeignKeyField(Media, unique=True, on_delete="CASCADE", backref="checks")
    # queued: to be sent to WeChat | sent: WeChat has it | staff: a person must look | done
    state = peewee.TextField(default="queued")
    due_at = TimestampField(default=clock.now)  # when queued: not before; when sent: no verdict by then is none
    attempts = peewee.IntegerField(default=0)
    error_code = peewee.IntegerField(null=True)
    label = peewee.IntegerField(null=True)  # what WeChat took it for

    class Meta:
        indexes = ((("state", "due_at"), False),)


class MediaVerdict(BaseModel):
    """A verdict of WeChat's, kept until it is applied: it can come before we have stored what it is about."""

    trace_id = peewee.TextField(primary_key=True)
    error_code = peewee.IntegerField()
    suggest = peewee.TextField()  # pass | review | risky, or empty
    label = peewee.IntegerField()
    received_at = TimestampField(default=clock.now)

    # The trace id is the key.
    id = None  # type: ignore[assignment]
