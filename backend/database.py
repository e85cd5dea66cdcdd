"""The database handle, the base model, and the field types every table shares.

SQLite carries one machine; PostgreSQL carries several. Everything here behaves the same on both.
"""

from __future__ import annotations

import fcntl
import json
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import peewee
from playhouse.pool import PooledPostgresqlDatabase

from backend import clock

# 2026-01-01T00:00:00Z: ids carry the milliseconds since then.
_ID_EPOCH_MS = 1_767_225_600_000
_TAIL_BITS = 22
_PROBE_AFTER_IDLE_S = 30

db: Any = peewee.DatabaseProxy()

# What is raised while the database is restarted, or another process keeps SQLite's file locked: it passes.
DATABASE_AWAY = (peewee.OperationalError, peewee.InterfaceError)

Row = TypeVar("Row")
Item = TypeVar("Item")


# PostgreSQL lets go of a transaction's rows only once its commit is on the disk, so that of all who count on one row
# one gets through in each turn of the disk. Here the commit itself waits for nothing, and whoever made it waits
# afterwards, holding nothing: a message in the log that is written to the disk takes all before it there, too.
_BEGIN_CROWDED = "BEGIN; SET LOCAL synchronous_commit TO OFF"
_COMMIT_CROWDED = "COMMIT; SELECT pg_logical_emit_message(TRUE, 'lianyi', '')"


class _Pool(PooledPostgresqlDatabase):  # type: ignore[misc]
    """Connections to PostgreSQL, which know crowded transactions.

    One that was idle is asked whether it still lives; asking a busy one costs 30% for nothing. peewee would ask at
    every check-out, with a round trip, while all other threads wait for the pool.
    """

    def begin(self, isolation_level: str | None = None, *, is_crowded: bool = False) -> None:
        if is_crowded:
            self._execute_both(_BEGIN_CROWDED)
        else:
            super().begin(isolation_level)
        self.connection()._lianyi_is_crowded = is_crowded

    def commit(self) -> None:
        if getattr(self.connection(), "_lianyi_is_crowded", False):
            self._execute_both(_COMMIT_CROWDED)
        else:
            super().commit()

    def _execute_both(self, text: str) -> None:
        with peewee.__exception_wrapper__:  # type: ignore[attr-defined]
            # Two commands in one round trip cannot be prepared, which psycopg would do after some times.
            self.cursor().execute(text, prepare=False)

    def _is_closed(self, conn: Any) -> bool:
        if time.monotonic() - conn._lianyi_last_used < _PROBE_AFTER_IDLE_S:
            return bool(conn.closed)
        return bool(super()._is_closed(conn))

    def _close(self, conn: Any, close_conn: bool = False) -> None:
        conn._lianyi_last_used = time.monotonic()
        super()._close(conn, close_conn)


def open_database(url: str, pool_size: int = 16) -> None:
    """Point `db` at `sqlite:///path` or `postgresql://…`. Connections open on first use."""
    global _write_queue, _is_postgresql
    if _write_queue is not None:
        _write_queue.close()
        _write_queue = None
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        database: peewee.Database = peewee.SqliteDatabase(
            str(path),
            pragmas={
                "journal_mode": "wal",
                # WAL with NORMAL survives a killed process; a power cut may lose the last commits, never corrupt.
                "synchronous": "normal",
                "foreign_keys": 1,
                "busy_timeout": 10_000,
                "cache_size": -16_000,
            },
            # A transaction that starts reading and then writes could fail half-way; taking the lock first cannot.
            lock_type="IMMEDIATE",
        )
        _write_queue = _WriteQueue(str(path))
    elif url.startswith(("postgresql://", "postgres://")):
        database = _Pool(
            url.replace("postgres://", "postgresql://", 1),
            max_connections=pool_size,
            timeout=10,
            prefer_psycopg3=True,
        )
    else:
        raise ValueError("database url must start with sqlite:/// or postgresql://")
    _is_postgresql = isinstance(database, peewee.PostgresqlDatabase)
    db.initialize(database)


