"""Since when WeChat refuses a message that is tried again: its retries move the time it is due."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE delivery ADD COLUMN late_since BIGINT")
    # Few rows ever have one, and it is read every few seconds.
    db.execute_sql("CREATE INDEX delivery_late_since ON delivery (late_since) WHERE late_since IS NOT NULL")


def down(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql("DROP INDEX delivery_late_since")
    migrator.migrate(migrator.drop_column("delivery", "late_since", cascade=False))
