"""Sessions, quotas, shares, companions, door grants, feedback, pictures and the participation record.

New columns are added in SQL: with a default of the database's own, so that the old version goes on writing rows.
"""

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

COLUMNS = {
    "activity": {
        "feedback_form_id": "BIGINT REFERENCES form (id) ON DELETE RESTRICT",
        "companions_most": "INTEGER NOT NULL DEFAULT 0",
        "companions_named": "BOOLEAN NOT NULL DEFAULT FALSE",
        "scans_most": "INTEGER NOT NULL DEFAULT 1",
        "has_leave_scan": "BOOLEAN NOT NULL DEFAULT FALSE",
        "allows_walk_ins": "BOOLEAN NOT NULL DEFAULT FALSE",
        "checkin_radius_m": "INTEGER",
        "hall_names": "TEXT NOT NULL DEFAULT 'surname'",
        "has_quotas": "BOOLEAN NOT NULL DEFAULT FALSE",
        "has_review_rules": "BOOLEAN NOT NULL DEFAULT FALSE",
        "has_sessions": "BOOLEAN NOT NULL DEFAULT FALSE",
        "signups_made": "INTEGER NOT NULL DEFAULT 0",
        "dropouts": "INTEGER NOT NULL DEFAULT 0",
        "copied_from_id": "BIGINT REFERENCES activity (id) ON DELETE SET NULL",
        "client_ref": "TEXT",
        "settled_at": "BIGINT",
        "reported_at": "BIGINT",
    },
    "activity_organizer": {"starts_at": "BIGINT", "ends_at": "BIGINT"},
    "signup": {
        "seats": "INTEGER NOT NULL DEFAULT 1",
        "companions": "TEXT NOT NULL DEFAULT '[]'",
        "quota_id": "BIGINT REFERENCES activity_quota (id) ON DELETE SET NULL",
        "review_rule_id": "BIGINT REFERENCES review_rule (id) ON DELETE SET NULL",
        "organization_id": "BIGINT REFERENCES organization (id) ON DELETE SET NULL",
        "number": "INTEGER",
        "made_by_id": "BIGINT REFERENCES member (id) ON DELETE SET NULL",
        "is_walk_in": "BOOLEAN NOT NULL DEFAULT FALSE",
        "list_version": "BIGINT NOT NULL DEFAULT 0",
        "left_at": "BIGINT",
        "entries": "INTEGER NOT NULL DEFAULT 0",
        "attendance": "TEXT NOT NULL DEFAULT ''",
    },
    "scan": {
        "received_at": "BIGINT",
        "clock_offset_ms": "BIGINT",
        "grant_id": "BIGINT REFERENCES door_grant (id) ON DELETE SET NULL",
        "session_id": "BIGINT REFERENCES activity_session (id) ON DELETE SET NULL",
        "direction": "TEXT NOT NULL DEFAULT 'in'",
        "seats": "INTEGER NOT NULL DEFAULT 1",
        "delay_ms": "INTEGER",
        "is_conflict": "BOOLEAN NOT NULL DEFAULT FALSE",
        "undoes_id": "BIGINT REFERENCES scan (id) ON DELETE SET NULL",
        "note": "TEXT NOT NULL DEFAULT ''",
    },
}
INDEXES = (
    ("activity", ("feedback_form_id",), False),
    ("activity", ("created_by_id", "client_ref"), True),
    ("signup", ("organization_id",), False),
    ("signup", ("activity_id", "number"), True),
    ("signup", ("activity_id", "list_version"), False),
    ("scan", ("signup_id", "at"), False),
    ("scan", ("undoes_id",), True),
)
NEW_TABLES = (
    "participation",
    "media",
    "feedback",
    "attendance",
    "door_grant",
    "review_rule",
    "activity_share",
    "activity_quota",
    "activity_session",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Existing(Model):
        id = BigIntegerField(primary_key=True)

        class Meta:
            database = db

    class Activity(Existing):
        class Meta:
            table_name = "activity"

    class Form(Existing):
        class Meta:
            table_name = "form"

    class Member(Existing):
        class Meta:
            table_name = "member"

    class Organization(Existing):
        class Meta:
            table_name = "organization"

    class Signup(Existing):
        class Meta:
            table_name = "signup"

    class ActivitySession(Model):
        id = BigIntegerField(primary_key=True)
        activity = ForeignKeyField(Activity, on_delete="CASCADE")
        title = TextField()
        venue = TextField(default="")
        starts_at = BigIntegerField()
        ends_at = BigIntegerField()
        checkin_opens_at = BigIntegerField()
        checkin_closes_at = BigIntegerField()
        arrived = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "activity_session"

    class ActivityQuota(Model):
        id = BigIntegerField(primary_key=True)
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        organization = ForeignKeyField(Organization, on_delete="CASCADE")
        seats = IntegerField()
        taken = IntegerField(default=0)
        is_limit = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "activity_quota"
            indexes = ((("activity", "organization"), True),)

    class ActivityShare(Model):
        id = BigAutoField()
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        organization = ForeignKeyField(Organization, on_delete="CASCADE")
        shared_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)
        created_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "activity_share"
            indexes = ((("activity", "organization"), True),)

    class ReviewRule(Model):
        id = BigIntegerField(primary_key=True)
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        organization = ForeignKeyField(Organization, on_delete="CASCADE")
        most = IntegerField(null=True)
        approved = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "review_rule"
            indexes = ((("activity", "organization"), True),)

    class DoorGrant(Model):
        id = BigIntegerField(primary_key=True)
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        member = ForeignKeyField(Member, on_delete="CASCADE")
        device = TextField()
        door = TextField(default="")
        created_at = BigIntegerField()
        expires_at = BigIntegerField()
        last_seen_at = BigIntegerField()
        revoked_at = BigIntegerField(null=True)
        revoked_by = ForeignKeyField(Member, null=True, on_delete="SET NULL", index=False)

        class Meta:
            database = db
            table_name = "door_grant"
            indexes = ((("activity", "member", "device"), True),)

    class Attendance(Model):
        id = BigAutoField()
        activity = ForeignKeyField(Activity, on_delete="CASCADE", index=False)
        session = ForeignKeyField(ActivitySession, on_delete="CASCADE")
        signup = ForeignKeyField(Signup, on_delete="CASCADE", index=False)
        checked_in_at = BigIntegerField(null=True)
        checkin_method = TextField(default="")
        left_at = BigIntegerField(null=True)
        entries = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "attendance"
            indexes = ((("signup", "session"), True),)

    class Feedback(Model):
        id = BigIntegerField(primary_key=True)
        activity = ForeignKeyField(Activity, on_delete="CASCADE")
        signup = ForeignKeyField(Signup, on_delete="CASCADE", unique=True)
        form = ForeignKeyField(Form, on_delete="RESTRICT", index=False)
        answers = TextField()
        rating = IntegerField(null=True)
        created_at = BigIntegerField()
        updated_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "feedback"

    class Media(Model):
        id = BigIntegerField(primary_key=True)
        subject_kind = TextField()
        subject_id = BigIntegerField()
        purpose = TextField()
        name = TextField()
        caption = TextField(default="")
        mime = TextField()
        size = IntegerField()
        width = IntegerField(null=True)
        height = IntegerField(null=True)
        digest = TextField()
        state = TextField(default="pending")
        trace_id = TextField(null=True, index=True)
        checked_at = BigIntegerField(null=True)
        client_ref = TextField(null=True)
        uploaded_by = ForeignKeyField(Member, null=True, on_delete="SET NULL")
        created_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "media"
            indexes = (
                (("subject_kind", "subject_id", "purpose"), False),
                (("uploaded_by", "client_ref"), True),
            )

    class Participation(Model):
        id = BigAutoField()
        member = ForeignKeyField(Member, on_delete="CASCADE", index=False)
        kind = TextField()
        subject_id = BigIntegerField()
        organization = ForeignKeyField(Organization, null=True, on_delete="SET NULL")
        title = TextField()
        occurred_at = BigIntegerField()
        detail = TextField()

        class Meta:
            database = db
            table_name = "participation"
            indexes = ((("member", "kind", "subject_id"), True), (("member", "occurred_at"), False))

    for table in (ActivitySession, ActivityQuota, ActivityShare, ReviewRule, DoorGrant, Attendance, Feedback):
        db.create_tables([table])
    db.create_tables([Media])
    db.create_tables([Participation])
    for name, columns in COLUMNS.items():
        for column, kind in columns.items():
            db.execute_sql(f"ALTER TABLE {name} ADD COLUMN {column} {kind}")
    for name, columns, is_unique in INDEXES:
        migrator.migrate(migrator.add_index(name, columns, is_unique))


def down(migrator: SchemaMigrator, db: Database) -> None:
    for name, columns, _ in INDEXES:
        index = next(one for one in db.get_indexes(name) if tuple(one.columns) == columns)
        migrator.migrate(migrator.drop_index(name, index.name))
    for name, columns in COLUMNS.items():
        for column in columns:
            migrator.migrate(migrator.drop_column(name, column, cascade=False))
    for name in NEW_TABLES:
        migrator.migrate(migrator.drop_table(name))
