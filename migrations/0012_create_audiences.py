"""Tags on members and saved descriptions of groups of them."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    Database,
    ForeignKeyField,
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
    organization = ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    name = TextField()
    created_at = BigIntegerField()

    class Meta:
        table_name = "tag"
        indexes = ((("organization", "name"), True),)


class Tagging(Model):
    id = BigAutoField()
    tag = ForeignKeyField(Tag, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    tagged_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = BigIntegerField()

    class Meta:
        table_name = "tagging"
        indexes = ((("tag", "member"), True),)


class SavedFilter(Model):
    id = BigIntegerField(primary_key=True)
    organization = ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    name = TextField()
    definition = TextField()
    created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = BigIntegerField()

    class Meta:
        table_name = "saved_filter"
        indexes = ((("organization", "name"), True),)


EXISTING = [Member, Organization]
TABLES = [Tag, Tagging, SavedFilter]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.drop_tables(TABLES)
