"""The board's indexes also hold what decides whether a member sees a row, so that no row is read to be passed over."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_BY = ("heat", "created_at", "answered_at")


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    for by in _BY:
        db.execute_sql(
            f"CREATE INDEX case_kind_public_state_{by}_organization_id_state "
            f"ON case_item (kind, public_state, {by}, organization_id, state)"
        )
        db.execute_sql(f"DROP INDEX case_kind_public_state_{by}")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    for by in _BY:
        db.execute_sql(f"CREATE INDEX case_kind_public_state_{by} ON case_item (kind, public_state, {by})")
        db.execute_sql(f"DROP INDEX case_kind_public_state_{by}_organization_id_state")
