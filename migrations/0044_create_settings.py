"""What administrators set in place of the configuration file."""

from peewee import BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Setting(Model):
    key = TextField(primary_key=True)
    value = TextField()
    changed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    changed_at = BigIntegerField()

    class Meta:
        table_name = "setting"


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Member, Setting]):
        db.create_tables([Setting])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Setting]):
        db.drop_tables([Setting])
