"""Pairs of records that may be one person, as the jobs process finds them."""

from peewee import BigAutoField, BigIntegerField, BooleanField, Database, ForeignKeyField, Model
from playhouse.migrate import SchemaMigrator


class Member(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "member"


class Lookalike(Model):
    id = BigAutoField()
    first = ForeignKeyField(Member, on_delete="CASCADE", index=False, backref="+")
    second = ForeignKeyField(Member, on_delete="CASCADE", backref="+")
    has_same_phone = BooleanField()
    has_same_sound = BooleanField()
    found_at = BigIntegerField()

    class Meta:
        table_name = "lookalike"
        indexes = ((("first", "second"), True),)


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Member, Lookalike]):
        db.create_tables([Lookalike])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Member, Lookalike]):
        db.drop_tables([Lookalike])
