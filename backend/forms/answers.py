"""Checking a set of answers against a definition, in one pass from the first question to the last."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from backend.forms.conditions import Answer, holds
from backend.forms.fields import KEY
from backend.forms.questions import Definition, Question
from backend.forms.readers import Reading, read_answer

Mode = Literal["complete", "partial"]

# Twice the most questions a definition can have: more keys than this are not looked at.
MOST_KEYS = 400
# Where errors go that belong to no question.
FORM = "*"

_REQUIRED = {
    "single": "请选择一项",
    "multiple": "请至少选择一项",
    "rating": "请打分",
    "scale": "请打分",
    "text": "请填写这一项",
    "number": "请填写数字",
    "date": "请选择日期",
    "matrix": "请逐行选择",
    "ranking": "请排序",
    "file": "请上传",
}


class Checked(NamedTuple):
    """Answers as they are to be kept, and what a person has to put right before they can be.

    `values`: question key -> answer in its one written form, only for questions shown and only if not wrong.
    `errors`: question key -> Chinese message; "*" for the whole form. Keep `values` only when there is none.
    """

    values: dict[str, Answer]
    errors: dict[str, str]


def check_answers(definition: Definition, answers: object, today: date, mode: Mode = "complete") -> Checked:
    """Checks `answers`, any JSON value; `today` is the day in the business time zone. Never raises.

    `complete` wants all that is required; `partial` (a draft) forgives what is missing, never what is wrong.
    Answers to hidden questions are dropped without an error. Checking `values` again gives the same `values`.
    """
    if not isinstance(answers, dict):
        return Checked({}, {FORM: "提交的内容格式不对，请刷新后重试"})
    if len(answers) > MOST_KEYS:
        return Checked({}, {FORM: "提交的内容太多，请刷新后重试"})
    errors = _unknown_keys(definition, answers)
    values: dict[str, Answer] = {}
    for question, reading in _readings(definition, answers, today):
        message = reading.wrong
        if reading.value is not None:
            values[question.key] = reading.value
        if message is None and mode == "complete":
            message = reading.missing
            if message is None and reading.value is None and question.required:
                message = _REQUIRED[question.type]
        if message is not None:
            errors[question.key] = message
    return Checked(values, errors)


def visible_questions(definition: Definition, answers: object, today: date) -> list[str]:
    """Keys of the questions to show, in order, given `answers` so far; wrong answers count as none."""
    given = answers if isinstance(answers, dict) else {}
    return [question.key for question, _ in _readings(definition, given, today)]


def _readings(definition: Definition, answers: Mapping[str, Any], today: date) -> Iterator[tuple[Question, Reading]]:
    """Each visible question, its answer read. Conditions look back only, so one pass settles every chain."""
    iso_today = today.isoformat()
    values: dict[str, Answer] = {}
    for section in definition.sections:
        if section.show_if is not None and not holds(section.show_if, values):
            continue
        for question in section.questions:
            if question.show_if is not None and not holds(question.show_if, values):
                continue
            reading = read_answer(question, answers.get(question.key), iso_today)
            if reading.value is not None:
                values[question.key] = reading.value
            yield question, reading


def _unknown_keys(definition: Definition, answers: Mapping[Any, object]) -> dict[str, str]:
    known = {question.key for question in definition.questions()}
    unknown = [key for key in answers if key not in known]
    message = "表单里没有这一题，可能已经更新，请刷新后重试"
    return {key if isinstance(key, str) and KEY.fullmatch(key) else FORM: message for key in unknown}
