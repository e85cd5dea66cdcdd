"""What staff have typed into a plan and not saved yet."""

from peewee import BigIntegerField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Activity(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "activity"


class PlanCopy(Model):
    id = BigIntegerField(primary_key=True)
    activity = ForeignKeyField(Activity, null=True, on_delete="CASCADE")
    member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
    typed = TextField()
    seen = TextField()
    updated_at = BigIntegerField(index=True)

    class Meta:
        table_name = "plan_copy"
        indexes = ((("member", "activity"), False),)


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([PlanCopy]):
        db.create_tables([PlanCopy])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([PlanCopy]):
        db.drop_tables([PlanCopy])
