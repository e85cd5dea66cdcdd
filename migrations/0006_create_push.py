"""The outbox, subscription credits and the timers."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    class Account(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "account"

    class Job(Model):
        name = TextField(primary_key=True)
        next_at = BigIntegerField()
        last_started_at = BigIntegerField(null=True)
        last_error = TextField(default="")

        class Meta:
            database = db
            table_name = "job"

    db.create_tables([Job])

    class OutboxMessage(Model):
        id = BigAutoField()
        business_key = TextField(unique=True)
        account = ForeignKeyField(Account, on_delete="CASCADE")
        template = TextField()
        values = TextField()
        page = TextField(default="")
        state = TextField(default="queued")
        due_at = BigIntegerField()
        leased_until = BigIntegerField(null=True)
        lease_token = TextField(default="")
        attempts = IntegerField(default=0)
        error_code = IntegerField(null=True)
        error_text = TextField(default="")
        created_at = BigIntegerField()
        sent_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "outbox_message"
            indexes = ((("state", "due_at"), False),)

    db.create_tables([OutboxMessage])

    class SubscriptionCredit(Model):
        id = BigAutoField()
        account = ForeignKeyField(Account, on_delete="CASCADE", index=False)
        template_id = TextField()
        granted = IntegerField(default=0)
        spent = IntegerField(default=0)
        refused_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "subscription_credit"
            indexes = ((("account", "template_id"), True),)

    db.create_tables([SubscriptionCredit])

    class SubscriptionReport(Model):
        id = BigAutoField()
        account = ForeignKeyField(Account, on_delete="CASCADE", index=False)
        client_ref = TextField()
        at = BigIntegerField()

        class Meta:
            database = db
            table_name = "subscription_report"
            indexes = ((("account", "client_ref"), True),)

    db.create_tables([SubscriptionReport])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_table("subscription_report"))
    migrator.migrate(migrator.drop_table("subscription_credit"))
    migrator.migrate(migrator.drop_table("outbox_message"))
    migrator.migrate(migrator.drop_table("job"))
