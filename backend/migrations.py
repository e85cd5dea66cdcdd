"""Bringing the database to the present schema, by one process at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playhouse.migrations import Runner

from backend.database import BaseModel, PublicModel, db, is_postgresql
from backend.features import FEATURES

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
# Any number will do, as long as every process uses the same.
_LOCK_NUMBER = 20_260_122
_WITHOUT_PAGES = ("forms", "timers", "wechat")


def tables() -> list[type[BaseModel]]:
    """Every table of the application."""
    for feature in (*FEATURES, *_WITHOUT_PAGES):
        if find_spec(f"backend.{feature}.models"):
            import_module(f"backend.{feature}.models")
    found: list[type[BaseModel]] = []
    _collect(BaseModel, found)
    return [table for table in found if table is not PublicModel]


def _collect(base: type[BaseModel], found: list[type[BaseModel]]) -> None:
    for table in base.__subclasses__():
        found.append(table)
        _collect(table, found)


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process migrates; the others wait and then find nothing to do."""
    if not is_postgresql():
        # SQLite's own lock is per transaction; the list of what is missing is read before the first one.
        with open(f"{db.obj.database}.migrating", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    db.execute_sql("SELECT pg_advisory_lock(%s)", (_LOCK_NUMBER,))
    try:
        yield
    finally:
        db.execute_sql("SELECT pg_advisory_unlock(%s)", (_LOCK_NUMBER,))


def migrate() -> list[str]:
    """Apply what is missing; returns the names applied."""
    with _alone():
        return list(_runner().up())


def revert(target: str) -> list[str]:
    """Revert back through `target`; returns the names reverted."""
    with _alone():
        return list(_runner().down(target))


def missing() -> list[str]:
    """The migrations that have not been applied yet."""
    return [row.name for row in _runner().status() if row.path and not row.applied]


def _runner() -> Any:
    return Runner(db.obj, str(FOLDER))
