"""People, the tree of organizations, memberships and roles."""

from peewee import BigIntegerField, BooleanField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    class Member(Model):
        id = BigIntegerField(primary_key=True)
        name = TextField(index=True)
        phone_sealed = TextField(null=True)
        phone_index = TextField(index=True, null=True)
        phone_tail_index = TextField(index=True, null=True)
        state = TextField(default="active")
        source = TextField(default="roster")
        created_at = BigIntegerField()
        updated_at = BigIntegerField()
        deleted_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "member"

    db.create_tables([Member])

    class Organization(Model):
        id = BigIntegerField(primary_key=True)
        parent = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        name = TextField()
        kind = TextField(default="association")
        is_government = BooleanField(default=False)
        accepts_applications = BooleanField(default=True)
        created_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "organization"
            indexes = ((("parent", "name"), True),)

    db.create_tables([Organization])

    class Membership(Model):
        id = BigIntegerField(primary_key=True)
        member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
        organization = ForeignKeyField(Organization, on_delete="RESTRICT")
        joined_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "membership"
            indexes = ((("member", "organization"), True),)

    db.create_tables([Membership])

    class OrganizationClosure(Model):
        ancestor = ForeignKeyField(Organization, on_delete="CASCADE", index=False)
        descendant = ForeignKeyField(Organization, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "organization_closure"
            primary_key = False
            indexes = ((("ancestor", "descendant"), True),)

    db.create_tables([OrganizationClosure])

    class Role(Model):
        id = BigIntegerField(primary_key=True)
        member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
        organization = ForeignKeyField(Organization, on_delete="CASCADE")
        name = TextField()
        starts_at = BigIntegerField(null=True)
        ends_at = BigIntegerField(null=True)
        created_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "role"
            indexes = ((("member", "organization", "name"), True),)

    db.create_tables([Role])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_table("role"))
    migrator.migrate(migrator.drop_table("organization_closure"))
    migrator.migrate(migrator.drop_table("membership"))
    migrator.migrate(migrator.drop_table("organization"))
    migrator.migrate(migrator.drop_table("member"))
