"""kill -9 of the web process amid a burst of signups: what was answered is there, once, and nothing is oversold."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from backend.accounts.models import Account
from backend.activities.models import Activity, Signup
from backend.encryption import create_key_file
from tests.activities.test_races import make_crowd
from tests.factories import make_activity, make_session
from tests.people import World

MEMBERS = 240
PLACES = 80
ANSWERS_BEFORE_THE_KILL = 50
PHONES_AT_ONCE = 8
ROOT = Path(__file__).resolve().parents[2]


class Server:
    """gunicorn as it runs in production, on a socket that outlives it: whoever calls meanwhile waits in line."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        create_key_file(folder / "keys.json")
        (folder / "config.toml").write_text(
            f'[database]\nurl = "{database_url}"\n'
            f'[security]\nkeys_file = "{folder}/keys.json"\n'
            "[server]\nworkers = 2\nthreads = 4\n"
            '[limits]\nenabled = false\n[logging]\nlevel = "ERROR"\n'
        )

    def start(self) -> None:
        descriptor = self.listener.fileno()
        command = [sys.executable, "-m", "gunicorn", "--config", "python:backend.gunicorn_settings"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"fd://{descriptor}", "--log-level", "error", "backend.wsgi:app"],
            cwd=ROOT,
            env={**os.environ, "LIANYI_CONFIG": str(self.folder / "config.toml")},
            pass_fds=[descriptor],
            start_new_session=True,
        )

    def kill(self) -> None:
        """kill -9, the master and its workers at once: no handler runs, nothing is flushed."""
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def put(self, path: str, token: str) -> requests.Response | None:
        """The answer, or None if there was none."""
        url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/api/v1{path}"
        try:
            return requests.put(url, json={}, headers={"Authorization": f"Bearer {token}"}, timeout=20)
        except requests.RequestException:
            return None


@pytest.fixture
def server(tmp_path, database_url, database):
    server = Server(tmp_path, database_url)
    yield server
    server.kill()
    server.listener.close()


def assert_exact(activity, expected):
    row = Activity.get_by_id(activity.id)
    states = Counter(signup.state for signup in Signup.select())
    assert (row.taken, row.approved, row.waitlisted) == (states["approved"], states["approved"], states["waitlisted"])
    assert row.taken == min(PLACES, expected)
    assert sum(states.values()) == len({signup.member_id for signup in Signup.select()}) == expected


def test_killed_amid_a_burst_every_answered_signup_is_there_once(server):
    world = World(None)
    # The server reads the real time, as this test does.
    activity = make_activity(world.chamber, capacity=PLACES, starts_at=Activity().created_at + timedelta(days=3))
    tokens = {one.id: make_session(Account.get(Account.member == one.id)) for one in make_crowd(world, MEMBERS)}
    answered: queue.Queue[tuple[int, dict[str, str]]] = queue.Queue()

    def sign_up(member_id):
        response = server.put(f"/activities/{activity.id}/signup", tokens[member_id])
        if response is not None:
            assert response.status_code in (200, 201), response.text
            answered.put((member_id, response.json()))
        return response is not None

    server.start()
    with ThreadPoolExecutor(PHONES_AT_ONCE) as phones:
        calls = [phones.submit(sign_up, member_id) for member_id in tokens]
        before = [answered.get(timeout=60) for _ in range(ANSWERS_BEFORE_THE_KILL)]
        server.kill()
        for call in calls[-MEMBERS // 2 :]:
            call.cancel()
        server.start()
    while not answered.empty():
        before.append(answered.get())
    left = {signup.member_id: signup for signup in Signup.select()}
    for member_id, body in before:
        assert str(left[member_id].id) == body["id"]
        assert left[member_id].state == body["state"]
    assert_exact(activity, len(left))

    # Whoever got no answer asks again, and so may everybody else: the same signups, none twice.
    with ThreadPoolExecutor(PHONES_AT_ONCE) as phones:
        assert all(phones.map(sign_up, tokens))
    assert_exact(activity, MEMBERS)
    after = {signup.member_id: signup for signup in Signup.select()}
    assert all((after[one].id, after[one].state) == (row.id, row.state) for one, row in left.items())
