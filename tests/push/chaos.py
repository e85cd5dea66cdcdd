"""Real jobs processes that send to a WeChat in a process of its own, for the tests that kill, stop and confuse them.

`python -m tests.push.chaos CLOCK_FILE` is `lianyi jobs`, at a time that a file says.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import requests

from backend import clock
from backend.database import db
from backend.encryption import create_key_file
from backend.push.models import Delivery
from backend.wechat.simulator.state import SIMULATOR_APPID, SIMULATOR_SECRET
from backend.wechat.simulator.templates import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]
# LIANYI_CHAOS=full runs the sizes that take minutes.
IS_FULL = os.environ.get("LIANYI_CHAOS") == "full"
IN_FLIGHT = 8
_STALLED_S = 90


class Jobs:
    """Jobs processes on one database, all at the time that one file says."""

    def __init__(self, folder: Path, database_url: str, wechat_url: str) -> None:
        self._folder = folder
        self._clock_file = folder / "ahead"
        self.step_clock(0)
        create_key_file(folder / "keys.json")
        templates = "".join(f'{name} = "{template.template_id}"\n' for name, template in TEMPLATES.items())
        (folder / "jobs.toml").write_text(
            f'[database]\nurl = "{database_url}"\n[security]\nkeys_file = "{folder}/keys.json"\n'
            f'[jobs]\ndeliveries_in_flight = {IN_FLIGHT}\noutbox_poll_s = 0.1\n[logging]\nlevel = "WARNING"\n'
            f'[push]\nquiet_hours = ""\nholiday_quiet_hours = ""\n'
            f'[wechat]\nappid = "{SIMULATOR_APPID}"\nsecret = "{SIMULATOR_SECRET}"\nbase_url = "{wechat_url}"\n'
            f"[wechat.templates]\n{templates}"
        )
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        with (self._folder / "jobs.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.push.chaos", str(self._clock_file)],
                cwd=ROOT,
                env={
                    **os.environ,
                    "LIANYI_CONFIG": str(self._folder / "jobs.toml"),
                    "XDG_RUNTIME_DIR": str(self._folder),
                },
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """kill -9: nothing is finished, no lease given back."""
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.running.remove(process)

    def stop(self) -> None:
        """All of them, as a service manager does it."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(timeout=60)

    def step_clock(self, ahead_s: float) -> None:
        """From now on it is so much later than it is."""
        aside = self._clock_file.with_suffix(".new")
        aside.write_text(str(int(ahead_s * 1000)))
        aside.replace(self._clock_file)

    def log(self) -> str:
        return (self._folder / "jobs.log").read_text(errors="replace")


def sent() -> int:
    """How many messages are written down as sent."""
    count = Delivery.select().where(Delivery.state == "sent").count()
    db.close()
    return int(count)


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = _STALLED_S) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, what
        time.sleep(0.05)


def delivered(wechat_url: str) -> Counter[str]:
    """How many messages each phone shows."""
    items = requests.get(f"{wechat_url}/_simulator/messages", timeout=60).json()["items"]
    return Counter(one["openid"] for one in items)


def repeats(found: Counter[str]) -> int:
    return sum(found.values()) - len(found)


def tell(figures: str) -> None:
    """Shown with `pytest -s`: what was counted."""
    sys.stdout.write(f"\n{figures}\n")


def some_time(most_s: float) -> None:
    """So that a kill does not always come at the same point."""
    time.sleep(random.uniform(0, most_s))


def main() -> None:
    """`lianyi jobs` at the time of a file, which is looked at for each question."""
    path = Path(sys.argv[1])
    clock.use_source(lambda: clock.system_ms() + int(path.read_text()))
    from backend.cli import main as lianyi

    lianyi(["jobs"])


if __name__ == "__main__":
    main()
