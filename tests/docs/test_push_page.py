"""The tables of docs/push.md and docs/going-live.md say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from backend.commands.outbox import REASONS
from backend.push.errcodes import ACTIONS, Action, action_for_code
from backend.push.kinds import ABOUT, KINDS, Kind
from backend.push.templates import TEMPLATES
from backend.wechat.errors import ERRORS, LIBRARY_ERRORS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "push.md").read_text(encoding="utf-8")
GOING_LIVE = (DOCS / "going-live.md").read_text(encoding="utf-8")


def table_of(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", PAGE + GOING_LIVE, re.DOTALL)
    assert found is not None
    return found[1].strip()


def kinds_table() -> str:
    lines = ["| Kind | Says | Members turn off with | Template | Order | |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{kind.name}` | {kind.label} | {ABOUT[kind.about]} | `{kind.template}` | {kind.priority} | {traits(kind)} |"
        for kind in KINDS.values()
    ]
    return "\n".join(lines)


def traits(kind: Kind) -> str:
    words = {
        "urgent": kind.is_urgent,
        "at once": kind.is_at_once,
        "merged": kind.is_merged,
        "extra": kind.is_extra,
        "called": kind.is_called,
    }
    return ", ".join(word for word, holds in words.items() if holds)


def errors_table() -> str:
    """The codes a send may be answered with, by what is done about them."""
    lines = ["| What happened | WeChat's codes | What is done |", "| --- | --- | --- |"]
    for kind, action in ACTIONS.items():
        codes = [str(code) for code, error in sorted(ERRORS.items()) if nearest(error) is kind]
        what = (kind.__doc__ or "").partition("\n")[0].rstrip(".")
        lines.append(f"| {what} | {', '.join(codes) or '–'} | {action.value} |")
    return "\n".join(lines)


def templates_table() -> str:
    """What to choose in WeChat's console."""
    lines = ["| Key in `[wechat.templates]` | Title | Used for | Fields to choose |", "| --- | --- | --- | --- |"]
    for name, spec in TEMPLATES.items():
        kinds = "、".join(kind.label for kind in KINDS.values() if kind.template == name)
        fields = ", ".join(f"{field.label} ({field.kind})" for field in spec.fields)
        lines.append(f"| `{name}` | {spec.title} | {kinds} | {fields} |")
    return "\n".join(lines)


def nearest(error: type[Exception]) -> type[Exception]:
    return next(kind for kind in error.__mro__ if kind in ACTIONS)


@pytest.mark.parametrize(
    ("name", "made"), [("kinds", kinds_table()), ("errors", errors_table()), ("templates", templates_table())]
)
def test_table_is_what_the_program_does(name: str, made: str) -> None:
    assert table_of(name) == made, f"\n{made}\n"


def test_every_reason_is_explained() -> None:
    explained = set(re.findall(r"^\| `\w+` \| `(\w+)` \|", PAGE, re.MULTILINE))
    assert explained == set(REASONS)


def test_codes_named_in_the_advice_are_known() -> None:
    advice = PAGE.partition("## What to do when")[2]
    named = {int(code) for code in re.findall(r"\b[24]\d{4,5}\b", advice)}
    assert len(named) >= 4
    assert named <= {*ERRORS, *LIBRARY_ERRORS}
    assert action_for_code(47003) is Action.STOP_NOTIFICATION


def test_alarms_are_yaml_about_metrics_there_are() -> None:
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    rules = yaml.safe_load(block)["groups"][0]["rules"]
    named = {name for rule in rules for name in re.findall(r"lianyi_\w+", rule["expr"])}
    listed = set(re.findall(r"^\| `(lianyi_outbox_\w+)", PAGE, re.MULTILINE))
    assert named
    assert named <= listed
