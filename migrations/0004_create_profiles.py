"""Form versions, profile sections, answers, history and consents."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    class Member(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "member"

    class Organization(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "organization"

    class Consent(Model):
        id = BigIntegerField(primary_key=True)
        member = ForeignKeyField(Member, on_delete="CASCADE")
        question_key = TextField()
        purpose = TextField()
        text = TextField()
        text_version = TextField()
        active_key = TextField(unique=True, null=True)
        granted_at = BigIntegerField()
        withdrawn_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "consent"

    db.create_tables([Consent])

    class Form(Model):
        id = BigIntegerField(primary_key=True)
        key = TextField()
        version = IntegerField()
        definition = TextField()
        created_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "form"
            indexes = ((("key", "version"), True),)

    db.create_tables([Form])

    class ProfileSection(Model):
        id = BigIntegerField(primary_key=True)
        key = TextField(unique=True)
        organization = ForeignKeyField(Organization, null=True, on_delete="CASCADE")
        title = TextField()
        description = TextField(default="")
        position = IntegerField(default=0)
        form = ForeignKeyField(Form, on_delete="RESTRICT")
        freshness_days = IntegerField(default=365)
        visible_to = TextField()
        consents = TextField()

        class Meta:
            database = db
            table_name = "profile_section"

    db.create_tables([ProfileSection])

    class ProfileAnswers(Model):
        id = BigIntegerField(primary_key=True)
        member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
        section = ForeignKeyField(ProfileSection, on_delete="CASCADE")
        form = ForeignKeyField(Form, on_delete="RESTRICT")
        answers = TextField()
        filled = IntegerField(default=0)
        total = IntegerField(default=0)
        gaps = IntegerField(default=0)
        row_version = IntegerField(default=1)
        confirmed_at = BigIntegerField(null=True)
        updated_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "profile_answers"
            indexes = ((("member", "section"), True),)

    db.create_tables([ProfileAnswers])

    class ProfileChange(Model):
        id = BigAutoField()
        member = ForeignKeyField(Member, on_delete="CASCADE")
        actor_kind = TextField()
        actor = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        section_title = TextField()
        question_title = TextField()
        old_text = TextField(default="")
        new_text = TextField(default="")
        at = BigIntegerField()

        class Meta:
            database = db
            table_name = "profile_change"

    db.create_tables([ProfileChange])

    class SensitiveValue(Model):
        id = BigIntegerField(primary_key=True)
        member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
        question_key = TextField()
        sealed = TextField()
        consent = ForeignKeyField(Consent, on_delete="CASCADE")
        updated_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "sensitive_value"
            indexes = ((("member", "question_key"), True),)

    db.create_tables([SensitiveValue])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_table("sensitive_value"))
    migrator.migrate(migrator.drop_table("profile_change"))
    migrator.migrate(migrator.drop_table("profile_answers"))
    migrator.migrate(migrator.drop_table("profile_section"))
    migrator.migrate(migrator.drop_table("form"))
    migrator.migrate(migrator.drop_table("consent"))
