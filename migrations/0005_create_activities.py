"""Activities, organizers, signups and the check-in ledger."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    Database,
    DoubleField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    class Form(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "form"

    class Member(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "member"

    class Organization(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "organization"

    class Activity(Model):
        id = BigIntegerField(primary_key=True)
        organization = ForeignKeyField(Organization, on_delete="RESTRICT")
        title = TextField()
        kind = TextField(default="other")
        description = TextField(default="")
        venue = TextField(default="")
        latitude = DoubleField(null=True)
        longitude = DoubleField(null=True)
        online_link = TextField(default="")
        contact_name = TextField(default="")
        contact_phone = TextField(default="")
        is_public = BooleanField(default=False)
        starts_at = BigIntegerField(index=True)
        ends_at = BigIntegerField(index=True)
        signup_opens_at = BigIntegerField(null=True)
        signup_closes_at = BigIntegerField(index=True)
        cancel_closes_at = BigIntegerField()
        checkin_opens_at = BigIntegerField()
        checkin_closes_at = BigIntegerField()
        capacity = IntegerField(null=True)
        needs_review = BooleanField(default=False)
        form = ForeignKeyField(Form, null=True, on_delete="RESTRICT")
        state = TextField(default="draft")
        cancel_reason = TextField(default="")
        taken = IntegerField(default=0)
        waitlisted = IntegerField(default=0)
        approved = IntegerField(default=0)
        arrived = IntegerField(default=0)
        version = BigIntegerField(default=0)
        created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        created_at = BigIntegerField()
        published_at = BigIntegerField(null=True)
        cancelled_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "activity"

    db.create_tables([Activity])

    class ActivityOrganizer(Model):
        id = BigAutoField()
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        member = ForeignKeyField(Member, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "activity_organizer"
            indexes = ((("activity", "member"), True),)

    db.create_tables([ActivityOrganizer])

    class Signup(Model):
        id = BigIntegerField(primary_key=True)
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        member = ForeignKeyField(Member, on_delete="CASCADE")
        state = TextField()
        answers = TextField()
        form = ForeignKeyField(Form, null=True, on_delete="RESTRICT")
        reason = TextField(default="")
        queued_at = BigIntegerField(null=True)
        decided_by = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        decided_at = BigIntegerField(null=True)
        checked_in_at = BigIntegerField(null=True)
        checkin_method = TextField(default="")
        created_at = BigIntegerField()
        updated_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "signup"
            indexes = ((("activity", "member"), True), (("activity", "state", "queued_at"), False))

    db.create_tables([Signup])

    class Scan(Model):
        id = BigAutoField()
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        signup = ForeignKeyField(Signup, null=True, on_delete="CASCADE")
        method = TextField()
        refusal = TextField(default="")
        scanned_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
        client_ref = TextField()
        version = BigIntegerField(null=True)
        receipt = TextField(unique=True, null=True)
        at = BigIntegerField()

        class Meta:
            database = db
            table_name = "scan"
            indexes = ((("activity", "client_ref", "scanned_by"), True), (("activity", "version"), False))

    db.create_tables([Scan])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_table("scan"))
    migrator.migrate(migrator.drop_table("signup"))
    migrator.migrate(migrator.drop_table("activity_organizer"))
    migrator.migrate(migrator.drop_table("activity"))
