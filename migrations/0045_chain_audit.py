"""The chain over the audit trail, the salt of each entry's words, and indexes by which the trail is searched."""

from peewee import BigAutoField, BigIntegerField, Database, Model, TextField
from playhouse.migrate import SchemaMigrator


class AuditLink(Model):
    number = BigIntegerField(primary_key=True)
    entry_id = BigIntegerField(unique=True)
    words_hash = TextField()
    link = TextField()
    linked_at = BigIntegerField()

    class Meta:
        table_name = "audit_link"


class AuditCheck(Model):
    id = BigAutoField()
    at = BigIntegerField()
    links = BigIntegerField()
    erased = BigIntegerField()
    fault = TextField(default="")
    entry_id = BigIntegerField(null=True)

    class Meta:
        table_name = "audit_check"


_INDEXES = {
    "auditentry_organization_id_id": "audit_entry (organization_id, id)",
    "auditentry_subject_kind_subject_id": "audit_entry (subject_kind, subject_id)",
}


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    # The version before writes entries without salt; they get one when they are linked.
    db.execute_sql("ALTER TABLE audit_entry ADD COLUMN salt TEXT")
    db.execute_sql("ALTER TABLE audit_entry ADD COLUMN erased_by BIGINT")
    for name, columns in _INDEXES.items():
        db.execute_sql(f"CREATE INDEX {name} ON {columns}")
    with db.bind_ctx([AuditLink, AuditCheck]):
        db.create_tables([AuditLink, AuditCheck])


def down(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx([AuditLink, AuditCheck]):
        db.drop_tables([AuditLink, AuditCheck])
    for name in _INDEXES:
        db.execute_sql(f"DROP INDEX {name}")
    for column in ("erased_by", "salt"):
        migrator.migrate(migrator.drop_column("audit_entry", column, cascade=False))
