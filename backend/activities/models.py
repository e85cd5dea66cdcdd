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
    now: Moment,
    starts_at: Moment,
    ends_at: Moment,
    signup_opens_at: Moment | None,
    signup_closes_at: Moment,
    reported_at: Moment | None,
) -> str:
    """Where a published activity stands by the clock; all moments of one type (milliseconds, or datetimes)."""
    if reported_at is not None:
        return "reported"
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
    feedback_form_id: int | None
    copied_from_id: int | None

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
    feedback_form = peewee.ForeignKeyField(Form, null=True, on_delete="RESTRICT", backref="+")
    # How many people a member may bring along, and whether each must be named.
    companions_most = peewee.IntegerField(default=0)
    companions_named = peewee.BooleanField(default=False)
    # How often one pass is let in (at each session, where there are sessions); 0 is as often as wanted.
    scans_most = peewee.IntegerField(default=1)
    has_leave_scan = peewee.BooleanField(default=False)
    allows_walk_ins = peewee.BooleanField(default=False)
    # A member's own check-in from farther away than this is refused, where the phone says where it is.
    checkin_radius_m = peewee.IntegerField(null=True)
    hall_names = peewee.TextField(default="surname")  # surname | full | none: what the hall screen shows of a person
    # Kept with the rows they speak of, so that the common activity without them needs no look.
    has_quotas = peewee.BooleanField(default=False)
    has_review_rules = peewee.BooleanField(default=False)
    has_sessions = peewee.BooleanField(default=False)
    state = peewee.TextField(default="draft")  # draft | published | cancelled; the rest follows from the clock
    cancel_reason = peewee.TextField(default="")
    # Seats, companions counted: held (pending and approved; never above capacity), approved, arrived.
    taken = peewee.IntegerField(default=0)
    approved = peewee.IntegerField(default=0)
    arrived = peewee.IntegerField(default=0)
    # Signups, not seats: parties that wait, numbers given out, and parties that gave a held place back.
    waitlisted = peewee.IntegerField(default=0)
    signups_made = peewee.IntegerField(default=0)
    dropouts = peewee.IntegerField(default=0)
    version = peewee.BigIntegerField(default=0)
    copied_from = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL", index=False, backref="+")
    # Made by the client that drafts it: the same draft sent again is the same activity.
    client_ref = peewee.TextField(null=True)
    created_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = TimestampField(default=clock.now)
    published_at = TimestampField(null=True)
    cancelled_at = TimestampField(null=True)
    # When time or place last changed while it was published.
    changed_at = TimestampField(null=True)
    # When attendance was settled (attended, no-show, left early), and when staff closed it with a report.
    settled_at = TimestampField(null=True)
    reported_at = TimestampField(null=True)

    class Meta:
        indexes = ((("created_by", "client_ref"), True),)

    def phase(self, now: datetime) -> str:
        """Where its life stands: draft, cancelled, or what `phase_of` says."""
        if self.state != "published":
            return str(self.state)
        times = (self.starts_at, self.ends_at, self.signup_opens_at, self.signup_closes_at, self.reported_at)
        return phase_of(now, *times)


class ActivityOrganizer(BaseModel):
    """A member in charge of an activity: scans, shows the event code, sees arrivals."""

    activity_id: int
    member_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="organizers", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE")
    # In charge for this long only, where given ("代班到周五").
    starts_at = TimestampField(null=True)
    ends_at = TimestampField(null=True)

    class Meta:
        indexes = ((("activity", "member"), True),)


class ActivitySession(PublicModel):
    """A day or part (场次) of an activity with a door of its own. An activity without any is its own only session."""

    activity_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="sessions")
    title = peewee.TextField()
    venue = peewee.TextField(default="")
    starts_at = TimestampField(index=True)
    ends_at = TimestampField()
    checkin_opens_at = TimestampField()
    checkin_closes_at = TimestampField()
    arrived = peewee.IntegerField(default=0)  # seats


class ActivityQuota(PublicModel):
    """Seats kept for an organization and all below it. What no quota keeps is the remainder, shared by everybody."""

    activity_id: int
    organization_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="quotas", index=False)
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    seats = peewee.IntegerField()
    taken = peewee.IntegerField(default=0)  # never above seats
    # Its members take these seats only, never from the remainder: a share of the seats, no more.
    is_limit = peewee.BooleanField(default=False)

    class Meta:
        indexes = ((("activity", "organization"), True),)


