"""The mornings on which the staff digest was written."""

from peewee import BigIntegerField, Database, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class DigestRun(Model):
    day = TextField(primary_key=True)
    written_at = BigIntegerField()
    members = IntegerField()
    robots = IntegerField()

    class Meta:
        table_name = "digest_run"


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([DigestRun]):
        db.create_tables([DigestRun])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([DigestRun]):
        db.drop_tables([DigestRun])
