"""Texts on their way to a verdict, and complaints."""

from peewee import (
    BigIntegerField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class TextCheck(Model):
    id = BigIntegerField(primary_key=True)
    subject_kind = TextField()
    subject_id = BigIntegerField()
    digest = TextField()
    organization = ForeignKeyField(Organization, on_delete="CASCADE")
    author = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    state = TextField()
    due_at = BigIntegerField()
    attempts = IntegerField()
    error_code = IntegerField(null=True)
    label = IntegerField(null=True)
    decided_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    decided_at = BigIntegerField(null=True)
    created_at = BigIntegerField()

    class Meta:
        table_name = "text_check"
        indexes = (
            (("subject_kind", "subject_id"), True),
            (("state", "due_at"), False),
        )


class Complaint(Model):
    id = BigIntegerField(primary_key=True)
    subject_kind = TextField()
    subject_id = BigIntegerField()
    organization = ForeignKeyField(Organization, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    reason = TextField()
    text = TextField()
    state = TextField()
    note = TextField()
    decided_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    decided_at = BigIntegerField(null=True)
    created_at = BigIntegerField()

    class Meta:
        table_name = "complaint"
        indexes = (
            (("subject_kind", "subject_id", "member"), True),
            (("state", "created_at"), False),
        )


EXISTING = [Member, Organization]
TABLES = [TextCheck, Complaint]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.drop_tables(TABLES)
