"""Cases with their steps, handlers and supporters, and days worked otherwise than the calendar says."""

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


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class Case(Model):
    id = BigIntegerField(primary_key=True)
    kind = TextField()
    organization = ForeignKeyField(Organization, on_delete="RESTRICT", index=False)
    category = TextField()
    title = TextField()
    text = TextField()
    place = TextField()
    author = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
    is_name_hidden = BooleanField()
    state = TextField()
    public_state = TextField()
    assignee = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    due_at = BigIntegerField(null=True)
    paused_at = BigIntegerField(null=True)
    pause_reason = TextField()
    paused_left_ms = BigIntegerField(null=True)
    escalation_level = IntegerField()
    outcome = TextField()
    promised_on = TextField(null=True)
    is_reply_public = BooleanField()
    answered_at = BigIntegerField(null=True)
    rating = IntegerField(null=True)
    rating_text = TextField()
    rated_at = BigIntegerField(null=True)
    reopened_at = BigIntegerField(null=True)
    merged_into = ForeignKeyField("self", null=True, on_delete="SET NULL", backref="+")
    merged_at = BigIntegerField(null=True)
    endorsements = IntegerField()
    first_endorsed_at = BigIntegerField(null=True)
    heat = BigIntegerField()
    moved_step = BigIntegerField(null=True)
    moved_at = BigIntegerField()
    version = BigIntegerField()
    client_ref = TextField(null=True)
    created_at = BigIntegerField()

    class Meta:
        table_name = "case_item"
        indexes = (
            (("author", "client_ref"), True),
            (("organization", "kind", "state", "due_at"), False),
            (("kind", "public_state", "heat"), False),
            (("kind", "public_state", "created_at"), False),
            (("kind", "public_state", "answered_at"), False),
            (("state", "due_at"), False),
        )


class CaseStep(Model):
    id = BigAutoField()
    case = ForeignKeyField(Case, on_delete="CASCADE", index=False)
    number = IntegerField()
    kind = TextField()
    at = BigIntegerField()
    actor = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    actor_kind = TextField()
    visible_to = TextField()
    text = TextField()
    detail = TextField()

    class Meta:
        table_name = "case_step"
        indexes = ((("case", "number"), True),)


class CaseHandler(Model):
    id = BigAutoField()
    case = ForeignKeyField(Case, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")

    class Meta:
        table_name = "case_handler"
        indexes = ((("case", "member"), True),)


class CaseSupporter(Model):
    id = BigAutoField()
    case = ForeignKeyField(Case, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    via = TextField()
    came_from = ForeignKeyField(Case, null=True, on_delete="SET NULL", backref="+")
    opted_out_at = BigIntegerField(null=True)
    created_at = BigIntegerField()

    class Meta:
        table_name = "case_supporter"
        indexes = ((("case", "member"), True),)


class DayOverride(Model):
    day = TextField(primary_key=True)
    is_workday = BooleanField()
    name = TextField()

    class Meta:
        table_name = "day_override"


EXISTING = [Member, Organization]
TABLES = [Case, CaseStep, CaseHandler, CaseSupporter, DayOverride]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.drop_tables(TABLES)
