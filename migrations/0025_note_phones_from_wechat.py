"""Which numbers that are there already came from WeChat: verified later, or brought along on the way in."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql(
        """UPDATE member SET phone_from_wechat_at = (SELECT max(e.at) FROM audit_entry e
             WHERE e.about_member_id = member.id AND e.action = 'verify_phone')
           WHERE phone_sealed IS NOT NULL AND phone_from_wechat_at IS NULL"""
    )
    db.execute_sql(
        """UPDATE member SET phone_from_wechat_at = created_at
           WHERE phone_sealed IS NOT NULL AND phone_from_wechat_at IS NULL
             AND source IN ('application', 'invitation')"""
    )


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Nothing to take back: the column goes with the migration before."""
