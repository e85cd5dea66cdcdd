"""The audit trail."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
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

    class AuditEntry(Model):
        id = BigAutoField()
        at = BigIntegerField(index=True)
        actor = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        actor_kind = TextField(default="staff")
        action = TextField()
        subject_kind = TextField()
        subject_id = BigIntegerField(null=True)
        about_member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        organization = ForeignKeyField(Organization, null=True, on_delete="SET NULL")
        reason = TextField(default="")
        detail = TextField()

        class Meta:
            database = db
            table_name = "audit_entry"

    db.create_tables([AuditEntry])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_table("audit_entry"))
