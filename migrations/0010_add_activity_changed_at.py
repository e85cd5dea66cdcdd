"""When time or place of a published activity last changed, so that home can tell those who signed up before."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE activity ADD COLUMN changed_at BIGINT")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_column("activity", "changed_at", cascade=False))
