"""The systemd units: they parse, start commands that exist, and are locked down alike."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from backend.cli import main

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
UNITS = sorted([*SERVICES, *DEPLOY.glob("*.timer")])
INSTALLED = "/opt/lianyi"
REQUIRED = {
    "User": "lianyi",
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "SystemCallFilter": "@system-service",
    "EnvironmentFile": "/etc/lianyi/secrets.env",
}


def read_unit(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, strict=False, comment_prefixes=("#",), delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text(encoding="utf-8"))
    return unit


def commands(path: Path) -> list[list[str]]:
    lines = re.findall(r"^Exec\w+=(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in lines]


def test_there_is_a_unit_for_each_process_and_for_the_nightly_backup() -> None:
    assert [unit.name for unit in UNITS] == [
        "lianyi-backup.service",
        "lianyi-backup.timer",
        "lianyi-jobs.service",
        "lianyi-web.service",
    ]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_command_of_a_unit_exists(path: Path) -> None:
    assert commands(path)
    for command in commands(path):
        assert command[0].startswith(f"{INSTALLED}/.venv/bin/")
        if command[0].endswith("/lianyi"):
            assert command[1] in main.commands
        else:
            assert (ROOT / command[1].removeprefix(f"{INSTALLED}/")).is_file()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_service_runs_locked_down_as_its_own_user(path: Path) -> None:
    service = read_unit(path)["Service"]
    assert {key: service.get(key) for key in REQUIRED} == REQUIRED


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_no_secret_stands_in_a_unit(path: Path) -> None:
    assert not re.search(r"LIANYI_WECHAT_SECRET|LIANYI_DATABASE_URL|LIANYI_REDIS_URL", path.read_text(encoding="utf-8"))


def test_the_backup_may_write_where_it_is_told_to() -> None:
    unit = read_unit(DEPLOY / "lianyi-backup.service")["Service"]
    arguments = shlex.split(unit["ExecStart"])
    assert arguments[arguments.index("--to") + 1] == unit["ReadWritePaths"]


def test_the_timer_starts_what_it_is_named_after_and_survives_a_reboot() -> None:
    timer = read_unit(DEPLOY / "lianyi-backup.timer")
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert (DEPLOY / "lianyi-backup.service").is_file()


def _by_systemd(copies: list[Path]) -> str:
    verified = subprocess.run(["systemd-analyze", "verify", *map(str, copies)], capture_output=True, text=True)
    return verified.stdout + verified.stderr


def _by_shape(copies: list[Path]) -> str:
    """Without systemd: every line is a comment, a section or a key, and the sections are systemd's."""
    line = re.compile(r"(#.*|\[(Unit|Service|Timer|Install)\]|[A-Z][A-Za-z]+=.*|)")
    wrong = [text for copy in copies for text in copy.read_text().splitlines() if not line.fullmatch(text)]
    return "\n".join(wrong)


verify = _by_systemd if shutil.which("systemd-analyze") else _by_shape


def test_systemd_understands_every_line(tmp_path: Path) -> None:
    installed = tmp_path / "lianyi"
    for name in (".venv/bin/lianyi", ".venv/bin/python"):
        program = installed / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    copies = []
    for unit in UNITS:
        copy = tmp_path / unit.name
        copy.write_text(unit.read_text(encoding="utf-8").replace(INSTALLED, str(installed)))
        copies.append(copy)
    assert verify(copies) == ""
