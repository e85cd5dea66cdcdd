"""When the supporters of a topic were asked to the activity it became, so that it is done once."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE topic ADD COLUMN invited_at BIGINT")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_column("topic", "invited_at", cascade=False))
