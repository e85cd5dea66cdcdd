"""Kinds of cases are configuration: one file each in `kinds/`, read strictly and once."""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from functools import cache
from pathlib import Path
from typing import Any

from backend.push.kinds import KINDS

FOLDER = Path(__file__).parent / "kinds"
STATES = ("received", "assigned", "in_progress", "answered", "closed", "declined", "merged", "withdrawn")
OUTCOMES = ("adopted", "partly", "explained", "passed_on")
# In these states somebody still owes something.
OPEN_STATES = ("received", "assigned", "in_progress")


class KindError(Exception):
    """A file that describes a kind of case is wrong; the message names the file and the key."""


@dataclasses.dataclass(frozen=True)
class Category:
    """What a case is about."""

    key: str
    title: str
    hint: str = ""


@dataclasses.dataclass(frozen=True)
class Due:
    """Working days for each step."""

    received: float
    assigned: float
    in_progress: float
    reopened: float


@dataclasses.dataclass(frozen=True)
class Escalation:
    """Who is told when a case is so many working days past due."""

    after: float
    to: str  # assignee | staff | administrators


@dataclasses.dataclass(frozen=True)
class Kind:
    """One kind of case: its words, its times, and who may see it."""

    key: str
    title: str
    is_board: bool
    is_endorsable: bool
    page: str
    notice: str
    participation: str
    unhappy: int
    rating_days: int
    opt_out_days: int
    due: Due
    escalation: tuple[Escalation, ...]
    states: dict[str, str]
    outcomes: dict[str, str]
    categories: tuple[Category, ...]

    def category_title(self, key: str) -> str:
        """The words of a category; the key itself where the file no longer has it."""
        return next((category.title for category in self.categories if category.key == key), key)


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its key. Raises KindError."""
    return {path.stem: read_kind(path) for path in sorted(FOLDER.glob("*.toml"))}


def kind_of(key: str) -> Kind:
    """The kind of this key. Raises KindError."""
    try:
        return all_kinds()[key]
    except KeyError:
        raise KindError(f"{key}: no such kind of case") from None


def read_kind(path: Path) -> Kind:
    """One file. Raises KindError naming what is unknown, missing or wrong."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KindError(f"{path.name}: {error}") from None
    kind: Kind = _table(Kind, {"key": path.stem, **raw}, path.name)
    _check(kind, path.name)
    return kind


def _table(wanted: Any, raw: object, name: str) -> Any:
    if not isinstance(raw, dict):
        raise KindError(f"{name}: must be a table")
    hints = typing.get_type_hints(wanted)
    needed = {field.name for field in dataclasses.fields(wanted) if field.default is dataclasses.MISSING}
    for key in raw.keys() - hints.keys():
        raise KindError(f"{name}: unknown key {key}")
    for key in needed - raw.keys():
        raise KindError(f"{name}: {key} is missing")
    return wanted(**{key: _value(hints[key], value, f"{name}: {key}") for key, value in raw.items()})


def _value(wanted: Any, value: object, name: str) -> Any:
    if dataclasses.is_dataclass(wanted):
        return _table(wanted, value, name)
    if isinstance(wanted, types.GenericAlias):
        inner = typing.get_args(wanted)[0]
        if wanted.__origin__ is tuple and isinstance(value, list):
            return tuple(_table(inner, item, f"{name}[{number}]") for number, item in enumerate(value))
        if wanted.__origin__ is dict and isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            return value
        raise KindError(f"{name}: must be a {wanted.__origin__.__name__}")
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise KindError(f"{name}: must be {wanted.__name__}")
    return value


def _check(kind: Kind, name: str) -> None:
    for words, known, what in ((kind.states, STATES, "states"), (kind.outcomes, OUTCOMES, "outcomes")):
        if set(words) != set(known):
            raise KindError(f"{name}: {what} must be {', '.join(known)}")
    if not kind.categories or len({category.key for category in kind.categories}) != len(kind.categories):
        raise KindError(f"{name}: categories must be there, each key once")
    if any(step.to not in ("assignee", "staff", "administrators") for step in kind.escalation):
        raise KindError(f"{name}: escalation.to must be assignee, staff or administrators")
    if [step.after for step in kind.escalation] != sorted(step.after for step in kind.escalation):
        raise KindError(f"{name}: escalation must rise")
    if any(days <= 0 for days in dataclasses.astuple(kind.due)) or kind.rating_days < 1 or kind.opt_out_days < 0:
        raise KindError(f"{name}: due, rating_days and opt_out_days must be positive")
    if kind.notice not in KINDS:
        raise KindError(f"{name}: notice names no kind of message")
