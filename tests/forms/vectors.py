"""Reading the vectors that this suite and the mini-program's share, and writing out what they abbreviate."""

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "vectors" / "forms"


def load(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every case of a kind as (file: name, case), with definitions looked up and abbreviations written out."""
    for path in sorted(FOLDER.glob("*.json")):
        file = json.loads(path.read_text(encoding="utf-8"))
        if file["kind"] == kind:
            for case in file["cases"]:
                definition = case.get("definition")
                if isinstance(definition, str) and definition in file.get("definitions", {}):
                    case["definition"] = file["definitions"][definition]
                yield f"{path.stem}: {case['name']}", written_out(case)


def written_out(value: Any) -> Any:
    """`value` with each `{"$name": argument}` replaced by what it stands for."""
    if isinstance(value, list):
        return [written_out(item) for item in value]
    if not isinstance(value, dict):
        return value
    (name, argument) = next(iter(value.items()), ("", None))
    if name in _ABBREVIATIONS:
        return _ABBREVIATIONS[name](written_out(argument))
    return {key: written_out(item) for key, item in value.items()}


def _nested(depth: int) -> list[Any]:
    nest: list[Any] = []
    for _ in range(depth):
        nest = [nest]
    return nest


def _wrapped(argument: list[Any]) -> Any:
    key, times, inner = argument
    for _ in range(times):
        inner = {key: inner}
    return inner


def _sections(sizes: list[int]) -> dict[str, Any]:
    sections, asked = [], 0
    for n, size in enumerate(sizes):
        questions = [{"key": f"q{asked + k}", "type": "text", "title": "题目"} for k in range(size)]
        sections.append({"key": f"s{n}", "title": "部分", "questions": questions})
        asked += size
    return {"sections": sections}


_ABBREVIATIONS: dict[str, Callable[[Any], Any]] = {
    "$repeat": lambda argument: argument[0] * argument[1],
    "$list": lambda argument: [argument[0]] * argument[1],
    "$keys": lambda argument: {f"{argument[0]}{n}": "" for n in range(argument[1])},
    "$join": "".join,
    "$pad": lambda argument: argument[0].rjust(argument[1]),
    "$digits": lambda count: int("9" * count),
    "$nan": lambda _: math.nan,
    "$infinity": lambda _: math.inf,
    "$surrogate": lambda argument: argument[0] + chr(argument[1]),
    "$nest": _nested,
    "$wrap": _wrapped,
    "$options": lambda count: [{"value": f"o{n}", "label": f"选项{n}"} for n in range(count)],
    "$questions": lambda count: _sections([count]),
    "$questions_in": _sections,
    "$sections": lambda count: _sections([1] * count),
}
