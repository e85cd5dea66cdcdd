"""Parsing one question of a definition: the fields its type has, their bounds, and whether they agree."""

from collections.abc import Mapping
from typing import Any

from backend.forms.conditions import OTHER
from backend.forms.day import limit_day
from backend.forms.decimals import MOST_DECIMALS, has_decimals_within
from backend.forms.fields import KEY, KEY_MESSAGE, KNOWN_FROM, KNOWN_FROM_MESSAGE, VALUE, VALUE_MESSAGE, Field, Problems
from backend.forms.formats import FORMATS
from backend.forms.questions import Option, Question, Row

TYPES = ("single", "multiple", "rating", "scale", "text", "number", "date", "matrix", "ranking", "file")
MOST_OPTIONS = 200
MOST_ROWS = 50
MOST_COLUMNS = 20
MOST_STARS = 10
DEFAULT_STARS = 5
WIDEST_SCALE = 100
LONGEST_TITLE = 200
LONGEST_HELP = 1000
LONGEST_LABEL = 200
LONGEST_UNIT = 20
LONGEST_ANSWER = 5000
DEFAULT_LINE = 200
DEFAULT_LINES = 2000
MOST_FILES = 9
ACCEPTED = ("photo", "any")

# What `min` and `max` are called once parsed: numbers, except in a date question.
_ATTRIBUTES = {"min": "minimum", "max": "maximum"}
_DATE_ATTRIBUTES = {"min": "earliest", "max": "latest"}
_NEEDED = ("options", "rows", "columns")


def parse_question(data: object, path: str, problems: Problems, condition: Field) -> Question | None:
    """The question without its `show_if`; None when it is not even known which type it is.

    Wrong fields are added to `problems` and left at their default, so that later conditions can refer to it.
    `condition` reads the condition of a row, which may look at the questions before this one.
    """
    if not isinstance(data, dict):
        problems.add(path, "应是一个对象")
        return None
    kind = data.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        problems.add(f"{path}.type", "只能是：" + "、".join(TYPES))
        return None
    own = _own_fields(kind, problems, condition, is_required=data.get("required") is True)
    fields = _common_fields(problems) | own
    needed = ("key", "title", *(name for name in _NEEDED if name in own))
    problems.mapping(data, path, ("type", *fields, "show_if"), needed)
    read = problems.read(data, path, fields)
    renamed = _DATE_ATTRIBUTES if kind == "date" else _ATTRIBUTES
    read = {renamed.get(name, name): value for name, value in read.items()}
    question = Question(**({"key": "", "type": kind, "title": ""} | _defaults(kind, read) | read))
    _check_limits(question, path, problems)
    return question


def _common_fields(problems: Problems) -> dict[str, Field]:
    return {
        "key": problems.name(KEY, KEY_MESSAGE),
        "title": problems.text(LONGEST_TITLE),
        "help": problems.text(LONGEST_HELP, is_blank_allowed=True),
        "purpose": problems.text(LONGEST_HELP, is_blank_allowed=True),
        "required": problems.flag,
        "sensitive": problems.flag,
        "known_from": problems.name(KNOWN_FROM, KNOWN_FROM_MESSAGE),
    }


def _own_fields(kind: str, problems: Problems, condition: Field, *, is_required: bool) -> dict[str, Field]:
    match kind:
        case "single" | "multiple" | "ranking":
            return _option_fields(kind, problems)
        case "rating":
            return {"max": problems.whole(2, MOST_STARS)}
        case "scale":
            return {
                "min": problems.whole(-WIDEST_SCALE, WIDEST_SCALE),
                "max": problems.whole(-WIDEST_SCALE, WIDEST_SCALE),
                "low_label": problems.text(LONGEST_LABEL, is_blank_allowed=True),
                "high_label": problems.text(LONGEST_LABEL, is_blank_allowed=True),
            }
        case "text":
            return {
                "multiline": problems.flag,
                "min_length": problems.whole(0, LONGEST_ANSWER),
                "max_length": problems.whole(1, LONGEST_ANSWER),
                "format": problems.one_of(tuple(FORMATS)),
            }
        case "number":
            return {
                "min": problems.number,
                "max": problems.number,
                "decimals": problems.whole(0, MOST_DECIMALS),
                "unit": problems.text(LONGEST_UNIT, is_blank_allowed=True),
            }
        case "date":
            return {"min": problems.day, "max": problems.day}
        case "file":
            return {"most": problems.whole(1, MOST_FILES), "accept": problems.one_of(ACCEPTED)}
    return {
        "rows": lambda value, path: _rows(value, path, is_required, problems, condition),
        "columns": lambda value, path: _options(value, path, MOST_COLUMNS, problems),
    }