_is_postgresql = False


def is_postgresql() -> bool:
    """Whether the open database is PostgreSQL."""
    return _is_postgresql


def close_request_connection() -> None:
    """Give a pooled connection back. SQLite keeps one open connection per thread: opening costs more than a query."""
    if _is_postgresql and not db.obj.is_closed():
        db.obj.close()


class _WriteQueue:
    """The line SQLite's writers stand in, threads and processes alike.

    SQLite alone lets a writer that finds the database locked sleep and try again, so that whoever comes by at the
    right moment goes first and the rest sleep on. A file lock wakes the next one at once, and dies with its process.
    """

    def __init__(self, path: str) -> None:
        self._threads = threading.Lock()
        self._file = open(f"{path}.writing", "a")  # noqa: SIM115 - open as long as the database is

    def __enter__(self) -> None:
        self._threads.acquire()
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_error: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        self._file.close()


_write_queue: _WriteQueue | None = None


_pending = threading.local()


class _Outermost:
    """A transaction inside no other: it waits for its turn in the write queue, and what waits for it comes after it."""

    __slots__ = ("_queue", "_transaction")

    def __init__(self, queue: _WriteQueue | None, transaction: Any) -> None:
        self._queue = queue
        self._transaction = transaction

    def __enter__(self) -> None:
        _pending.actions = []
        if self._queue is not None:
            self._queue.__enter__()
        try:
            self._transaction.__enter__()
        except BaseException:
            if self._queue is not None:
                self._queue.__exit__()
            raise

    def __exit__(self, kind: object, *error: object) -> None:
        try:
            self._transaction.__exit__(kind, *error)
        finally:
            if self._queue is not None:
                self._queue.__exit__()
        if kind is None:
            for action in _pending.actions:
                action()


def atomic(*, is_crowded: bool = False) -> AbstractContextManager[Any]:
    """One transaction, or a savepoint inside one.

    `is_crowded`: many at once write one row, a counter. Others see what was committed a moment before it is on the
    disk; this thread goes on when it is there.
    """
    database = db.obj
    if database.in_transaction():
        return database.savepoint()  # type: ignore[no-any-return]
    if is_crowded and _is_postgresql:
        return _Outermost(None, database.transaction(is_crowded=True))
    return _Outermost(_write_queue, database.transaction())


def after_commit(action: Callable[[], object]) -> None:
    """Do what no rollback could take back (deleting a file) once this thread's transaction is committed.

    Must be called inside `atomic`. A process killed in between leaves it undone.
    """
    _pending.actions.append(action)


def made_once(find: Callable[[], Row | None], make: Callable[[], Row]) -> tuple[Row, bool]:
    """The row that `find` finds, else the one `make` makes in a transaction of its own; True if this call made it.

    A unique key decides between two requests at the same moment: whoever loses finds the winner's row.
    """
    found = find()
    if found is not None:
        return found, False
    try:
        with atomic():
            return make(), True
    except peewee.IntegrityError:
        found = find()
        if found is None:
            raise
        return found, False


