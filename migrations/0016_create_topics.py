"""Topics, statements and votes."""

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


class Activity(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "activity"


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class Topic(Model):
    id = BigIntegerField(primary_key=True)
    organization = ForeignKeyField(Organization, on_delete="RESTRICT")
    title = TextField()
    text = TextField()
    state = TextField()
    opens_at = BigIntegerField()
    closes_at = BigIntegerField(index=True)
    statements = IntegerField()
    votes = IntegerField()
    participants = IntegerField()
    audience = IntegerField()
    summary = TextField()
    results_at = BigIntegerField(null=True)
    activity = ForeignKeyField(Activity, null=True, on_delete="SET NULL", backref="+")
    version = BigIntegerField()
    created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    client_ref = TextField(null=True)
    created_at = BigIntegerField()

    class Meta:
        table_name = "topic"
        indexes = ((("created_by", "client_ref"), True),)


class Statement(Model):
    id = BigIntegerField(primary_key=True)
    topic = ForeignKeyField(Topic, on_delete="CASCADE")
    author = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    text = TextField()
    is_name_hidden = BooleanField()
    public_state = TextField()
    agrees = IntegerField()
    disagrees = IntegerField()
    passes = IntegerField()
    client_ref = TextField(null=True)
    created_at = BigIntegerField()

    class Meta:
        table_name = "topic_statement"
        indexes = ((("author", "client_ref"), True),)


class Vote(Model):
    id = BigAutoField()
    topic = ForeignKeyField(Topic, on_delete="CASCADE", index=False)
    statement = ForeignKeyField(Statement, on_delete="CASCADE")
    member = ForeignKeyField(Member, on_delete="CASCADE")
    vote = TextField()
    voted_at = BigIntegerField()

    class Meta:
        table_name = "topic_vote"
        indexes = (
            (("member", "statement"), True),
            (("topic", "member"), False),
        )


EXISTING = [Activity, Member, Organization]
TABLES = [Topic, Statement, Vote]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.drop_tables(TABLES)
