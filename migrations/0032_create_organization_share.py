"""What organizations share with one another."""

from peewee import BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class OrganizationShare(Model):
    id = BigIntegerField(primary_key=True)
    organization = ForeignKeyField(Organization, on_delete="CASCADE")
    with_organization = ForeignKeyField(Organization, on_delete="CASCADE", backref="+")
    level = TextField()
    audience = TextField()
    purpose = TextField()
    ends_at = BigIntegerField(null=True)
    created_at = BigIntegerField()
    created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    revoked_at = BigIntegerField(null=True)
    revoked_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")

    class Meta:
        table_name = "organization_share"


_TABLES = [OrganizationShare]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*_TABLES, Member, Organization]):
        db.create_tables(_TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*_TABLES, Member, Organization]):
        db.drop_tables(_TABLES)
