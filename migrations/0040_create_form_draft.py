"""Questions that are being worked on, with the steps to take back."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Form(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "form"


class FormDraft(Model):
    id = BigAutoField()
    key = TextField(unique=True)
    form = ForeignKeyField(Form, null=True, on_delete="SET NULL", index=False)
    version = BigIntegerField()
    step = IntegerField()
    changed_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    changed_at = BigIntegerField()

    class Meta:
        table_name = "form_draft"


class FormDraftStep(Model):
    id = BigAutoField()
    draft = ForeignKeyField(FormDraft, on_delete="CASCADE", index=False)
    number = IntegerField()
    definition = TextField()
    about = TextField()
    question = TextField()
    made_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", backref="+")
    made_at = BigIntegerField()

    class Meta:
        table_name = "form_draft_step"
        indexes = ((("draft", "number"), True),)


TABLES = [FormDraft, FormDraftStep]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Member, Form, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES)
