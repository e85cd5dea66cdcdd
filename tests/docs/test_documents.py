"""What README and docs/ show exists: commands, options, configuration keys, environment variables, files."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import click
import pytest

from backend.cli import main
from backend.config import ENVIRONMENT, Config, parse_config

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")])
IDS = [path.name for path in DOCUMENTS]
SECTIONS = {field.name: field.default_factory for field in dataclasses.fields(Config)}  # type: ignore[misc]
FILE_SUFFIXES = (".toml", ".json", ".md", ".py", ".ts", ".db", ".html", ".css", ".xlsx")

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=IDS)


def fences_of(path: Path) -> list[tuple[str, str]]:
    """(language, text) of each code block."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def code_of(path: Path) -> list[str]:
    """Each line of its shell blocks, and each piece of code inside its sentences."""
    blocks = [text for language, text in fences_of(path) if language in ("", "sh", "bash")]
    sentences = re.sub(r"^```\w*\n.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [*"\n".join(blocks).splitlines(), *re.findall(r"`([^`\n]+)`", sentences)]


def toml_of(path: Path) -> list[str]:
    return [text for language, text in fences_of(path) if language == "toml"]


def uses_of_the_command(path: Path) -> list[tuple[str, list[str]]]:
    """(command, words after it) of each `lianyi …` that is shown."""
    found = []
    for code in code_of(path):
        for use in re.findall(r"(?:^|/|\s)lianyi (?!-)([a-z][a-z-]*)((?: +[^&|;#]+)?)", code):
            found.append((use[0], use[1].split()))
    return found


@each_document
def test_every_command_shown_exists_with_its_options(path: Path) -> None:
    for name, words in uses_of_the_command(path):
        assert name in main.commands, f"lianyi {name}"
        command = main.commands[name]
        if isinstance(command, click.Group) and words and not words[0].startswith("-"):
            assert words[0] in command.commands, f"lianyi {name} {words[0]}"
            command = command.commands[words[0]]
        options = {word for word in words if re.fullmatch("--[a-z-]+", word)}
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert options <= known, f"lianyi {name} {words}"
        assert isinstance(command, click.Command)


def test_the_operations_page_shows_commands_at_all() -> None:
    shown = {name for name, _ in uses_of_the_command(ROOT / "docs" / "operations.md")}
    assert {"create-keys", "migrate", "check-config", "import-roster", "create-admin"} <= shown


@each_document
def test_every_configuration_key_named_exists(path: Path) -> None:
    for code in code_of(path):
        named = re.fullmatch(r"([a-z]+)\.([a-z_]+)(?:\.[a-z_]+)?", code)
        if named is None or named[1] not in SECTIONS or code.endswith(FILE_SUFFIXES):
            continue
        section = SECTIONS[named[1]]()  # type: ignore[operator]
        assert hasattr(section, named[2]), code


@each_document
def test_every_configuration_shown_is_accepted(path: Path) -> None:
    for block in toml_of(path):
        parse_config(tomllib.loads(block))


@each_document
def test_every_environment_variable_named_is_read(path: Path) -> None:
    named = set(re.findall(r"\bLIANYI_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= {*ENVIRONMENT, "LIANYI_CONFIG"}


@each_document
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@each_document
def test_every_file_of_the_checkout_named_exists(path: Path) -> None:
    places = ("scripts/", "deploy/", "backend/", "miniprogram/", "migrations/", "docs/")
    for code in code_of(path):
        for word in code.removeprefix("./").removeprefix("/opt/lianyi/").split():
            word = word.removeprefix("/opt/lianyi/")
            if word.startswith(places) and not set("*{}<>…") & set(word):
                assert (ROOT / word.rstrip(",;")).exists(), word
