"""Migrations lead from nothing to exactly the tables the code uses, and back."""

from __future__ import annotations

from playhouse.schema_diff import diff_models

from backend import migrations
from backend.database import db
from tests.racing import run_together


def test_migrated_database_has_the_tables_of_the_models(database):
    assert str(diff_models(db.obj, migrations.tables())) == ""
    assert migrations.missing() == []


def test_migrations_go_down_and_up_again(database):
    first = migrations._runner().migrations()[0].name

    assert migrations.revert(first)[-1] == first
    assert set(db.get_tables()) - {"schema_migration"} == set()
    migrations.migrate()

    assert str(diff_models(db.obj, migrations.tables())) == ""


def test_two_processes_migrate_once(database):
    migrations.revert(migrations._runner().migrations()[0].name)

    applied = run_together([migrations.migrate for _ in range(4)])

    assert sorted(len(names) for names in applied)[:3] == [0, 0, 0]
    assert migrations.missing() == []


def test_numbers_that_came_from_wechat_are_known_afterwards(database):
    migrations.revert("0024_keep_wechat_events")
    members = (
        (1, "roster", "sealed", "null"),
        (2, "roster", "sealed", "verify_phone"),
        (3, "application", "sealed", "null"),
        (4, "invitation", "sealed", "null"),
        (5, "staff", "sealed", "null"),
        (6, "application", None, "null"),
    )
    for member_id, source, sealed, action in members:
        db.execute_sql(
            "INSERT INTO member (id, name, state, source, created_at, updated_at, phone_sealed) "
            f"VALUES ({member_id}, '', 'active', '{source}', 100, 100, {'NULL' if sealed is None else repr(sealed)})"
        )
        db.execute_sql(
            "INSERT INTO audit_entry (at, actor_kind, action, subject_kind, about_member_id, reason, detail) "
            f"VALUES (200, 'member', '{action}', 'member', {member_id}, '', '{{}}')"
        )

    migrations.migrate()

    found = dict(db.execute_sql("SELECT id, phone_from_wechat_at FROM member").fetchall())
    assert found == {1: None, 2: 200, 3: 100, 4: 100, 5: None, 6: None}


def test_events_the_version_before_has_taken_are_done(database):
    migrations.revert("0024_keep_wechat_events")
    db.execute_sql("INSERT INTO wechat_event (digest, received_at) VALUES ('before', 1)")
    migrations.migrate()
    db.execute_sql("INSERT INTO wechat_event (digest, received_at) VALUES ('meanwhile', 2)")

    rows = db.execute_sql("SELECT digest, state, payload, attempts FROM wechat_event ORDER BY received_at").fetchall()
    assert [tuple(row) for row in rows] == [("before", "handled", "{}", 0), ("meanwhile", "handled", "{}", 0)]
    db.execute_sql("DELETE FROM wechat_event")
