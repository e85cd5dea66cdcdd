"""The figures of every organization, day by day."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class OrganizationFigures(Model):
    id = BigAutoField()
    organization = ForeignKeyField(Organization, on_delete="CASCADE", index=False)
    day = TextField()
    figures = TextField()
    months = TextField(null=True)
    made_at = BigIntegerField()

    class Meta:
        table_name = "organization_figures"
        indexes = ((("organization", "day"), True), (("day",), False))


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Organization, OrganizationFigures]):
        db.create_tables([OrganizationFigures])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Organization, OrganizationFigures]):
        db.drop_tables([OrganizationFigures])
