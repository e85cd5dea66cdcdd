"""How far the safety check of a picture is, verdicts that come early, and which of WeChat's events were taken."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Media(Model):
    id = BigIntegerField(primary_key=True)

    class Meta:
        table_name = "media"


class MediaCheck(Model):
    id = BigAutoField()
    media = ForeignKeyField(Media, unique=True, on_delete="CASCADE")
    state = TextField()
    due_at = BigIntegerField()
    attempts = IntegerField()
    error_code = IntegerField(null=True)

    class Meta:
        table_name = "media_check"
        indexes = ((("state", "due_at"), False),)


class MediaVerdict(Model):
    trace_id = TextField(primary_key=True)
    error_code = IntegerField()
    suggest = TextField()
    label = IntegerField()
    received_at = BigIntegerField()

    class Meta:
        table_name = "media_verdict"


class WechatEvent(Model):
    digest = TextField(primary_key=True)
    received_at = BigIntegerField(index=True)

    class Meta:
        table_name = "wechat_event"


TABLES = [MediaCheck, MediaVerdict, WechatEvent]


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Media, *TABLES]):
        db.create_tables(TABLES)


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    with db.bind_ctx([Media, *TABLES]):
        db.drop_tables(TABLES)
