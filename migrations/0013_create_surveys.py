"""Surveys, who is asked, named and anonymous responses, kept counts and links to results."""

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


class Form(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "form"


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Organization(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "organization"


class Survey(Model):
    id = BigIntegerField(primary_key=True)
    organization = ForeignKeyField(Organization, on_delete="RESTRICT")
    title = TextField()
    introduction = TextField()
    form = ForeignKeyField(Form, on_delete="RESTRICT")
    template = TextField()
    state = TextField()
    is_anonymous = BooleanField()
    is_editable = BooleanField()
    results_for = TextField()
    opens_at = BigIntegerField()
    closes_at = BigIntegerField(index=True)
    audience = TextField()
    quota = IntegerField(null=True)
    accepted = IntegerField()
    invited = IntegerField()
    responses = IntegerField()
    version = BigIntegerField()
    closing_note = TextField()
    closing_note_at = BigIntegerField(null=True)
    published_at = BigIntegerField(null=True)
    resolved_at = BigIntegerField(null=True)
    reminded_at = BigIntegerField(null=True)
    settled_at = BigIntegerField(null=True)
    created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    client_ref = TextField(null=True)
    created_at = BigIntegerField()
    updated_at = BigIntegerField()

    class Meta:
        table_name = "survey"
        indexes = (
            (("created_by", "client_ref"), True),
            (("state", "opens_at"), False),
        )


class SurveyQuota(Model):
    id = BigAutoField()
    survey = ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    question = TextField()
    option = TextField()
    most = IntegerField()
    taken = IntegerField()

    class Meta:
        table_name = "survey_quota"
        indexes = ((("survey", "question", "option"), True),)


class SurveyInvitation(Model):
    id = BigAutoField()
    survey = ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    unit = BigIntegerField()
    has_answered = BooleanField()

    class Meta:
        table_name = "survey_invitation"
        indexes = ((("survey", "member"), True),)


class SurveyResponse(Model):
    id = BigIntegerField(primary_key=True)
    survey = ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    form = ForeignKeyField(Form, on_delete="RESTRICT", index=False)
    unit = BigIntegerField()
    answers = TextField()
    count_state = TextField()
    counted_answers = TextField(null=True)
    submitted_at = BigIntegerField()
    updated_at = BigIntegerField()

    class Meta:
        table_name = "survey_response"
        indexes = (
            (("survey", "member"), True),
            (("survey", "count_state"), False),
        )


class AnonymousResponse(Model):
    id = BigIntegerField(primary_key=True)
    survey = ForeignKeyField(Survey, on_delete="CASCADE")
    form = ForeignKeyField(Form, on_delete="RESTRICT", index=False)
    unit = BigIntegerField()
    answers = TextField()

    class Meta:
        table_name = "anonymous_response"


class HeldResponse(Model):
    id = BigAutoField()
    survey = ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    member = ForeignKeyField(Member, on_delete="CASCADE")
    form = ForeignKeyField(Form, on_delete="RESTRICT", index=False)
    unit = BigIntegerField()
    sealed = TextField()

    class Meta:
        table_name = "held_response"
        indexes = ((("survey", "member"), True),)


class SurveyCount(Model):
    id = BigAutoField()
    survey = ForeignKeyField(Survey, on_delete="CASCADE", index=False)
    unit = BigIntegerField()
    question = TextField()
    bucket = TextField()
    count = IntegerField()

    class Meta:
        table_name = "survey_count"
        indexes = ((("survey", "unit", "question", "bucket"), True),)


class SurveyLink(Model):
    id = BigIntegerField(primary_key=True)
    survey = ForeignKeyField(Survey, on_delete="CASCADE")
    expires_at = BigIntegerField()
    revoked_at = BigIntegerField(null=True)
    created_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    created_at = BigIntegerField()

    class Meta:
        table_name = "survey_link"


EXISTING = [Form, Member, Organization]
TABLES = [
    Survey,
    SurveyQuota,
    SurveyInvitation,
    SurveyResponse,
    AnonymousResponse,
    HeldResponse,
    SurveyCount,
    SurveyLink,
]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([*EXISTING, *TABLES]):
        db.drop_tables(TABLES)
