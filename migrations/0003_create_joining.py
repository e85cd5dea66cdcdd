"""Phone claims, invitations, applications and roster imports."""

from peewee import BigIntegerField, Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    class Account(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "account"

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

    class Application(Model):
        id = BigIntegerField(primary_key=True)
        account = ForeignKeyField(Account, on_delete="CASCADE")
        organization = ForeignKeyField(Organization, null=True, on_delete="CASCADE")
        source = TextField(default="form")
        name = TextField()
        note = TextField(default="")
        phone_sealed = TextField(null=True)
        phone_index = TextField(null=True)
        state = TextField(default="pending")
        reason = TextField(default="")
        pending_account = BigIntegerField(unique=True, null=True)
        decided_by = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        created_at = BigIntegerField()
        decided_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "application"

    db.create_tables([Application])

    class Invitation(Model):
        id = BigIntegerField(primary_key=True)
        code = TextField(unique=True)
        organization = ForeignKeyField(Organization, on_delete="CASCADE")
        created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        max_uses = IntegerField(default=1)
        used = IntegerField(default=0)
        created_at = BigIntegerField()
        expires_at = BigIntegerField()
        revoked_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "invitation"

    db.create_tables([Invitation])

    class InvitationUse(Model):
        id = BigIntegerField(primary_key=True)
        invitation = ForeignKeyField(Invitation, on_delete="CASCADE", index=False)
        account = ForeignKeyField(Account, on_delete="CASCADE")
        created_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "invitation_use"
            indexes = ((("invitation", "account"), True),)

    db.create_tables([InvitationUse])

    class PhoneClaim(Model):
        id = BigIntegerField(primary_key=True)
        account = ForeignKeyField(Account, on_delete="CASCADE")
        phone_sealed = TextField()
        phone_index = TextField(index=True)
        candidate = ForeignKeyField(Member, null=True, on_delete="CASCADE")
        outcome = TextField()
        created_at = BigIntegerField()
        expires_at = BigIntegerField()
        used_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "phone_claim"

    db.create_tables([PhoneClaim])

    class RosterImport(Model):
        id = BigIntegerField(primary_key=True)
        organization = ForeignKeyField(Organization, on_delete="CASCADE")
        file_name = TextField()
        counts = TextField()
        imported_by = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        at = BigIntegerField()

        class Meta:
            database = db
            table_name = "roster_import"

    db.create_tables([RosterImport])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_table("roster_import"))
    migrator.migrate(migrator.drop_table("phone_claim"))
    migrator.migrate(migrator.drop_table("invitation_use"))
    migrator.migrate(migrator.drop_table("invitation"))
    migrator.migrate(migrator.drop_table("application"))
