"""Imports of people as batches: their columns, progress and rows, what may be taken back, remembered mappings."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator

# The old version writes rows without these while it still runs.
_COLUMNS = {
    "state": "TEXT NOT NULL DEFAULT 'done'",
    "headings": "TEXT NOT NULL DEFAULT '{}'",
    "mapping": "TEXT NOT NULL DEFAULT '{}'",
    "position": "INTEGER NOT NULL DEFAULT 0",
    "total": "INTEGER NOT NULL DEFAULT 0",
    "leased_until": "BIGINT",
    "finished_at": "BIGINT",
    "undo_until": "BIGINT",
    "undone_at": "BIGINT",
    "undone_by_id": "BIGINT REFERENCES member (id) ON DELETE SET NULL",
}


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class RosterImport(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "roster_import"


class RosterDraft(Model):
    roster = ForeignKeyField(RosterImport, primary_key=True, on_delete="CASCADE")
    sealed = TextField()
    created_at = BigIntegerField(index=True)

    class Meta:
        table_name = "roster_draft"


class RosterRow(Model):
    id = BigAutoField()
    roster = ForeignKeyField(RosterImport, on_delete="CASCADE", index=False)
    number = IntegerField()
    outcome = TextField()
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    has_effects = BooleanField()
    undone = TextField()
    sealed = TextField()

    class Meta:
        table_name = "roster_row"
        indexes = (
            (("roster", "number"), True),
            (("roster", "outcome", "number"), False),
        )


class RosterMapping(Model):
    id = BigAutoField()
    organization = ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    headings = TextField()
    mapping = TextField()
    used_at = BigIntegerField()

    class Meta:
        table_name = "roster_mapping"
        indexes = ((("organization", "headings"), True),)


EXISTING = (Member, Organization, RosterImport)
TABLES = (RosterDraft, RosterRow, RosterMapping)


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    for name, kind in _COLUMNS.items():
        db.execute_sql(f"ALTER TABLE roster_import ADD COLUMN {name} {kind}")
    db.execute_sql("CREATE INDEX rosterimport_state ON roster_import (state)")
    with db.bind_ctx((*EXISTING, *TABLES)):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((*EXISTING, *TABLES)):
        db.drop_tables(TABLES)
    db.execute_sql("DROP INDEX rosterimport_state")
    for name in reversed(_COLUMNS):
        migrator.migrate(migrator.drop_column("roster_import", name, cascade=False))
