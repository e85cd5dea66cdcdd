"""What came from WeChat: events to be handled later, and which members' phone numbers it vouched for."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

# The version before handles an event within the request and knows only digest and received_at: its rows are done.
COLUMNS = {
    "name": "TEXT NOT NULL DEFAULT ''",
    "openid": "TEXT NOT NULL DEFAULT ''",
    "payload": "TEXT NOT NULL DEFAULT '{}'",
    "state": "TEXT NOT NULL DEFAULT 'handled'",
    "due_at": "BIGINT NOT NULL DEFAULT 0",
    "attempts": "INTEGER NOT NULL DEFAULT 0",
    "error_text": "TEXT NOT NULL DEFAULT ''",
    "handled_at": "BIGINT",
}
INDEXES = (("state", "received_at"), ("openid",))


def up(migrator: SchemaMigrator, db: Database) -> None:
    for column, definition in COLUMNS.items():
        db.execute_sql(f"ALTER TABLE wechat_event ADD COLUMN {column} {definition}")
    for columns in INDEXES:
        migrator.migrate(migrator.add_index("wechat_event", columns))
    db.execute_sql("ALTER TABLE member ADD COLUMN phone_from_wechat_at BIGINT")


def down(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    migrator.migrate(migrator.drop_column("member", "phone_from_wechat_at", cascade=False))
    for columns in INDEXES:
        migrator.migrate(migrator.drop_index("wechat_event", f"wechat_event_{'_'.join(columns)}"))
    for column in reversed(COLUMNS):
        migrator.migrate(migrator.drop_column("wechat_event", column, cascade=False))
