"""Activities, their organizers and signups."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

import peewee

from backend import clock
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.forms.models import Form
from backend.members.models import Member
from backend.organizations.models import Organization

Moment = TypeVar("Moment", int, datetime)


def phase_of(
    now: Moment, starts_at: Moment, ends_at: Moment, signup_opens_at: Moment | None, signup_closes_at: Moment
) -> str:
    """Where a published activity stands by the clock; all moments of one type (milliseconds, or datetimes)."""
    if now >= ends_at:
        return "ended"
    if now >= starts_at:
        return "under_way"
    if signup_opens_at is not None and now < signup_opens_at:
        return "signup_soon"
    return "signup_open" if now < signup_closes_at else "signup_closed"


class Activity(PublicModel):
    """Something members can go to. Counters are kept, never counted; `version` grows with each change to its list."""

    organization_id: int
    form_id: int | None

    organization = peewee.ForeignKeyField(Organization, on_delete="RESTRICT")
    title = peewee.TextField()
    kind = peewee.TextField(default="other")
    description = peewee.TextField(default="")
    venue = peewee.TextField(default="")
    latitude = peewee.DoubleField(null=True)
    longitude = peewee.DoubleField(null=True)
    online_link = peewee.TextField(default="")
    contact_name = peewee.TextField(default="")
    contact_phone = peewee.TextField(default="")
    is_public = peewee.BooleanField(default=False)
    starts_at = TimestampField(index=True)
    ends_at = TimestampField(index=True)
    signup_opens_at = TimestampField(null=True)
    signup_closes_at = TimestampField(index=True)
    cancel_closes_at = TimestampField()
    checkin_opens_at = TimestampField()
    checkin_closes_at = TimestampField()
    capacity = peewee.IntegerField(null=True)
    needs_review = peewee.BooleanField(default=False)
    form = peewee.ForeignKeyField(Form, null=True, on_delete="RESTRICT")
    state = peewee.TextField(default="draft")  # draft | published | cancelled; the rest follows from the clock
    cancel_reason = peewee.TextField(default="")
    # Places held: pending and approved signups. Never above capacity.
    taken = peewee.IntegerField(default=0)
    waitlisted = peewee.IntegerField(default=0)
    approved = peewee.IntegerField(default=0)
    arrived = peewee.IntegerField(default=0)
    version = peewee.BigIntegerField(default=0)
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = TimestampField(default=clock.now)
    published_at = TimestampField(null=True)
    cancelled_at = TimestampField(null=True)

    def phase(self, now: datetime) -> str:
        """Where its life stands: draft, cancelled, signup_soon, signup_open, signup_closed, under_way, ended."""
        if self.state != "published":
            return str(self.state)
        return phase_of(now, self.starts_at, self.ends_at, self.signup_opens_at, self.signup_closes_at)


class ActivityOrganizer(BaseModel):
    """A member in charge of an activity: scans, shows the event code, sees arrivals."""

    activity_id: int
    member_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="organizers", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")

    class Meta:
        indexes = ((("activity", "member"), True),)


class Signup(PublicModel):
    """One member's signup to one activity; there is never a second one, a cancelled one is reopened."""

    activity_id: int
    member_id: int
    form_id: int | None
    decided_by_id: int | None

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="signups", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    state = peewee.TextField()  # pending | approved | rejected | waitlisted | cancelled
    answers = JsonField(default=dict)
    form = peewee.ForeignKeyField(Form, null=True, on_delete="RESTRICT")
    reason = peewee.TextField(default="")
    # Set when it joins the waitlist; the order of the queue is (queued_at, id).
    queued_at = TimestampField(null=True)
    # Who approved or rejected it; a promotion from the waitlist has a moment but nobody who decided.
    decided_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    decided_at = TimestampField(null=True)
    # Derived from the scan ledger, in the same transaction; null until the first accepted scan.
    checked_in_at = TimestampField(null=True)
    checkin_method = peewee.TextField(default="")
    created_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("activity", "member"), True),
            (("activity", "state", "queued_at"), False),
        )
