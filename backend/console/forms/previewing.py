"""A form as the phone would show it, given the answers tried out so far; also while it is still being written."""

from __future__ import annotations

import copy
import re
from datetime import date
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from backend.console.forms.editing import Json, questions_in, sections_of
from backend.forms import Definition, DefinitionError, Question, parse_definition, shown_questions

_PLACE = re.compile(r"sections\[(\d+)\](?:\.questions\[(\d+)\](?:\.(rows|columns|options)\[(\d+)\])?)?(?:\.(.+))?")
_UNWRITTEN = "（还没有写）"


class ShownSection(NamedTuple):
    title: str
    description: str
    questions: list[Question]


class Preview(NamedTuple):
    """`sections` as they are shown now; `hidden` counts questions that the answers so far hide, `unfit` those that
    cannot be shown before they are written to their end."""

    sections: list[ShownSection]
    answers: dict[str, Any]
    hidden: int
    unfit: int


def preview_of(definition: Json, form: MultiDict[str, str], today: date) -> Preview:
    """The form with the answers in `form`: fields "a.KEY", and "a.KEY.ROW" in a matrix."""
    whole = sum(len(questions_in(section)) for section in sections_of(definition))
    parsed = mended(definition)
    if parsed is None:
        return Preview([], {}, 0, whole)
    answers = read_answers(parsed, form)
    shown = {question.key: question for question in shown_questions(parsed, answers, today)}
    sections = []
    for section in parsed.sections:
        questions = [shown[question.key] for question in section.questions if question.key in shown]
        if questions:
            sections.append(ShownSection(section.title, section.description, questions))
    fit = sum(1 for _ in parsed.questions())
    return Preview(sections, answers, fit - len(shown), whole - fit)


def read_answers(definition: Definition, form: MultiDict[str, str]) -> dict[str, Any]:
    """The answers tried out, in the shapes of `docs/forms.md`."""
    answers: dict[str, Any] = {}
    for question in definition.questions():
        name = f"a.{question.key}"
        given = form.getlist(name)
        match question.type:
            case "multiple" | "ranking":
                answer: Any = given
            case "matrix":
                rows = {row.value: form.get(f"{name}.{row.value}") for row in question.rows}
                answer = {row: column for row, column in rows.items() if column}
            case "rating" | "scale" | "number":
                answer = _number(given[0]) if given else None
            case "file":
                answer = None
            case _:
                answer = given[0] if given else None
        if answer not in (None, "", [], {}):
            answers[question.key] = answer
    return answers


def _number(text: str) -> Any:
    try:
        return int(text) if "." not in text else float(text)
    except ValueError:
        return text


def mended(definition: Json) -> Definition | None:
    """The definition without what is still unfit: words not yet written, broken conditions, else whole questions."""
    data = copy.deepcopy(definition)
    # Taking one thing away can break what looked at it: a few rounds settle every chain that people build.
    for _ in range(20):
        try:
            return parse_definition(data)
        except DefinitionError as error:
            for path, _message in error.problems:
                _mend(data, path)
        for section in sections_of(data):
            section["questions"] = [one for one in questions_in(section) if not one.get("_unfit")]
            if str(section.get("title", "")).strip() == "":
                section["title"] = _UNWRITTEN
        data["sections"] = [one for one in sections_of(data) if one["questions"]]
        if not data["sections"]:
            return None
    return None


def _mend(data: Json, path: str) -> None:
    place = _PLACE.fullmatch(path)
    sections = sections_of(data)
    if place is None or int(place[1]) >= len(sections):
        return
    part = section = sections[int(place[1])]
    if place[2] is not None:
        questions = [one for one in section.get("questions") or () if isinstance(one, dict)]
        if int(place[2]) >= len(questions):
            return
        part = questions[int(place[2])]
    item = part
    if place[3] is not None:
        items = part.get(place[3]) or []
        item = items[int(place[4])] if int(place[4]) < len(items) else part
    rest = place[5] or ""
    if rest.startswith("show_if") and isinstance(item, dict):
        item.pop("show_if", None)
    elif rest in ("title", "label") and isinstance(item, dict) and not str(item.get(rest) or "").strip():
        item[rest] = _UNWRITTEN
    elif place[2] is not None:
        part["_unfit"] = True
