"""Who handed in a named response for somebody else: a delegate of the company they represent."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE survey_response ADD COLUMN made_by_id BIGINT REFERENCES member (id) ON DELETE SET NULL")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_column("survey_response", "made_by_id", cascade=False))
