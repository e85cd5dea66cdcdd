"""Who took a batch back; whom it was about reads it in their own record."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE batch ADD COLUMN undone_by_id BIGINT REFERENCES member (id) ON DELETE SET NULL")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_column("batch", "undone_by_id", cascade=False))
