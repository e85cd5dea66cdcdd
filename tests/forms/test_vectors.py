"""The vectors shared with the mini-program: each file of tests/vectors/forms says what it is about."""

from datetime import date
from typing import Any

import pytest

from backend.forms import (
    DefinitionError,
    check_answers,
    parse_definition,
    shown_questions,
    unreachable,
    visible_questions,
    window_state,
)
from tests.forms.vectors import load


def cases_of(kind: str) -> Any:
    cases = list(load(kind))
    return pytest.mark.parametrize("case", [case for _, case in cases], ids=[name for name, _ in cases])


def strictly(value: Any) -> Any:
    """`value` so that 1, 1.0 and True, which are equal to Python, are told apart."""
    if isinstance(value, dict):
        return {key: strictly(item) for key, item in value.items()}
    if isinstance(value, list):
        return [strictly(item) for item in value]
    return (type(value).__name__, value)


@cases_of("answers")
def test_answers_are_checked_as_the_vectors_say(case: dict[str, Any]) -> None:
    definition = parse_definition(case["definition"])
    today = date.fromisoformat(case["today"])
    expect = case["expect"]

    checked = check_answers(definition, case["answers"], today, case["mode"])

    assert checked.errors == expect["errors"]
    assert strictly(checked.values) == strictly(expect["values"])
    if "visible" in expect:
        assert visible_questions(definition, case["answers"], today) == expect["visible"]
    if "rows" in expect:
        shown = shown_questions(definition, case["answers"], today)
        assert {one.key: [row.value for row in one.rows] for one in shown if one.rows} == expect["rows"]
    assert check_answers(definition, checked.values, today, case["mode"]).values == checked.values


@cases_of("definition")
def test_definitions_have_the_problems_the_vectors_say(case: dict[str, Any]) -> None:
    problems: list[tuple[str, str]] = []
    try:
        parse_definition(case["definition"])
    except DefinitionError as error:
        problems = error.problems
    assert [list(problem) for problem in problems] == case["problems"]


@cases_of("window")
def test_windows_open_and_close_as_the_vectors_say(case: dict[str, Any]) -> None:
    assert window_state(case["now_ms"], case["opens_ms"], case["closes_ms"]) == case["expect"]


@cases_of("unreachable")
def test_what_can_never_be_shown_is_found_as_the_vectors_say(case: dict[str, Any]) -> None:
    findings = unreachable(parse_definition(case["definition"]))
    assert [list(finding) for finding in findings] == case["findings"]
