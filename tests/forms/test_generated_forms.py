"""Ten thousand made-up forms: the phone's rules and the server's say the same of each, and no check claims too much."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.forms import check_answers, parse_definition, unreachable
from backend.forms.condition_parser import OPERATORS, ROW_OPERATORS
from backend.forms.conditions import comparisons
from tests.forms.replay import judged, make_cases, replay
from tests.forms.test_check_answers import JSON, NEAR

FORMS = 10_000
BATCHES = 100


def is_json(value: Any) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


def generated(forms: int, batches: int) -> list[dict[str, Any]]:
    """Forms put together by seeds that hypothesis chooses, with answers of its own strategies among the right ones."""
    cases: list[dict[str, Any]] = []

    @settings(
        max_examples=batches,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(seed=st.integers(0, 2**32), wild=st.lists(st.one_of(NEAR, JSON).filter(is_json), max_size=12))
    def collect(seed: int, wild: list[Any]) -> None:
        # Each batch from chance of its own, also where hypothesis tries a seed again.
        cases.extend(make_cases(seed * BATCHES + len(cases), forms // batches, wild))

    collect()
    return cases


def test_the_phone_and_the_server_say_the_same_of_every_form(tmp_path: Path) -> None:
    told = replay(generated(FORMS, BATCHES), tmp_path)
    assert told["forms"] >= FORMS
    assert told["answers"] > 2 * FORMS
    assert told["differences"] == []


@pytest.mark.parametrize("part", ["values", "errors", "visible", "rows", "problems"])
def test_a_difference_in_any_part_is_told(tmp_path: Path, part: str) -> None:
    cases = list(make_cases(1, 20, []))
    of_form = part == "problems"
    line, case = next(
        (n, one) for n, one in enumerate(cases, 1) if of_form or any(each[part] for each in one["answers"])
    )
    if of_form:
        case["problems"] = [*case["problems"], ["sections", "made up"]]
    else:
        next(each for each in case["answers"] if each[part])[part] = {}
    told = replay(cases, tmp_path)
    assert [(one["line"], one["what"]) for one in told["differences"]] == [(line, part)]


def test_the_forms_reach_every_operator_and_every_message() -> None:
    operators: Counter[tuple[str, str]] = Counter()
    shown: Counter[str] = Counter()
    messages: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    for case in generated(2_000, 20):
        problems.update(re.sub(r"\d+", "N", message) for _, message in case["problems"])
        if case["problems"]:
            continue
        definition = parse_definition(case["definition"])
        kinds = {question.key: question.type for question in definition.questions()}
        for condition in definition.conditions():
            operators.update(("row" if one.row else kinds[one.question], one.op) for one in comparisons(condition))
        for each in case["answers"]:
            messages.update(re.sub(r"[-\d.]+|“.*?”+", "N", message) for message in each["errors"].values())
            shown["questions"] += len(each["visible"])
            shown["hidden"] += len(kinds) - len(each["visible"])
            rows = {question.key: len(question.rows) for question in definition.questions()}
            shown["fewer rows"] += sum(len(kept) < rows[key] for key, kept in each["rows"].items())
            shown["complete"] += not each["errors"]
    wanted = {(kind, op) for kind, allowed in OPERATORS.items() for op in allowed} | {
        ("row", op) for op in ROW_OPERATORS
    }
    assert wanted - operators.keys() == set()
    assert min(shown.values()) > 200, shown
    assert len(messages) > 40, messages
    assert len(problems) > 20, problems


def test_what_is_said_never_to_appear_never_does() -> None:
    said: Counter[str] = Counter()
    for case in make_cases(5, 1_500, []):
        if case["problems"]:
            continue
        definition = parse_definition(case["definition"])
        never = {(one.where, one.key) for one in unreachable(definition) if one.kind == "never"}
        for each in case["answers"]:
            # Only what could be sent counts: with a required answer lacking, a follow-up to it may be on the screen.
            if check_answers(definition, each["raw"], date.fromisoformat(each["today"])).errors:
                continue
            said["looked at"] += 1
            shown = {("question", key) for key in each["visible"]}
            shown |= {("row", f"{key}/{row}") for key, rows in each["rows"].items() for row in rows}
            assert not never & shown, json.dumps(case["definition"], ensure_ascii=False)
        said.update(where for where, _ in never)
    assert min(said[kind] for kind in ("looked at", "question", "row", "section")) > 20, said


def test_a_verdict_is_of_the_form_and_answers_given() -> None:
    form = {"sections": [{"key": "s", "title": "部分", "questions": [{"key": "a", "type": "rating", "title": "题"}]}]}
    given_answers = [{"raw": {"a": 9}, "today": "2026-11-22", "mode": "complete"}]
    (each,) = judged(form, given_answers)["answers"]
    assert (each["values"], each["errors"], each["visible"]) == ({}, {"a": "请打 1 到 5 分"}, ["a"])
