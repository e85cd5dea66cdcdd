"""The index of texts: SQLite's own full-text table over bigrams, an array with an inverted index on PostgreSQL."""

from peewee import Database, PostgresqlDatabase
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql("CREATE TABLE search_entry (subject_id BIGINT PRIMARY KEY, terms TEXT[] NOT NULL)")
        db.execute_sql("CREATE INDEX search_entry_terms ON search_entry USING GIN (terms)")
    else:
        db.execute_sql(
            "CREATE VIRTUAL TABLE search_entry USING fts5(terms, tokenize = 'unicode61 remove_diacritics 0')"
        )
        db.execute_sql("CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_entry, 'row')")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    if not isinstance(db, PostgresqlDatabase):
        db.execute_sql("DROP TABLE search_vocabulary")
    db.execute_sql("DROP TABLE search_entry")
