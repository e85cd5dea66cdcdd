"""Notifications, who gets them and how far they came, and the messages each account has allowed."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.database import BaseModel, JsonField, PublicModel, TimestampField
from backend.members.models import Member
from backend.organizations.models import Organization


class Notification(PublicModel):
    """Something people are told (通知): written in the transaction of the event that causes it, once by its key.

    The same for everybody it goes to; who that is stands in `Delivery`.
    """

    organization_id: int | None

    # (kind, subject, occurrence): the same event written twice is one notification.
    kind = peewee.TextField()  # a name in push/kinds.py
    subject = peewee.TextField()  # what it is about: "activity:42"
    occurrence = peewee.TextField(default="")  # which time: "2026-04-23T14:00"
    # Whose staff see what became of it.
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="SET NULL")
    values: Any = JsonField()  # texts by the names of push/templates.py
    page = peewee.TextField(default="")
    # "activity_signups:42": found and written down by the jobs process; empty where the members were named at once.
    recipients = peewee.TextField(default="")
    due_at = TimestampField(default=clock.now)
    expires_at = TimestampField(null=True)  # of no use to anybody from then on
    # When the jobs process looks for recipients next; null once they are all written down.
    spread_at = TimestampField(null=True, index=True)
    leased_until = TimestampField(null=True)
    # WeChat does not take these values: nobody else is sent them.
    fault = peewee.TextField(default="")
    created_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("kind", "subject", "occurrence"), True),)


class Delivery(BaseModel):
    """One notification to one member, or to one group robot: the outbox (发件箱), and a line of the member's inbox.

    Delivered at least once, by whoever holds the lease. `state`:
    queued · paused (a rule or a template is stopped) · merged (goes out as part of `merged_into`) · sent ·
    uncertain (WeChat took it twice without answering: it may have arrived) · inbox (in the inbox only; `reason` says
    why) · unreachable (no WeChat either) · failed · expired · dropped.
    """

    notification_id: int
    member_id: int | None

    notification = peewee.ForeignKeyField(Notification, on_delete="CASCADE", index=False, backref="deliveries")
    member = peewee.ForeignKeyField(Member, null=True, on_delete="CASCADE", index=False)
    robot = peewee.TextField(default="")  # of which organization's group, instead of a member
    state = peewee.TextField(default="queued")
    priority = peewee.SmallIntegerField(default=1)  # 0 before 1 before 2
    due_at = TimestampField(default=clock.now)
    # Since when WeChat refuses it: each retry moves `due_at`, and is late all the same.
    late_since = TimestampField(null=True)
    leased_until = TimestampField(null=True)
    lease_token = peewee.TextField(default="")
    attempts = peewee.SmallIntegerField(default=0)
    # Sends that nobody answered: each may have arrived.
    unanswered = peewee.SmallIntegerField(default=0)
    merged_into = peewee.BigIntegerField(null=True)
    # It asked something of the member: it counts in the weekly budget.
    is_counted = peewee.BooleanField(default=False)
    reason = peewee.TextField(default="")
    error_code = peewee.IntegerField(null=True)
    error_text = peewee.TextField(default="")
    message_id = peewee.TextField(default="")  # WeChat's, where it gives one
    sent_at = TimestampField(null=True)
    read_at = TimestampField(null=True)

    class Meta:
        indexes = (
            # A member's inbox, newest last: ids of notifications grow with time.
            (("member", "notification"), True),
            (("state", "priority", "due_at"), False),
            (("notification", "state"), False),
        )


Delivery.add_index(Delivery.late_since, where=Delivery.late_since.is_null(False), name="delivery_late_since")


class SubscriptionGrant(BaseModel):
    """One message an account has allowed (订阅次数): an acceptance on WeChat's sheet. `state`:

    open · reserved (for `delivery`, being sent) · spent · void (refused since, or WeChat knows nothing of it).
    """

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", index=False)
    template_id = peewee.TextField()
    # Kept for news of this ("activity:42") until then; free for anything afterwards.
    subject = peewee.TextField(default="")
    held_until = TimestampField(null=True)
    state = peewee.TextField(default="open")
    delivery_id = peewee.BigIntegerField(null=True)
    granted_at = TimestampField(default=clock.now)
    # WeChat's own event told of it too. It is never counted from the event alone.
    confirmed_at = TimestampField(null=True)
    closed_at = TimestampField(null=True)

    class Meta:
        indexes = (
            (("account", "template_id", "state"), False),
            # What is kept for an activity that is put off.
            (("subject", "state"), False),
        )


class Subscription(BaseModel):
    """What an account has said about one template for good: "always keep", long-term acceptance, refusal."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", index=False)
    template_id = peewee.TextField()
    always = peewee.TextField(default="")  # accept | reject: the sheet is not shown any more
    # Of a long-term template: good for every message until it is refused.
    is_long_term = peewee.BooleanField(default=False)
    refused_at = TimestampField(null=True)  # said no on the sheet
    revoked_at = TimestampField(null=True)  # turned it off in WeChat's settings

    class Meta:
        indexes = ((("account", "template_id"), True),)


