"""Numbers, organizations and list versions for the signups there are already."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:  # noqa: ARG001
    db.execute_sql(
        """UPDATE signup SET number = (SELECT count(*) FROM signup o
             WHERE o.activity_id = signup.activity_id AND o.id <= signup.id) WHERE number IS NULL"""
    )
    db.execute_sql(
        """UPDATE signup SET organization_id = (SELECT ms.organization_id FROM membership ms
             WHERE ms.member_id = signup.member_id ORDER BY ms.joined_at, ms.id LIMIT 1)
           WHERE organization_id IS NULL"""
    )
    db.execute_sql("UPDATE signup SET entries = 1 WHERE checked_in_at IS NOT NULL AND entries = 0")
    db.execute_sql(
        """UPDATE activity SET signups_made = (SELECT count(*) FROM signup WHERE signup.activity_id = activity.id)
           WHERE signups_made = 0"""
    )


def down(migrator: SchemaMigrator, db: Database) -> None:
    """Nothing to take back: the columns go with the migration before."""
