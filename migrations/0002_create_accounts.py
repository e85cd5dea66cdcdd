"""WeChat accounts, sessions and the shared access token."""

from peewee import BigAutoField, BigIntegerField, Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    class Member(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db
            table_name = "member"

    class Account(Model):
        id = BigIntegerField(primary_key=True)
        openid = TextField(unique=True)
        unionid = TextField(null=True)
        member = ForeignKeyField(Member, unique=True, null=True, on_delete="SET NULL")
        created_at = BigIntegerField()
        seen_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "account"

    db.create_tables([Account])

    class SeenTask(Model):
        id = BigAutoField()
        account = ForeignKeyField(Account, on_delete="CASCADE", index=False)
        task_key = TextField()
        seen_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "seen_task"
            indexes = ((("account", "task_key"), True),)

    db.create_tables([SeenTask])

    class Session(Model):
        id = BigIntegerField(primary_key=True)
        token_hash = TextField(unique=True)
        account = ForeignKeyField(Account, on_delete="CASCADE")
        created_at = BigIntegerField()
        extended_at = BigIntegerField()
        expires_at = BigIntegerField(index=True)

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class WechatToken(Model):
        appid = TextField(primary_key=True)
        access_token = TextField(default="")
        expires_at = BigIntegerField(default=0)
        forced_at = BigIntegerField(null=True)
        forced_day = TextField(default="")
        forced_count = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "wechat_token"

    db.create_tables([WechatToken])


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_table("wechat_token"))
    migrator.migrate(migrator.drop_table("session"))
    migrator.migrate(migrator.drop_table("seen_task"))
    migrator.migrate(migrator.drop_table("account"))
