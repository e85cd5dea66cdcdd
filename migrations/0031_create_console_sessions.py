"""Browsers that staff are signed in with, and those that ask to be."""

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


class ConsoleSession(Model):
    id = BigIntegerField(primary_key=True)
    token_hash = TextField(unique=True)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    browser = TextField()
    organization = ForeignKeyField(Organization, null=True, on_delete="SET NULL", index=False)
    notice = TextField(null=True)
    created_at = BigIntegerField()
    used_at = BigIntegerField()
    locked_at = BigIntegerField(null=True)
    expires_at = BigIntegerField(index=True)

    class Meta:
        table_name = "console_session"


class SignInRequest(Model):
    id = BigAutoField()
    code_hash = TextField(unique=True)
    browser_hash = TextField(null=True)
    browser = TextField(default="")
    state = TextField(default="waiting")
    member = ForeignKeyField(Member, null=True, on_delete="CASCADE")
    created_at = BigIntegerField()
    expires_at = BigIntegerField(index=True)

    class Meta:
        table_name = "sign_in_request"


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Member, Organization, ConsoleSession, SignInRequest]):
        db.create_tables([ConsoleSession, SignInRequest])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Member, Organization, ConsoleSession, SignInRequest]):
        db.drop_tables([SignInRequest, ConsoleSession])
