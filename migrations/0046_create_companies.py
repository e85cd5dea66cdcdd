"""Company members: companies, their representatives and delegates, standings with terms, dues."""

from peewee import BigIntegerField, Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


def _tables(database: Database) -> list[type[Model]]:
    class Table(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = None

    class Member(Table):
        class Meta:
            table_name = "member"

    class Organization(Table):
        class Meta:
            table_name = "organization"

    class Company(Table):
        organization = ForeignKeyField(Organization, on_delete="RESTRICT", index=False)
        name = TextField()
        credit_code = TextField(null=True)
        address = TextField(default="")
        office_phone = TextField(default="")
        contact = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
        note = TextField(default="")
        created_at = BigIntegerField()
        updated_at = BigIntegerField()

        class Meta:
            table_name = "company"
            indexes = ((("organization", "name"), True), (("organization", "credit_code"), True))

    class CompanyRepresentative(Table):
        company = ForeignKeyField(Company, on_delete="CASCADE", index=False)
        member = ForeignKeyField(Member, on_delete="CASCADE", backref="+")
        position = TextField(default="")
        starts_on = TextField(null=True)
        ends_on = TextField(null=True)

        class Meta:
            table_name = "company_representative"
            indexes = ((("company", "member"), True),)

    class CompanyDelegate(Table):
        company = ForeignKeyField(Company, on_delete="CASCADE", index=False)
        delegate = ForeignKeyField(Member, on_delete="CASCADE", backref="+")
        principal = ForeignKeyField(Member, on_delete="CASCADE", backref="+")
        starts_on = TextField(null=True)
        ends_on = TextField(null=True)

        class Meta:
            table_name = "company_delegate"
            indexes = ((("company", "delegate", "principal"), True),)

    class Standing(Table):
        organization = ForeignKeyField(Organization, on_delete="RESTRICT", index=False)
        company = ForeignKeyField(Company, null=True, unique=True, on_delete="CASCADE")
        member = ForeignKeyField(Member, null=True, on_delete="CASCADE", backref="+")
        state = TextField(default="active")
        starts_on = TextField(null=True)
        ends_on = TextField(null=True, index=True)
        updated_at = BigIntegerField()

        class Meta:
            table_name = "standing"
            indexes = ((("organization", "member"), True),)

    class Dues(Table):
        standing = ForeignKeyField(Standing, on_delete="CASCADE", index=False)
        year = IntegerField()
        amount = BigIntegerField()
        paid_on = TextField()
        note = TextField(default="")
        recorded_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
        recorded_at = BigIntegerField()

        class Meta:
            table_name = "dues"
            indexes = ((("standing", "year"), True),)

    tables: list[type[Model]] = [Company, CompanyRepresentative, CompanyDelegate, Standing, Dues]
    for table in (Member, Organization, *tables):
        table.bind(database)
    return tables


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.create_tables(_tables(db))


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.drop_tables(_tables(db))
