"""What holds for any answers at all, whatever they are: found by trying many."""

import copy
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.forms import (
    DefinitionError,
    Mode,
    check_answers,
    definition_hash,
    parse_definition,
    unreachable,
    visible_questions,
)
from backend.forms.formats import FORMATS
from tests.forms.vectors import load

TODAY = date(2026, 11, 22)

OPTIONS = [{"value": value, "label": value} for value in ("a", "b", "1")]
QUESTIONS: list[dict[str, Any]] = [
    {"key": "single", "type": "single", "options": OPTIONS, "other": True, "required": True},
    {"key": "multiple", "type": "multiple", "options": OPTIONS, "other": True, "min_choices": 2, "max_choices": 3},
    {"key": "rating", "type": "rating"},
    {"key": "scale", "type": "scale", "show_if": {"question": "rating", "op": "lte", "value": 3}},
    {"key": "number", "type": "number", "min": -5, "max": 1000, "decimals": 2, "unit": "元"},
    {"key": "date", "type": "date", "min": "today-30", "max": "2027-01-01"},
    {"key": "matrix", "type": "matrix", "rows": OPTIONS, "columns": OPTIONS, "required": True},
    {"key": "ranking", "type": "ranking", "options": OPTIONS, "top": 2},
    {"key": "lines", "type": "text", "multiline": True, "min_length": 3, "max_length": 20},
    *({"key": name, "type": "text", "format": name, "max_length": 30} for name in FORMATS if name != "none"),
    {
        "key": "last",
        "type": "text",
        "required": True,
        "show_if": {
            "any": [
                {"question": "single", "op": "eq", "value": "other"},
                {"question": "multiple", "op": "contains", "value": "a"},
                {"question": "number", "op": "gt", "value": 1.5},
                {"question": "date", "op": "lt", "value": "2026-12-01"},
                {"not": {"question": "phone", "op": "not_answered"}},
            ]
        },
    },
]
FORM = {"sections": [{"key": "s", "title": "部分", "questions": [{"title": "题", **each} for each in QUESTIONS]}]}
DEFINITION = parse_definition(FORM)
KEYS = [question["key"] for question in QUESTIONS]

# Text with what people and attackers type: full width, lone surrogates, direction marks, digits, blanks.
TEXT = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("０１２３－．，/ 　\t\n\r\u200b\u202d\ud83d😀Xx@.+-86年月日王·•")
    )
)
LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT, st.sampled_from(["a", "b", "other"]))
JSON = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.dictionaries(st.one_of(TEXT, st.sampled_from(["a", "value", "text", *KEYS])), inner, max_size=5),
    ),
    max_leaves=12,
)
# Answers near enough to right ones that checks beyond the first are reached.
NEAR = st.one_of(
    JSON,
    st.lists(st.sampled_from(["a", "b", "1", "other"]), max_size=4),
    st.dictionaries(st.sampled_from(["a", "b", "1"]), st.sampled_from(["a", "b", "", None]), max_size=3),
    st.integers(-10, 1010).map(lambda number: number / 4),
    st.dates(date(2026, 10, 1), date(2027, 2, 1)).map(str),
    st.from_regex(r"\A\s?(\+?86)?[ -]?1[3-9][0-9]{9}\s?\Z"),
    st.from_regex(r"\A[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-2][0-9]{4}[0-9Xx]\Z"),
    TEXT.map(lambda text: {"value": "other", "text": text}),
)
ANSWERS = st.one_of(JSON, st.dictionaries(st.sampled_from([*KEYS, "unknown"]), NEAR))
MODES: st.SearchStrategy[Mode] = st.sampled_from(["complete", "partial"])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=ANSWERS, mode=MODES)
def test_any_json_gives_errors_and_never_an_exception(answers: Any, mode: Mode) -> None:
    before = copy.deepcopy(answers)
    checked = check_answers(DEFINITION, answers, TODAY, mode)

    assert repr(answers) == repr(before), "answers must not be changed"
    assert set(checked.values) <= set(visible_questions(DEFINITION, answers, TODAY))
    assert all(isinstance(message, str) and message for message in checked.errors.values())
    # Everything kept can be stored: JSON, without what a database or UTF-8 refuses.
    str(checked.values).encode()
    assert "\\x00" not in repr(checked.values)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=ANSWERS, mode=MODES)
