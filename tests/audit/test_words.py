"""Every action that is recorded anywhere has its words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.audit.words import ACTIONS, ACTORS, SUBJECTS, action_words
from backend.safety.subjects import subjects

BACKEND = Path(__file__).resolve().parents[2] / "backend"
# Actions that are put together when they are recorded: what comes after the point.
ENDINGS = {
    "case.": (
        *("assigned", "started", "transferred", "paused", "resumed", "handlers", "due_changed"),
        *("replied", "declined", "merged"),
    ),
    "complaint.": ("upheld", "dismissed"),
    "membership.": ("join", "move", "leave"),
    "reply_template.": ("added", "changed", "deleted"),
    "media.": ("added", "deleted", "clear", "blocked"),
    "signup.": ("approved", "rejected"),
    "text.": ("passed", "blocked"),
}


class _File:
    """One module: its functions that record what they are told to, and all its calls."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.constants = {
            target.id: node.value.value
            for node in self.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield (node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")), node

    def passing_on(self, known: dict[str, int | None]) -> Iterator[tuple[str, int]]:
        """(function, position of the parameter `action`) of those that hand it on to one that is known."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            names = [argument.arg for argument in node.args.args]
            if "action" in names and any(
                name in known
                and isinstance(given := _argument(call, "action", known[name]), ast.Name)
                and given.id == "action"
                for name, call in _calls_in(node)
            ):
                yield node.name, names.index("action")


def _calls_in(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            yield one.func.id, one


def _argument(call: ast.Call, name: str, position: int | None) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[position] if position is not None and len(call.args) > position else None


def recorded() -> Iterator[tuple[str, str]]:
    """(place, action) of everything that is recorded; "?" for what cannot be told from the text."""
    files = [_File(path) for path in sorted(BACKEND.rglob("*.py")) if path.parent.name != "audit"]
    shared: dict[str, int | None] = {"record": None, "record_each": None}
    shared |= {name: at for file in files for name, at in file.passing_on(shared) if not name.startswith("_")}
    for file in files:
        passing = dict(shared)
        while more := dict(file.passing_on(passing)).keys() - passing.keys():
            passing |= {name: at for name, at in file.passing_on(passing) if name in more}
        for name, call in file.calls():
            if name not in passing:
                continue
            value = _argument(call, "action", passing[name])
            place = f"{file.path.relative_to(BACKEND)}:{call.lineno}"
            for one in [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]:
                yield from ((place, action) for action in _actions(file, one))


def _actions(file: _File, value: ast.expr | None) -> Iterator[str]:
    match value:
        case None:
            return
        case ast.Constant(value=str() as action):
            yield action
        case ast.Name(id="action"):  # handed on: found at the call
            return
        case ast.Name(id=name):
            yield str(file.constants.get(name, "?"))
        case ast.JoinedStr(values=[ast.Constant(value=str() as start), ast.FormattedValue(), *rest]):
            last = "".join(str(one.value) for one in rest if isinstance(one, ast.Constant))
            yield from (f"{start}{end}{last}" for end in ENDINGS.get(start, ("?",)))
        case _:
            yield "?"


FOUND = list(recorded())


def test_it_finds_what_is_recorded() -> None:
    found = {action for _, action in FOUND}
    assert len(found) > 60
    # A plain call, one through a function that hands it on, one by a constant, one put together.
    assert {"grant_role", "topic.published", "activity.cancelled", "signup.passed_over", "case.replied"} <= found


@pytest.mark.parametrize(("place", "action"), FOUND, ids=[f"{action}@{place}" for place, action in FOUND])
def test_every_action_has_words(place: str, action: str) -> None:
    assert action in ACTIONS, f"{place} records {action}: put its words into backend/audit/words.py"


def test_no_words_are_left_over() -> None:
    # The first is recorded by the trail itself; the second has its words before its page is there.
    assert set(ACTIONS) - {action for _, action in FOUND} <= {"audit.erased", "section.changed"}


def test_no_two_actions_are_called_the_same() -> None:
    assert len(set(ACTIONS.values())) == len(ACTIONS)
    assert action_words("unheard.of") == "unheard.of"


def test_every_subject_and_actor_has_words() -> None:
    assert set(subjects()) <= set(SUBJECTS)
    kinds: set[str] = set()
    actors: set[str] = set()
    for path in BACKEND.rglob("*.py"):
        for name, call in _calls_in(ast.parse(path.read_text(encoding="utf-8"))):
            if name in ("record", "record_each"):
                kinds |= _texts(_argument(call, "subject_kind", None))
                actors |= _texts(_argument(call, "actor_kind", None))
    assert kinds
    assert kinds <= set(SUBJECTS)
    assert actors
    assert actors <= set(ACTORS)


def _texts(value: ast.expr | None) -> set[str]:
    nodes = ast.walk(value) if value is not None else []
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
