"""Decisions of the console that do not count yet."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import JsonField, PublicModel, TimestampField
from backend.members.models import Member


class HeldAct(PublicModel):
    """A decision that takes effect at `due_at` and can be undone until then; the rows of one click share a batch."""

    actor_id: int
    about_member_id: int | None

    batch = peewee.BigIntegerField(index=True)
    actor = peewee.ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    act = peewee.TextField()  # signups.approve
    arguments = JsonField(default=dict)
    subject = peewee.TextField(index=True)  # signup:123
    # Equal to the subject until it is over, null afterwards: the unique key by which nobody decides it a second time.
    pending_subject = peewee.TextField(null=True, unique=True)
    words = peewee.TextField()  # what was done, as in 赵云通过了王敏的报名
    about_member = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = TimestampField(default=clock.now)
    due_at = TimestampField(index=True)
    done_at = TimestampField(null=True)  # took effect, or failed to
    undone_at = TimestampField(null=True)
    outcome = peewee.TextField(default="")  # done | failed
    trouble = peewee.TextField(default="")  # why it failed, in words
    seen_at = TimestampField(null=True)  # the actor has read that it failed

    class Meta:
        table_name = "held_act"