class ActivityShare(BaseModel):
    """An activity made visible to an organization outside its own subtree, and to all below that one."""

    activity_id: int
    organization_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="shares", index=False)
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    shared_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("activity", "organization"), True),)


class ReviewRule(PublicModel):
    """Where signups are reviewed: members of this organization and below are approved at once, up to so many seats."""

    activity_id: int
    organization_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="review_rules", index=False)
    organization = peewee.ForeignKeyField(Organization, on_delete="CASCADE")
    most = peewee.IntegerField(null=True)  # null: all of them
    approved = peewee.IntegerField(default=0)  # seats it approved that are still held

    class Meta:
        indexes = ((("activity", "organization"), True),)


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
    # The member and whoever comes along; `companions` is a list of {"name"}, shorter where they need no name.
    seats = peewee.IntegerField(default=1)
    companions = JsonField(default=list)
    # Which seats it takes: of this quota, or of the remainder.
    quota = peewee.ForeignKeyField(ActivityQuota, null=True, on_delete="SET NULL", index=False, backref="+")
    review_rule = peewee.ForeignKeyField(ReviewRule, null=True, on_delete="SET NULL", index=False, backref="+")
    # The organization the member is counted under, as of signing up.
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="SET NULL", backref="+")
    # 1, 2, 3 … within the activity; the spoken pass is made of it.
    number = peewee.IntegerField(null=True)
    # Who signed the member up, where they did not do it themselves.
    made_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    is_walk_in = peewee.BooleanField(default=False)
    # Activity.version of the last change that a door must know of: doors ask for what is newer.
    list_version = peewee.BigIntegerField(default=0)
    # Derived from the scan ledger, in the same transaction; null until the first accepted scan. With sessions: the
    # first arrival at any of them.
    checked_in_at = TimestampField(null=True)
    checkin_method = peewee.TextField(default="")
    left_at = TimestampField(null=True)
    entries = peewee.IntegerField(default=0)
    # Settled after the end: attended | no_show | left_early.
    attendance = peewee.TextField(default="")
    created_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)

    class Meta:
        indexes = (
            (("activity", "member"), True),
            (("activity", "state", "queued_at"), False),
            (("activity", "number"), True),
            (("activity", "list_version"), False),
        )


class Attendance(BaseModel):
    """One signup at one session: derived from the scan ledger, in the same transaction."""

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", index=False)
    session = peewee.ForeignKeyField(ActivitySession, on_delete="CASCADE", backref="attendance")
    signup = peewee.ForeignKeyField(Signup, on_delete="CASCADE", index=False, backref="attendances")
    checked_in_at = TimestampField(null=True)
    checkin_method = peewee.TextField(default="")
    left_at = TimestampField(null=True)
    entries = peewee.IntegerField(default=0)

    class Meta:
        indexes = ((("signup", "session"), True),)


class Feedback(PublicModel):
    """What somebody who came says afterwards; one a signup, changed until the report."""

    activity_id: int
    signup_id: int
    form_id: int

    activity = peewee.ForeignKeyField(Activity, on_delete="CASCADE", backref="feedback")
    signup = peewee.ForeignKeyField(Signup, on_delete="CASCADE", unique=True)
    form = peewee.ForeignKeyField(Form, on_delete="RESTRICT", index=False)
    answers = JsonField(default=dict)
    rating = peewee.IntegerField(null=True)  # 1 to 5, copied from the answer to `rating`
    created_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)


class PlanCopy(PublicModel):
    """What somebody has typed into a plan and not saved yet: theirs alone, as typed, finished or not."""

    activity_id: int | None
    member_id: int

    # Null while the activity does not exist yet.
    activity = peewee.ForeignKeyField(Activity, null=True, on_delete="CASCADE", backref="+")
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False, backref="+")
    typed = JsonField()
    # Digests of the fields as they were when the page was opened: what differs now was changed by somebody else.
    seen = JsonField()
    updated_at = TimestampField(default=clock.now, index=True)

    class Meta:
        indexes = ((("member", "activity"), False),)