class SubscriptionReport(BaseModel):
    """One answer of WeChat's permission sheet as the phone reported it; a repeat counts once."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", index=False)
    client_ref = peewee.TextField()
    at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("account", "client_ref"), True),)


class MessageTemplate(BaseModel):
    """A template of the configuration as WeChat's console has it, when it was last looked at."""

    name = peewee.TextField(primary_key=True)
    template_id = peewee.TextField()
    title = peewee.TextField(default="")
    is_long_term = peewee.BooleanField(default=False)
    fields: Any = JsonField(default=dict)  # our value's name: the template's key
    fault = peewee.TextField(default="")
    # WeChat refused the template itself: nothing goes out by it until it is looked at again.
    stopped_at = TimestampField(null=True)
    checked_at = TimestampField(null=True)

    # The name is the key.
    id = None  # type: ignore[assignment]


class PushMute(BaseModel):
    """Messages about something a member does not want through WeChat; they are in the inbox all the same."""

    member = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False)
    about = peewee.TextField()  # a name of push/kinds.py: ABOUT
    at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("member", "about"), True),)


class PushPause(BaseModel):
    """Staff stopped one kind of message, for an organization and all below it, or everywhere."""

    organization_id: int | None

    kind = peewee.TextField()
    organization = peewee.ForeignKeyField(Organization, null=True, on_delete="CASCADE", index=False)
    reason = peewee.TextField(default="")
    paused_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    paused_at = TimestampField(default=clock.now)
    # What waited goes out again from then on; the row goes once nothing waits any more.
    resumed_at = TimestampField(null=True)

    class Meta:
        indexes = ((("kind", "organization"), True),)


PushPause.add_index(PushPause.kind, unique=True, where=PushPause.organization.is_null(), name="push_pause_everywhere")


class StaffCall(BaseModel):
    """Staff told a member by telephone what no message could."""

    notification = peewee.ForeignKeyField(Notification, on_delete="CASCADE", index=False)
    member = peewee.ForeignKeyField(Member, on_delete="CASCADE", index=False)
    outcome = peewee.TextField()  # reached | no_answer
    note = peewee.TextField(default="")
    called_by = peewee.ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    called_at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("notification", "member"), True),)


class DeliveryTally(BaseModel):
    """How many deliveries ended how, ever: what Prometheus reads. Kept, since rows are deleted after a while."""

    outcome = peewee.TextField()
    error_code = peewee.IntegerField(default=0)
    count = peewee.BigIntegerField(default=0)

    class Meta:
        indexes = ((("outcome", "error_code"), True),)


class OutboxMessage(BaseModel):
    """The outbox before notifications. Emptied by `carry_over` and dropped with the next release."""

    business_key = peewee.TextField(unique=True)
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    template = peewee.TextField()
    values = JsonField()
    page = peewee.TextField(default="")
    state = peewee.TextField(default="queued")
    due_at = TimestampField(default=clock.now)
    leased_until = TimestampField(null=True)
    lease_token = peewee.TextField(default="")
    attempts = peewee.IntegerField(default=0)
    error_code = peewee.IntegerField(null=True)
    error_text = peewee.TextField(default="")
    created_at = TimestampField(default=clock.now)
    sent_at = TimestampField(null=True)

    class Meta:
        indexes = ((("state", "due_at"), False),)


class SubscriptionCredit(BaseModel):
    """Credits before they were kept one by one. Emptied by `carry_over` and dropped with the next release."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", index=False)
    template_id = peewee.TextField()
    granted = peewee.IntegerField(default=0)
    spent = peewee.IntegerField(default=0)
    refused_at = TimestampField(null=True)

    class Meta:
        indexes = ((("account", "template_id"), True),)
