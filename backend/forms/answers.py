"""Checking a set of answers against a definition, in one pass from the first question to the last."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
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

    `values`: question key -> answer in its one written form, only for questions and rows shown, only if not wrong.
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
    return [question.key for question in shown_questions(definition, answers, today)]


def shown_questions(definition: Definition, answers: object, today: date) -> list[Question]:
    """The questions to show, in order, given `answers` so far; of a matrix with only the rows to show."""
    given = answers if isinstance(answers, dict) else {}
    return [question for question, _ in _readings(definition, given, today)]


def _readings(definition: Definition, answers: Mapping[str, Any], today: date) -> Iterator[tuple[Question, Reading]]:
    """Each visible question with its visible rows, its answer read.

    Conditions look back only, so one pass settles every chain.
    """
    iso_today = today.isoformat()
    values: dict[str, Answer] = {}
    for section in definition.sections:
        if section.show_if is not None and not holds(section.show_if, values):
            continue
        for question in section.questions:
            if question.show_if is not None and not holds(question.show_if, values):
                continue
            hidden = {row.value for row in question.rows if row.show_if is not None and not holds(row.show_if, values)}
            raw = answers.get(question.key)
            shown = _without_rows(question, hidden) if hidden else question
            if shown is None:
                continue
            reading = read_answer(shown, _without_answers(raw, hidden) if hidden else raw, iso_today)
            if reading.value is not None:
                values[question.key] = reading.value
            yield shown, reading


def _without_rows(question: Question, hidden: set[str]) -> Question | None:
    """The matrix as it is shown; None when no row of it is."""
    rows = tuple(row for row in question.rows if row.value not in hidden)
    return replace(question, rows=rows) if rows else None


def _without_answers(raw: object, hidden: set[str]) -> object:
    """What was answered in hidden rows is dropped, right or wrong, like answers to hidden questions."""
    return {row: column for row, column in raw.items() if row not in hidden} if isinstance(raw, dict) else raw


def _unknown_keys(definition: Definition, answers: Mapping[Any, object]) -> dict[str, str]:
    unknown = [key for key in answers if key not in definition.keys]
    message = "表单里没有这一题，可能已经更新，请刷新后重试"
    return {key if isinstance(key, str) and KEY.fullmatch(key) else FORM: message for key in unknown}
