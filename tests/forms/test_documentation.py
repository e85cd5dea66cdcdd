"""The examples of docs/forms.md."""

import json
import re
from pathlib import Path

from backend.forms import parse_definition, unreachable
from backend.forms.formats import FORMATS
from backend.forms.question_parser import TYPES

PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


def test_the_example_form_can_be_published() -> None:
    assert unreachable(parse_definition(EXAMPLES[0])) == []


def test_the_example_condition_is_one() -> None:
    questions = [
        {"key": "transport", "type": "single", "title": "一", "options": [{"value": "car", "label": "车"}]},
        {"key": "seats", "type": "number", "title": "二"},
        {"key": "topics", "type": "multiple", "title": "三", "options": [{"value": "tax", "label": "税"}]},
        {"key": "note", "type": "text", "title": "四"},
        {"key": "last", "type": "text", "title": "五", "show_if": EXAMPLES[1]},
    ]
    definition = parse_definition({"sections": [{"key": "s", "title": "部分", "questions": questions}]})
    assert list(definition.questions())[-1].show_if is not None


def test_the_example_of_one_row_is_a_condition() -> None:
    part = [{"value": "parking", "label": "停车"}]
    questions = [
        {"key": "rate", "type": "matrix", "title": "一", "rows": part, "columns": [{"value": "bad", "label": "差"}]},
        {"key": "last", "type": "text", "title": "二", "show_if": EXAMPLES[2]},
    ]
    definition = parse_definition({"sections": [{"key": "s", "title": "部分", "questions": questions}]})
    assert unreachable(definition) == []


def test_every_type_and_format_is_named() -> None:
    for name in [*TYPES, *FORMATS]:
        assert f"`{name}`" in PAGE or name == "none", name
