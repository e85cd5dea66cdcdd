"""Indexes by which reminders find what is due, and an activity the credits that are kept for it."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_INDEXES = {
    "activitysession_starts_at": "activity_session (starts_at)",
    "profileanswers_section_id_confirmed_at": "profile_answers (section_id, confirmed_at)",
    "subscriptiongrant_subject_state": "subscription_grant (subject, state)",
}


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    for name, columns in _INDEXES.items():
        db.execute_sql(f"CREATE INDEX {name} ON {columns}")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    for name in _INDEXES:
        db.execute_sql(f"DROP INDEX {name}")
