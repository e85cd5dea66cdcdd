"""Merged records, how to part them again, and pairs that are two people."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class MemberMerge(Model):
    id = BigIntegerField(primary_key=True)
    kept = ForeignKeyField(Member, on_delete="CASCADE")
    gone = ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    organization = ForeignKeyField(Organization, null=True, on_delete="SET NULL")
    merged_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    merged_at = BigIntegerField()
    undo_until = BigIntegerField(index=True)
    sealed = TextField(null=True)
    summary = TextField()
    ended_because = TextField()
    undone_at = BigIntegerField(null=True)
    undone_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")

    class Meta:
        table_name = "member_merge"


class DistinctPair(Model):
    id = BigAutoField()
    first = ForeignKeyField(Member, on_delete="CASCADE", index=False, backref="+")
    second = ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    said_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False, backref="+")
    said_at = BigIntegerField()

    class Meta:
        table_name = "distinct_pair"
        indexes = ((("first", "second"), True),)


EXISTING = (Member, Organization)
TABLES = (MemberMerge, DistinctPair)


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql("ALTER TABLE member ADD COLUMN merged_into_id BIGINT REFERENCES member (id) ON DELETE SET NULL")
    db.execute_sql("CREATE INDEX member_merged_into_id ON member (merged_into_id)")
    with db.bind_ctx((*EXISTING, *TABLES)):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((*EXISTING, *TABLES)):
        db.drop_tables(TABLES)
    # A record that went into another stays closed: the version before knows no way to part them.
    db.execute_sql("UPDATE member SET state = 'deleted' WHERE state = 'merged'")
    db.execute_sql("DROP INDEX member_merged_into_id")
    migrator.migrate(migrator.drop_column("member", "merged_into_id", cascade=False))
