"""What is to be said of a definition before it is used, with the numbers of the questions."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

from backend.forms.definition import DefinitionError, parse_definition
from backend.forms.problem_words import problem_in_words
from backend.forms.questions import Definition
from backend.forms.reachability import Finding, unreachable

# How the form engine speaks of a question.
_KEY = re.compile(r"题目 ([a-z][a-z0-9_]*) ?")


class Remark(NamedTuple):
    """One thing found; `level` "error" keeps a form from being used."""

    level: str
    message: str
    number: int | None = None
    question: str | None = None


def remarks_on(definition: dict[str, Any]) -> tuple[list[Remark], Definition | None]:
    """What is wrong with a definition, or what of it nobody could ever see; and the definition parsed, if it is fit."""
    try:
        parsed = parse_definition(definition)
    except DefinitionError as error:
        return [_problem(definition, path, message) for path, message in error.problems], None
    numbers = {question.key: number for number, question in enumerate(parsed.questions(), 1)}
    found = _unreachable(json.dumps(definition, sort_keys=True))
    return [_in_words(finding, parsed, numbers) for finding in found], parsed


@lru_cache(maxsize=256)
def _unreachable(text: str) -> tuple[Finding, ...]:
    # It takes up to two seconds, and whoever writes questions has them looked through with each change.
    return tuple(unreachable(parse_definition(json.loads(text))))


def _problem(definition: dict[str, Any], path: str, message: str) -> Remark:
    words, number = problem_in_words(definition, path, message)
    return Remark("error", words, number)


def _in_words(finding: Finding, definition: Definition, numbers: dict[str, int]) -> Remark:
    """What the form engine found, with numbers and titles where it has keys."""
    key = None if finding.where == "section" else finding.key.partition("/")[0]
    number = None if key is None else numbers[key]
    match finding.where:
        case "section":
            titles = {section.key: section.title for section in definition.sections}
            subject = f"“{titles[finding.key]}”这一部分"
        case "row":
            subject = f"第 {number} 题的“{_row_label(definition, finding.key)}”一行"
        case _:
            subject = f"第 {number} 题"
    reason = _KEY.sub(lambda found: f"第 {numbers.get(found[1], found[1])} 题", finding.reason)
    match finding.kind:
        case "never":
            return Remark("error", f"{subject}永远不会出现：{reason}。", number, key)
        case "dead_value":
            return Remark("error", f"{subject}：{reason}。", number, key)
    return Remark("warning", f"{subject}：{reason}。", number, key)


def _row_label(definition: Definition, key: str) -> str:
    question, _, value = key.partition("/")
    rows = (row for one in definition.questions() if one.key == question for row in one.rows)
    return next(row.label for row in rows if row.value == value)
