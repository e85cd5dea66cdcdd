"""What WeChat took a picture for when it could not settle it, for whoever then looks at it."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE media_check ADD COLUMN label INTEGER")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_column("media_check", "label", cascade=False))
