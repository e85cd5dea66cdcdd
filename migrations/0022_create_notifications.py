"""Notifications and their deliveries, credits one by one, templates, mutes, pauses, calls and tallies."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    SmallIntegerField,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Account(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "account"


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class Notification(Model):
    id = BigIntegerField(primary_key=True)
    kind = TextField()
    subject = TextField()
    occurrence = TextField()
    organization = ForeignKeyField(Organization, null=True, on_delete="SET NULL")
    values = TextField()
    page = TextField()
    recipients = TextField()
    due_at = BigIntegerField()
    expires_at = BigIntegerField(null=True)
    spread_at = BigIntegerField(null=True, index=True)
    leased_until = BigIntegerField(null=True)
    fault = TextField()
    created_at = BigIntegerField()

    class Meta:
        table_name = "notification"
        indexes = ((("kind", "subject", "occurrence"), True),)


class Delivery(Model):
    id = BigAutoField()
    notification = ForeignKeyField(Notification, on_delete="CASCADE", index=False, backref="deliveries")
    member = ForeignKeyField(Member, null=True, on_delete="CASCADE", index=False)
    robot = TextField()
    state = TextField()
    priority = SmallIntegerField()
    due_at = BigIntegerField()
    leased_until = BigIntegerField(null=True)
    lease_token = TextField()
    attempts = SmallIntegerField()
    unanswered = SmallIntegerField()
    merged_into = BigIntegerField(null=True)
    is_counted = BooleanField()
    reason = TextField()
    error_code = IntegerField(null=True)
    error_text = TextField()
    message_id = TextField()
    sent_at = BigIntegerField(null=True)
    read_at = BigIntegerField(null=True)

    class Meta:
        table_name = "delivery"
        indexes = (
            (("member", "notification"), True),
            (("state", "priority", "due_at"), False),
            (("notification", "state"), False),
        )


class SubscriptionGrant(Model):
    id = BigAutoField()
    account = ForeignKeyField(Account, on_delete="CASCADE", index=False)
    template_id = TextField()
    subject = TextField()
    held_until = BigIntegerField(null=True)
    state = TextField()
    delivery_id = BigIntegerField(null=True)
    granted_at = BigIntegerField()
    confirmed_at = BigIntegerField(null=True)
    closed_at = BigIntegerField(null=True)

    class Meta:
        table_name = "subscription_grant"
        indexes = ((("account", "template_id", "state"), False),)


class Subscription(Model):
    id = BigAutoField()
    account = ForeignKeyField(Account, on_delete="CASCADE", index=False)
    template_id = TextField()
    always = TextField()
    is_long_term = BooleanField()
    refused_at = BigIntegerField(null=True)
    revoked_at = BigIntegerField(null=True)

    class Meta:
        table_name = "subscription"
        indexes = ((("account", "template_id"), True),)


class MessageTemplate(Model):
    name = TextField(primary_key=True)
    template_id = TextField()
    title = TextField()
    is_long_term = BooleanField()
    fields = TextField()
    fault = TextField()
    stopped_at = BigIntegerField(null=True)
    checked_at = BigIntegerField(null=True)

    class Meta:
        table_name = "message_template"


class PushMute(Model):
    id = BigAutoField()
    member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
    about = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "push_mute"
        indexes = ((("member", "about"), True),)


class PushPause(Model):
    id = BigAutoField()
    kind = TextField()
    organization = ForeignKeyField(Organization, null=True, on_delete="CASCADE", index=False)
    reason = TextField()
    paused_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    paused_at = BigIntegerField()

    class Meta:
        table_name = "push_pause"
        indexes = ((("kind", "organization"), True),)


class StaffCall(Model):
    id = BigAutoField()
    notification = ForeignKeyField(Notification, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
    outcome = TextField()
    note = TextField()
    called_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    called_at = BigIntegerField()

    class Meta:
        table_name = "staff_call"
        indexes = ((("notification", "member"), True),)


class DeliveryTally(Model):
    id = BigAutoField()
    outcome = TextField()
    error_code = IntegerField()
    count = BigIntegerField()

    class Meta:
        table_name = "delivery_tally"
        indexes = ((("outcome", "error_code"), True),)


EXISTING = (Account, Member, Organization)
TABLES = (
    Notification,
    Delivery,
    SubscriptionGrant,
    Subscription,
    MessageTemplate,
    PushMute,
    PushPause,
    StaffCall,
    DeliveryTally,
)


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx((*EXISTING, *TABLES)):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx((*EXISTING, *TABLES)):
        db.drop_tables(TABLES)
