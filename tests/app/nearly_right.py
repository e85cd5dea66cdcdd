"""Bodies that are right but for one place: what a fuzzer that knows only types never reaches."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from tests.app.busy_world import QUESTION_KEYS, QUESTIONS

AWKWARD_TEXTS = (
    "",
    " ",
    "-1",
    "1e400",
    "9" * 30,
    "１２３",
    "0000-01-01",
    "9999-12-31T23:59:59+14:00",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202e敏王",
    "\u200b",
    "a\0b",
    "\ud800",
    "%s' OR 1=1 --",
    "长" * 5_000,
)
AWKWARD_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**31, 2**63, 10**23, 1.5, 1e308, [], {}, [[]], {"value": "other", "other": 5}),
    *AWKWARD_TEXTS,
)

values = st.sampled_from(AWKWARD_VALUES) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
RIGHT_ANSWERS: tuple[dict[str, Any], ...] = (
    {},
    {"bus": "yes", "guests": 2, "arrives": "2026-04-23", "meals": ["yes"]},
    {"bus": "no", "plate": "鄂A12345"},
    {"likes": "书法", "birth_date": "1970-01-01"},
    {"rating": 5, "good": "讲得实在"},
)
answers = st.sampled_from(RIGHT_ANSWERS) | st.dictionaries(st.sampled_from(QUESTION_KEYS), values, max_size=5)


def places(value: Any) -> list[tuple[Any, ...]]:
    """The path to everything inside a JSON value, itself first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(), *((key, *rest) for key, child in inner for rest in places(child))]


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """A form definition with one thing replaced, taken out, or added to."""
    definition = copy.deepcopy(QUESTIONS)
    *way, last = draw(st.sampled_from(places(definition)[1:]))
    parent: Any = definition
    for key in way:
        parent = parent[key]
    change = draw(st.sampled_from(("nothing", "replace", "remove", "add")))
    if change == "replace":
        parent[last] = draw(values)
    elif change == "remove":
        del parent[last]
    elif change == "add" and isinstance(parent, dict):
        parent[draw(st.sampled_from(("min", "max", "format", "show_if", "options", "rows", "required")))] = draw(values)
    return definition
