"""Answers to cases that staff keep ready, by organization."""

from peewee import BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class ReplyTemplate(Model):
    id = BigIntegerField(primary_key=True)
    organization = ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    kind = TextField()
    title = TextField()
    text = TextField()
    outcome = TextField()
    created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    updated_at = BigIntegerField()

    class Meta:
        table_name = "reply_template"
        legacy_table_names = False
        indexes = ((("organization", "kind", "title"), True),)


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([ReplyTemplate]):
        db.create_tables([ReplyTemplate])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([ReplyTemplate]):
        db.drop_tables([ReplyTemplate])
