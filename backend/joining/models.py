"""How a visitor becomes tied to a member: phone match, invitation, application."""

from __future__ import annotations

from datetime import datetime

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.database import PublicModel, TimestampField
from backend.encryption import keys
from backend.members.models import PHONE_INDEX, Member, mask_phone
from backend.organizations.models import Organization


class PhoneClaim(PublicModel):
    """A phone number WeChat vouched for, waiting for its owner to say the full name. Short-lived."""

    account_id: int
    candidate_id: int | None
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    phone_sealed = peewee.TextField()
    phone_index = peewee.TextField(index=True)
    # The one unclaimed roster row with this number; null when there is none, several, or a taken one.
    candidate = peewee.ForeignKeyField(Member, null=True, on_delete="CASCADE")
    outcome = peewee.TextField()  # confirm_name | no_match | needs_staff
    created_at = TimestampField(default=clock.now)
    expires_at = TimestampField()
    used_at = TimestampField(null=True)

    def seal(self, phone: str) -> None:
        """Keep a normalised number. Does not save. The id must be set already."""
        self.phone_sealed = keys().encrypt(phone, f"phone-claim:{self.id}:phone")
        self.phone_index = keys().blind_index(phone, PHONE_INDEX)

    @property
    def phone(self) -> str:
        """The plain number."""
        return keys().decrypt(self.phone_sealed, f"phone-claim:{self.id}:phone")


class Invitation(PublicModel):
    """A code that lets its bearer join an organization."""

    organization_id: int
    code = peewee.TextField(unique=True)
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL")
    max_uses = peewee.IntegerField(default=1)
    used = peewee.IntegerField(default=0)
    created_at = TimestampField(default=clock.now)
    expires_at = TimestampField()
    revoked_at = TimestampField(null=True)

    def is_open(self, now: datetime) -> bool:
        """Whether one more person may join by it."""
        return self.revoked_at is None and self.used < self.max_uses and now < self.expires_at


class Application(PublicModel):
    """A request to join (or to be matched) that staff decide. One pending per account."""

    account_id: int
    organization_id: int | None
    decided_by_id: int | None
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

    def set_phone(self, phone: str) -> None:
        """Seal a verified number. Does not save. The id must be set already."""
        self.phone_sealed = keys().encrypt(phone, f"application:{self.id}:phone")
        self.phone_index = keys().blind_index(phone, PHONE_INDEX)

    @property
    def phone(self) -> str | None:
        """The verified number, if the applicant gave one."""
        return self.phone_sealed and keys().decrypt(self.phone_sealed, f"application:{self.id}:phone")

    @property
    def phone_masked(self) -> str | None:
        """The number as staff lists show it."""
        phone = self.phone
        return None if phone is None else mask_phone(phone)


class InvitationUse(PublicModel):
    """Who joined by which invitation. A repeated request finds its first answer here and uses nothing up."""

    invitation = peewee.ForeignKeyField(Invitation, on_delete="CASCADE", index=False)
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("invitation", "account"), True),)
