#!/usr/bin/env python3
"""Back the database up while it is in use: one checked file, and the oldest ones removed.

Usage: backup.py --to FOLDER [--keep N], with the configuration of the running service (LIANYI_CONFIG and the secrets
in the environment). SQLite is copied by VACUUM INTO, PostgreSQL by pg_dump. The key file is not in it and must not lie
in the same folder: whoever holds both can read every phone number.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from backend.backups import note_run
from backend.config import ConfigError, load_config


class BackupFailed(Exception):
    """No usable backup was made; the message says why."""


def back_up(url: str, folder: Path, stamp: str) -> Path:
    """Write and check one backup of the database at `url`; returns the finished file."""
    is_sqlite = url.startswith("sqlite:///")
    target = folder / f"lianyi-{stamp}.{'db' if is_sqlite else 'dump'}"
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    if is_sqlite:
        _copy_sqlite(Path(url.removeprefix("sqlite:///")), part)
    else:
        _dump_postgresql(url, part)
    # Only what is whole gets the name that a restore looks for.
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
    return target


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise BackupFailed(f"{source}: no such database")
    # Reads one moment of the database; in WAL mode nobody who writes meanwhile has to wait.
    with closing(sqlite3.connect(source, timeout=60)) as database:
        database.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise BackupFailed(f"{target}: {found}")


def _dump_postgresql(url: str, target: Path) -> None:
    # By environment, since everybody on the machine can read a command line.
    options = psycopg.pq.Conninfo.parse(url.encode())
    told = {o.envvar.decode(): o.val.decode() for o in options if o.envvar and o.val}
    _run(["pg_dump", "--format=custom", "--no-owner", "--file", str(target)], told)
    _run(["pg_restore", "--list", str(target)], told)


def _run(command: list[str], told: dict[str, str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 (our own words and paths)
            command, env={**os.environ, **told}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise BackupFailed(f"{command[0]} is not installed (Debian: postgresql-client)") from None
    if done.returncode:
        raise BackupFailed(f"{command[0]}: {done.stderr.strip()}")


def remove_old(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups, by the time in their names; returns what went."""
    found = sorted([*folder.glob("lianyi-*.db"), *folder.glob("lianyi-*.dump")], key=lambda path: path.stem)
    old = found[:-keep]
    for path in old:
        path.unlink()
    return old


def _note(folder: Path, made: Path | None, fault: str = "") -> None:
    """Say beside the backups how it went; a backup that cannot say so is one all the same."""
    try:
        note_run(folder, made, fault)
    except OSError as error:
        sys.stderr.write(f"{folder}: cannot note this run: {error}\n")


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when there is a fresh, checked backup."""
    parser = argparse.ArgumentParser(description="Back the database up into a folder.")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--keep", type=int, default=14, metavar="N", help="backups to keep (default 14)")
    wanted = parser.parse_args(arguments)
    if wanted.keep < 1:
        parser.error("--keep must be at least 1")
    try:
        config = load_config()
        folder = wanted.to.resolve()
        if Path(config.security.keys_file).resolve().is_relative_to(folder):
            raise BackupFailed(f"security.keys_file lies in {folder}: keep the keys apart from the backups")
        folder.mkdir(parents=True, exist_ok=True)
        made = back_up(config.database.url, folder, datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ"))
    except (BackupFailed, ConfigError, OSError, sqlite3.Error, psycopg.Error) as error:
        sys.stderr.write(f"backup failed: {error}\n")
        _note(wanted.to, None, str(error))
        return 1
    old = remove_old(folder, wanted.keep)
    _note(folder, made)
    sys.stdout.write(f"{made} ({made.stat().st_size} bytes), {len(old)} old ones removed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
