"""Texts on their way to a verdict, and complaints about what others can see."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class TextCheck(PublicModel):
    """Where one text stands on its way to a verdict. The text itself stays with the subject."""

    author_id: int | None
    organization_id: int

    subject_kind = peewee.TextField()  # suggestion | statement | rating
    subject_id = peewee.BigIntegerField()
    # Of the text judged: a verdict on words that have changed since counts for nothing.
    digest = peewee.TextField()
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    author = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    # queued: to be sent | log_in: WeChat wants the author to open the mini-program again | staff | passed | blocked
    state = peewee.TextField(default="queued")
    due_at = TimestampField(default=clock.now)
    attempts = peewee.IntegerField(default=0)
    error_code = peewee.IntegerField(null=True)
    label = peewee.IntegerField(null=True)
    decided_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    decided_at = TimestampField(null=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("subject_kind", "subject_id"), True),
            (("state", "due_at"), False),
        )


class Complaint(PublicModel):
    """A member says that something others can see should not be there."""

    member_id: int | None
    organization_id: int

    subject_kind = peewee.TextField()  # suggestion | statement | photo | activity_photo
    subject_id = peewee.BigIntegerField()
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    member = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    reason = peewee.TextField()  # abuse | false | privacy | advertising | illegal | other
    text = peewee.TextField(default="")
    state = peewee.TextField(default="open")  # open | upheld | dismissed
    note = peewee.TextField(default="")
    decided_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    decided_at = TimestampField(null=True)
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("subject_kind", "subject_id", "member"), True),
            (("state", "created_at"), False),
        )
