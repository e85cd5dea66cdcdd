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