def _option_fields(kind: str, problems: Problems) -> dict[str, Field]:
    fields: dict[str, Field] = {
        "options": lambda value, path: _options(value, path, MOST_OPTIONS, problems),
        "randomize": problems.flag,
    }
    if kind == "ranking":
        return fields | {"top": problems.whole(1, MOST_OPTIONS)}
    fields["other"] = problems.flag
    if kind == "multiple":
        fields["min_choices"] = problems.whole(0, MOST_OPTIONS)
        fields["max_choices"] = problems.whole(1, MOST_OPTIONS)
    return fields


def _options(value: object, path: str, most: int, problems: Problems) -> tuple[Option, ...]:
    read = _labelled(value, path, most, {}, problems)
    return tuple(Option(item["value"], item["label"]) for item in read)


def _rows(value: object, path: str, is_required: bool, problems: Problems, condition: Field) -> tuple[Row, ...]:
    read = _labelled(value, path, MOST_ROWS, {"required": problems.flag, "show_if": condition}, problems)
    return tuple(
        Row(item["value"], item["label"], item.get("required", is_required), item.get("show_if")) for item in read
    )


def _labelled(
    value: object, path: str, most: int, extra: Mapping[str, Field], problems: Problems
) -> list[dict[str, Any]]:
    """The well-formed ones of a list of `{"value", "label"}`, with each value once."""
    fields = {
        "value": problems.name(VALUE, VALUE_MESSAGE),
        "label": problems.text(LONGEST_LABEL),
        **extra,
    }
    found: dict[str, dict[str, Any]] = {}
    for n, item in enumerate(problems.items(value, path, 1, most)):
        item_path = f"{path}[{n}]"
        if problems.mapping(item, item_path, tuple(fields), ("value", "label")) is None:
            continue
        read = problems.read(item, item_path, fields)
        if read.get("value") in found:
            problems.add(f"{item_path}.value", "和前面的重复了")
        elif read.get("value") == OTHER:
            problems.add(f"{item_path}.value", 'other 这个值留给“其他”，请改用 "other": true')
        elif "value" in read and "label" in read:
            found[read["value"]] = read
    return list(found.values())


def _defaults(kind: str, read: Mapping[str, Any]) -> dict[str, Any]:
    match kind:
        case "rating":
            return {"minimum": 1, "maximum": DEFAULT_STARS}
        case "scale":
            return {"minimum": 0, "maximum": 10}
        case "text":
            return {"max_length": DEFAULT_LINES if read.get("multiline") else DEFAULT_LINE}
        case "ranking":
            return {"top": len(read.get("options", ()))}
    return {}


def _check_limits(question: Question, path: str, problems: Problems) -> None:
    """Adds the limits of a question that contradict one another."""
    match question.type:
        case "multiple":
            choices = len(question.options) + question.other
            if question.max_choices is not None and question.max_choices > choices:
                problems.add(f"{path}.max_choices", f"只有 {choices} 个选项")
            if question.min_choices > min(choices, question.max_choices or choices):
                problems.add(f"{path}.min_choices", "超过了最多能选的数目")
        case "ranking":
            if question.top > len(question.options):
                problems.add(f"{path}.top", f"只有 {len(question.options)} 个选项")
        case "text":
            if question.min_length > question.max_length:
                problems.add(f"{path}.min_length", "大于 max_length")
            if question.multiline and question.format != "none":
                problems.add(f"{path}.multiline", "有格式的题目不能多行")
        case "number" | "scale" | "date":
            _check_range(question, path, problems)


def _check_range(question: Question, path: str, problems: Problems) -> None:
    if question.type == "number":
        for name, limit in (("min", question.minimum), ("max", question.maximum)):
            if limit is not None and not has_decimals_within(limit, question.decimals):
                problems.add(f"{path}.{name}", "小数位数超过 decimals")
    lowest, highest = question.minimum, question.maximum
    is_scale = question.type == "scale"
    if lowest is not None and highest is not None and (lowest > highest or (is_scale and lowest == highest)):
        problems.add(f"{path}.max", "应大于 min")
    if question.earliest is not None and question.latest is not None:
        # A fixed day against one relative to today: which is earlier changes with time.
        is_comparable = question.earliest.startswith("today") == question.latest.startswith("today")
        anchor = "2026-01-01"
        if is_comparable and limit_day(question.earliest, anchor) > limit_day(question.latest, anchor):
            problems.add(f"{path}.max", "应不早于 min")
