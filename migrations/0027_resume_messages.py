"""When staff let a kind of message go out again, and that it is stopped everywhere once at most."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE push_pause ADD COLUMN resumed_at BIGINT")
    db.execute_sql("CREATE UNIQUE INDEX push_pause_everywhere ON push_pause (kind) WHERE organization_id IS NULL")


def down(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql("DROP INDEX push_pause_everywhere")
    migrator.migrate(migrator.drop_column("push_pause", "resumed_at", cascade=False))
