"""The simulator of WeChat behind one asyncio loop, for benches and chaos tests that run it as a process of its own.

Under gunicorn the simulator itself is what limits: a thread for each call that waits, a connection thrown away now and
then. Here thousands of calls may wait at once, and none of them holds a thread.
`python -m scripts.benchmarks.wechat PORT --latency-ms 20 --phones 1000 --credits 5`
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from backend.wechat.simulator import create_simulator
from backend.wechat.simulator.state import SIMULATOR_APPID, Simulator
from backend.wechat.simulator.templates import TEMPLATES
from scripts.benchmarks.servers import ROOT, free_port

_SEND = "/cgi-bin/message/subscribe/send"
_START_S = 60


def phone_name(number: int) -> str:
    """What the bench's phones are called: their openids follow from it."""
    return f"手机{number}"


def openids(count: int) -> list[str]:
    """The openids of the phones made with `--phones count`, in order."""
    return _make_phones(Simulator(), count, 0)


def _make_phones(simulator: Simulator, count: int, each: int) -> list[str]:
    made = []
    for number in range(count):
        phone = simulator.phones.add(phone_name(number), "")
        openid = simulator.phones.openid(SIMULATOR_APPID, phone.user_id)
        if each:
            mine = simulator.messages.of(openid)
            mine.credits = {template.template_id: each for template in TEMPLATES.values()}
        made.append(openid)
    return made


class _Connection(asyncio.Protocol):
    """One keep-alive connection: reads requests, answers each with the application, those of `_SEND` late."""

    def __init__(self, app: Any, latency_s: float) -> None:
        self._app = app
        self._latency_s = latency_s
        self._buffer = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, separator, rest = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        if len(rest) < length:
            return
        self._buffer = rest[length:]
        method, target, _ = first.split(" ")
        path, _, query = target.partition("?")
        answer = self._answer(method, path, query, headers, rest[:length])
        if path == _SEND and self._latency_s:
            asyncio.get_running_loop().call_later(self._latency_s, self._transport.write, answer)
        else:
            self._transport.write(answer)

    def _answer(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> bytes:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, "latin-1"),
            "QUERY_STRING": query,
            "CONTENT_TYPE": headers.get("content-type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "0",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        started: list[Any] = []
        parts = self._app(environ, lambda status, answered, *_: started.extend((status, answered)))
        text = b"".join(parts)
        lines = [f"HTTP/1.1 {started[0]}", *(f"{name}: {value}" for name, value in started[1])]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + text


@contextmanager
def serve_wechat(folder: Path, phones: int, each: int, latency_ms: float) -> Iterator[str]:
    """A WeChat in a process of its own; yields its base URL."""
    port = free_port()
    command = [sys.executable, "-m", "scripts.benchmarks.wechat", str(port), "--latency-ms", str(latency_ms)]
    command += ["--phones", str(phones), "--credits", str(each)]
    with (folder / "wechat.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + _START_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                if time.monotonic() > until or process.poll() is not None:
                    raise
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


async def _serve(port: int, app: Any, latency_s: float) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(app, latency_s), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve until terminated."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--latency-ms", type=float, default=0)
    parser.add_argument("--phones", type=int, default=0)
    parser.add_argument("--credits", type=int, default=1)
    wanted = parser.parse_args()
    simulator = Simulator()
    _make_phones(simulator, wanted.phones, wanted.credits)
    asyncio.run(_serve(wanted.port, create_simulator(simulator), wanted.latency_ms / 1000))


if __name__ == "__main__":
    main()