class Statement:
    """One SQL text for both engines, written with `?` for parameters; used where the ORM is too slow."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self._for_postgresql = self.text.replace("%", "%%").replace("?", "%s")

    @property
    def text_here(self) -> str:
        """The text as the open database takes it."""
        return self._for_postgresql if _is_postgresql else self.text

    def run(self, *parameters: object) -> Any:
        """Execute and return the cursor; its `rowcount` says how many rows changed.

        Goes to the driver's connection, past peewee, which costs more than SQLite itself; peewee's exceptions and
        its `query_hooks`, through which tests count statements, hold here too.
        """
        database = db.obj
        text = self.text_here
        if database.query_hooks:
            return database.execute_sql(text, parameters)
        connection = database.connection()
        try:
            return connection.execute(text, parameters)
        except Exception:
            with peewee.__exception_wrapper__:  # type: ignore[attr-defined]
                raise

    def rows(self, *parameters: object) -> list[tuple[Any, ...]]:
        """All result rows."""
        return list(self.run(*parameters).fetchall())

    def row(self, *parameters: object) -> tuple[Any, ...] | None:
        """The first result row, or None."""
        result: tuple[Any, ...] | None = self.run(*parameters).fetchone()
        return result


def raw(text: str, parameters: Iterable[object] = ()) -> peewee.SQL:
    """A piece of SQL written as for `Statement`, to stand in a query of the ORM."""
    return peewee.SQL(Statement(text).text_here, tuple(parameters))


# Rows of one transaction: some 10 ms of writing on SQLite, where everybody else who writes waits.
CHUNK = 500


def in_chunks(items: Sequence[Item], size: int | None = None) -> Iterator[Sequence[Item]]:
    """The items in order, `size` of them (`CHUNK`) at a time."""
    step = size or CHUNK
    for start in range(0, len(items), step):
        yield items[start : start + step]


def marks(values: Sized) -> str:
    """A question mark for each value, as `IN (…)` takes them."""
    return ", ".join("?" * len(values))


def rows_of(text: str, ids: Iterable[object], *more: object) -> list[tuple[Any, ...]]:
    """The rows of a statement with `{}` where a list of ids stands, and after it `more`; none for an empty list."""
    wanted = list(ids)
    return Statement(text.format(marks(wanted))).rows(*wanted, *more) if wanted else []


class _IdSource:
    """41 bits of milliseconds and a 22-bit tail that starts at random and counts up within the millisecond."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_ms = 0
        self._tail = 0
        self._random = random.SystemRandom()

    def next(self) -> int:
        with self._lock:
            ms = clock.now_ms() - _ID_EPOCH_MS
            if ms > self._last_ms:
                self._last_ms, self._tail = ms, self._random.getrandbits(_TAIL_BITS - 1)
            else:
                # Same millisecond, or a clock that stepped back: go on counting from the latest one seen.
                self._tail += 1
                if self._tail >> _TAIL_BITS:
                    self._last_ms, self._tail = self._last_ms + 1, 0
            return (self._last_ms << _TAIL_BITS) | self._tail


_ids = _IdSource()


def new_id() -> int:
    """A fresh id: sorted by time, not countable, below 2**63."""
    return _ids.next()


def first_id_of(ms: int) -> int:
    """Smaller than every id made from then on (milliseconds since 1970) and larger than those before."""
    return max(0, ms - _ID_EPOCH_MS) << _TAIL_BITS


def first_id_sql(ms: str) -> str:
    """`first_id_of` a moment that the statement itself knows."""
    return f"({ms} - {_ID_EPOCH_MS}) * {1 << _TAIL_BITS}"


class TimestampField(peewee.BigIntegerField):
    """Milliseconds UTC in the table, an aware `datetime` in Python."""

    def db_value(self, value: datetime | int | None) -> int | None:
        return clock.to_ms(value) if isinstance(value, datetime) else value

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else clock.from_ms(value)


# `json.dumps` would build one for each value.
_json_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_text(value: Any) -> str:
    """A JSON value as tables keep it: always the same text for it, so that texts can be compared."""
    return _json_encoder.encode(value)


class JsonField(peewee.TextField):
    """A JSON value kept as text, so that both engines store and return exactly what was written."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else json_text(value)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else json.loads(value)


class BaseModel(peewee.Model):
    """A table keyed by the engine's identity column; for bulk tables that never leave the server."""

    id = peewee.BigAutoField()

    class Meta:
        database = db
        legacy_table_names = False


class PublicModel(BaseModel):
    """A table whose ids leave the server."""

    id = peewee.BigIntegerField(primary_key=True, default=new_id)