def test_values_checked_again_are_the_same_values(answers: Any, mode: Mode) -> None:
    first = check_answers(DEFINITION, answers, TODAY, mode)
    second = check_answers(DEFINITION, first.values, TODAY, mode)

    assert second.values == first.values
    # Answers refused as a whole ("*") are no longer so the second time, when they are none at all.
    assert "*" in first.errors or set(second.errors) <= set(first.errors)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=ANSWERS)
def test_a_draft_keeps_what_the_complete_form_keeps(answers: Any) -> None:
    draft = check_answers(DEFINITION, answers, TODAY, "partial")
    complete = check_answers(DEFINITION, answers, TODAY, "complete")

    assert draft.values == complete.values
    assert draft.errors.items() <= complete.errors.items()


@st.composite
def damaged_forms(draw: st.DrawFn) -> Any:
    """A definition of the vectors with one part of it replaced by anything."""
    form = copy.deepcopy(draw(st.sampled_from([FORM, EVERY_FIELD])))
    node, steps = form, draw(st.integers(0, 8))
    for _ in range(steps):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = draw(st.sampled_from(keys))
        if isinstance(node[key], dict | list) and node[key] and draw(st.booleans()):
            node = node[key]
        else:
            node[key] = draw(JSON)
            break
    return form


EVERY_FIELD = next(case["definition"] for name, case in load("definition") if "every field" in name)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.one_of(JSON, damaged_forms()))
def test_any_json_as_a_definition_is_parsed_or_refused_with_reasons(data: Any) -> None:
    problems = problems_of(data)
    if problems:
        assert len(problems) <= 100
        assert all(path and message for path, message in problems)
        return
    definition = parse_definition(data)
    unreachable(definition)
    visible_questions(definition, {}, TODAY)


def problems_of(data: Any) -> list[tuple[str, str]]:
    try:
        parse_definition(data)
    except DefinitionError as error:
        return error.problems
    return []


def test_the_hash_of_a_definition_does_not_depend_on_the_order_of_keys() -> None:
    reordered = {"sections": [dict(reversed(FORM["sections"][0].items()))]}
    assert definition_hash(reordered) == definition_hash(FORM)


def test_the_hash_of_a_definition_changes_with_the_definition() -> None:
    changed = copy.deepcopy(FORM)
    changed["sections"][0]["title"] = "部份"
    assert definition_hash(changed) != definition_hash(FORM)


def test_the_hash_of_a_definition_is_stable_over_releases() -> None:
    # Stored versions are told apart by it: sha256 of {"sections":[]}.
    expected = "777b5863d801327b008f5610aa3eb3a4fb47554f056e0961b393075db17a4274"
    assert definition_hash({"sections": []}) == expected


def test_parsing_reads_everything_a_page_needs() -> None:
    definition = parse_definition(EVERY_FIELD)
    by_key = {question.key: question for question in definition.questions()}

    section = definition.sections[0]
    assert (section.key, section.title, section.description) == ("s", "部分", "介绍")
    single = by_key["a"]
    assert (single.help, single.purpose, single.required, single.sensitive) == ("说明", "用于座次", True, True)
    assert (single.other, single.randomize) == (True, True)
    assert (by_key["d"].low_label, by_key["d"].high_label) == ("低", "")
    assert (by_key["f"].minimum, by_key["f"].decimals, by_key["f"].unit) == (-0.5, 1, "万元")
    assert (by_key["g"].earliest, by_key["g"].latest) == ("1900-01-01", "today+30")
    assert (by_key["h"].rows[0].required, by_key["h"].columns[0].label) == (True, "选项x")
    assert (by_key["i"].top, by_key["i"].randomize) == (1, True)
    assert by_key["e"].max_length == 5000


def test_parsing_fills_in_defaults() -> None:
    definition = parse_definition(FORM)
    by_key = {question.key: question for question in definition.questions()}

    assert (by_key["rating"].minimum, by_key["rating"].maximum) == (1, 5)
    assert (by_key["scale"].minimum, by_key["scale"].maximum) == (0, 10)
    assert (by_key["last"].min_length, by_key["last"].max_length, by_key["last"].format) == (0, 200, "none")
    assert not by_key["rating"].required
    assert not by_key["rating"].sensitive
