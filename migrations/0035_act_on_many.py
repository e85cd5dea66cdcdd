"""Acts on many members that can be taken back, and saved filters of one's own."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class Tag(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "tag"


class Batch(Model):
    id = BigIntegerField(primary_key=True)
    kind = TextField()
    organization = ForeignKeyField(Organization, on_delete="CASCADE", index=False, backref="+")
    from_organization = ForeignKeyField(Organization, null=True, on_delete="CASCADE", index=False, backref="+")
    tag = ForeignKeyField(Tag, null=True, on_delete="SET NULL", index=False, backref="+")
    words = TextField()
    made_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    state = TextField()
    total = IntegerField()
    changed = IntegerField()
    created_at = BigIntegerField()
    began_at = BigIntegerField(null=True)
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "batch"
        indexes = ((("state", "created_at"), False),)


class BatchMember(Model):
    id = BigAutoField()
    batch = ForeignKeyField(Batch, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    state = TextField()
    kept = TextField(null=True)

    class Meta:
        table_name = "batch_member"
        indexes = ((("batch", "state", "member"), False),)


EXISTING = [Member, Organization, Tag]
TABLES = [Batch, BatchMember]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    # The version before inserts filters without an owner: they are for everybody.
    db.execute_sql("ALTER TABLE saved_filter ADD COLUMN owner_id BIGINT REFERENCES member (id) ON DELETE CASCADE")
    db.execute_sql("CREATE INDEX savedfilter_owner_id ON saved_filter (owner_id)")
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.drop_tables(TABLES)
    db.execute_sql("DROP INDEX savedfilter_owner_id")
    migrator.migrate(migrator.drop_column("saved_filter", "owner_id", cascade=False))
