"""Company members (单位会员): the company, who represents it, who acts for them; and the standing (会籍) with its dues.

Days are ISO texts (2026-04-20), which sort as days do; a period without an end is open, its last day counts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import peewee

from backend import clock
from backend.database import PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization

STATUSES = ("active", "lapsed", "suspended", "left")


def in_force(starts_on: Any, ends_on: Any, today: date) -> Any:
    """The condition that a period given by two columns has begun and is not over."""
    day = today.isoformat()
    return (starts_on.is_null() | (starts_on <= day)) & (ends_on.is_null() | (ends_on >= day))


class Company(PublicModel):
    """A company that is a member of an organization. Whom to call is one of its people, not a number kept here."""

    organization_id: int
    contact_id: int | None

    organization = peewee.ForeignKeyField(Organization, on_delete="RESTRICT", index=False)
    name = peewee.TextField()
    credit_code = peewee.TextField(null=True)  # unified social credit code (GB 32100), 18 characters
    address = peewee.TextField(default="")
    office_phone = peewee.TextField(default="")  # the company's own, published number
    contact = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    note = peewee.TextField(default="")
    created_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("organization", "name"), True), (("organization", "credit_code"), True))


class CompanyRepresentative(PublicModel):
    """Somebody who represents a company in a position for a time."""

    company_id: int
    member_id: int

    company = peewee.ForeignKeyField(Company, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    position = peewee.TextField(default="")
    starts_on = peewee.TextField(null=True)
    ends_on = peewee.TextField(null=True)

    class Meta:
        indexes = ((("company", "member"), True),)


class CompanyDelegate(PublicModel):
    """Somebody who may sign up and answer for one representative of a company, for a time."""

    company_id: int
    delegate_id: int
    principal_id: int

    company = peewee.ForeignKeyField(Company, on_delete="CASCADE", index=False)
    delegate = peewee.ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    principal = peewee.ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    starts_on = peewee.TextField(null=True)
    ends_on = peewee.TextField(null=True)

    class Meta:
        indexes = ((("company", "delegate", "principal"), True),)


class Standing(PublicModel):
    """The membership of a company, or of one person, in an organization: its term and its state.

    Lapsed is not written down: whoever is active and past the last day of the term has lapsed.
    """

    organization_id: int
    company_id: int | None
    member_id: int | None

    organization = peewee.ForeignKeyField(Organization, on_delete="RESTRICT", index=False)
    company = peewee.ForeignKeyField(Company, null=True, unique=True, on_delete="CASCADE")
    member = peewee.ForeignKeyField(Member, null=True, on_delete="CASCADE")
    state = peewee.TextField(default="active")  # active | suspended | left
    starts_on = peewee.TextField(null=True)
    ends_on = peewee.TextField(null=True, index=True)
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("organization", "member"), True),)

    def status(self, today: date) -> str:
        """One of STATUSES."""
        is_over = self.state == "active" and self.ends_on is not None and self.ends_on < today.isoformat()
        return "lapsed" if is_over else str(self.state)

    @classmethod
    def has_status(cls, status: str, today: date) -> Any:
        """The condition that a standing has one of STATUSES."""
        over = cls.ends_on.is_null(False) & (cls.ends_on < today.isoformat())
        match status:
            case "active":
                return (cls.state == "active") & ~over
            case "lapsed":
                return (cls.state == "active") & over
        return cls.state == status


class Dues(PublicModel):
    """What was paid for one year; recorded, never collected here. `amount` in fen."""

    standing_id: int

    standing = peewee.ForeignKeyField(Standing, on_delete="CASCADE", index=False)
    year = peewee.IntegerField()
    amount = peewee.BigIntegerField()
    paid_on = peewee.TextField()
    note = peewee.TextField(default="")
    recorded_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    recorded_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("standing", "year"), True),)
