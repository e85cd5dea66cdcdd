"""How a visitor becomes tied to a member: phone match, invitation, application."""

from __future__ import annotations

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.database import PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class PhoneClaim(PublicModel):
    """A phone number WeChat vouched for, waiting for its owner to say the full name. Short-lived."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    phone_sealed = peewee.TextField()
    phone_index = peewee.TextField()
    # The one unclaimed roster row with this number; null when there is none, several, or a taken one.
    candidate = peewee.ForeignKeyField(Member, null=True, on_delete="CASCADE")
    outcome = peewee.TextField()  # confirm_name | no_match | needs_staff
    failed_attempts = peewee.IntegerField(default=0)
    created_at = TimestampField(default=clock.now)
    expires_at = TimestampField()
    used_at = TimestampField(null=True)


class Invitation(PublicModel):
    """A code that lets its bearer join an organization."""

    code = peewee.TextField(unique=True)
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    max_uses = peewee.IntegerField(default=1)
    used = peewee.IntegerField(default=0)
    created_at = TimestampField(default=clock.now)
    expires_at = TimestampField()
    revoked_at = TimestampField(null=True)


class Application(PublicModel):
    """A request to join (or to be matched) that staff decide. One pending per account."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="CASCADE")
    source = peewee.TextField(default="form")  # form | phone_conflict | name_mismatch | phone_unmatched
    name = peewee.TextField()
    note = peewee.TextField(default="")
    phone_sealed = peewee.TextField(null=True)
    phone_index = peewee.TextField(null=True)
    state = peewee.TextField(default="pending")  # pending | approved | declined | withdrawn
    reason = peewee.TextField(default="")
    # Equal to the account while pending, null afterwards: the unique key that allows one pending application.
    pending_account = peewee.BigIntegerField(null=True, unique=True)
    decided_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    created_at = TimestampField(default=clock.now)
    decided_at = TimestampField(null=True)
