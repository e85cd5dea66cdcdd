"""What members are found and sorted by: keys of their names. The jobs process makes them for those who are there."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator

# The version before inserts members without these columns.
_COLUMNS = ("spelling", "found_by")


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    is_postgresql = isinstance(db, PostgresqlDatabase)
    for column in _COLUMNS:
        db.execute_sql(f"ALTER TABLE member ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    # Beginnings are found by comparing bytes, whatever the language the database sorts by.
    key = 'TEXT COLLATE "C" NOT NULL' if is_postgresql else "TEXT NOT NULL"
    db.execute_sql(
        f"""CREATE TABLE member_key (key {key}, member_id BIGINT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
            PRIMARY KEY (key, member_id)) {"" if is_postgresql else "WITHOUT ROWID"}"""
    )
    db.execute_sql("CREATE INDEX memberkey_member_id ON member_key (member_id)")
    db.execute_sql("CREATE INDEX member_state_spelling ON member (state, spelling, id)")
    db.execute_sql("CREATE INDEX member_state_created_at ON member (state, created_at, id)")
    db.execute_sql("CREATE INDEX member_unkeyed ON member (id) WHERE found_by <> name")


def down(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql("DROP INDEX member_unkeyed")
    db.execute_sql("DROP INDEX member_state_created_at")
    db.execute_sql("DROP INDEX member_state_spelling")
    db.execute_sql("DROP TABLE member_key")
    for column in _COLUMNS:
        migrator.migrate(migrator.drop_column("member", column, cascade=False))
