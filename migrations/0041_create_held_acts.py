"""Decisions of the console that can be undone for a few seconds."""

from peewee import BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class HeldAct(Model):
    id = BigIntegerField(primary_key=True)
    batch = BigIntegerField(index=True)
    actor = ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    act = TextField()
    arguments = TextField()
    subject = TextField(index=True)
    pending_subject = TextField(null=True, unique=True)
    words = TextField()
    about_member = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = BigIntegerField()
    due_at = BigIntegerField(index=True)
    done_at = BigIntegerField(null=True)
    undone_at = BigIntegerField(null=True)
    outcome = TextField()
    trouble = TextField()
    seen_at = BigIntegerField(null=True)

    class Meta:
        table_name = "held_act"
        legacy_table_names = False


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([HeldAct]):
        db.create_tables([HeldAct])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([HeldAct]):
        db.drop_tables([HeldAct])
