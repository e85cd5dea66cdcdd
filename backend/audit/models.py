"""The audit trail (操作记录): who did what to which record, and why."""

from __future__ import annotations

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class AuditEntry(BaseModel):
    """One act. `detail` never holds a phone number or a sensitive value."""

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
    detail = JsonField(default=dict)
