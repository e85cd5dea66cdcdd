"""Messages waiting to leave, and how many each account has allowed."""

from __future__ import annotations

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.database import BaseModel, JsonField, TimestampField


class OutboxMessage(BaseModel):
    """A message written in the transaction of the event that causes it, and delivered later, at least once."""

    # (rule, subject, occurrence) in words: the same event written twice is one message.
    business_key = peewee.TextField(unique=True)
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    template = peewee.TextField()  # the template's name in the configuration
    values = JsonField()
    page = peewee.TextField(default="")
    state = peewee.TextField(default="queued")  # queued | sent | unreachable | failed
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
    """How many messages of one template an account has allowed and not yet received (订阅次数)."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", index=False)
    template_id = peewee.TextField()
    granted = peewee.IntegerField(default=0)
    spent = peewee.IntegerField(default=0)
    refused_at = TimestampField(null=True)

    class Meta:
        indexes = ((("account", "template_id"), True),)


class SubscriptionReport(BaseModel):
    """One answer of WeChat's permission sheet as the phone reported it; a repeat counts once."""

    account = peewee.ForeignKeyField(Account, on_delete="CASCADE", index=False)
    client_ref = peewee.TextField()
    at = TimestampField(default=clock.now)

    class Meta:
        indexes = ((("account", "client_ref"), True),)
