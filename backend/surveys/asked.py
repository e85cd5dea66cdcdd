"""The questions of a survey as its results list them: the newest version, with options older versions had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from backend.database import Statement
from backend.forms import Question
from backend.forms.conditions import OTHER, Condition
from backend.forms.questions import Option, Row
from backend.forms.store import StoredForm, stored_forms
from backend.surveys.bins import Cell, months, numbers, whole_numbers
from backend.surveys.models import Survey

_VERSIONS = Statement("SELECT id FROM form WHERE key = ?")
_CHARTS = {
    "single": "bar",
    "multiple": "bar",
    "rating": "histogram",
    "scale": "histogram",
    "number": "histogram",
    "date": "histogram",
    "matrix": "stacked",
    "ranking": "ranking",
    "text": "texts",
    "file": "files",
}


class Asked(NamedTuple):
    """One question; `number` counts over the whole form, as members see it."""

    number: int
    section: str
    question: Question
    options: dict[str, str]  # value -> label; columns of a matrix
    rows: dict[str, str]
    conditions: tuple[Condition, ...]

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def chart(self) -> str:
        """How the answers are drawn."""
        if self.question.type == "scale" and (self.question.minimum, self.question.maximum) == (0, 10):
            return "nps"
        return _CHARTS[self.question.type]


class Facet(NamedTuple):
    """Cells of which everybody who answered is in one at most; with `is_rest` who is in none of them is counted too.

    Without a `row`, who answered is who answered the question; else who chose in that row of the matrix.
    """

    question: str
    cells: tuple[Cell, ...] = ()
    is_rest: bool = False
    row: str | None = None


def versions_of(survey: Survey) -> list[StoredForm]:
    """Every version of a survey's form, the present one first, then the newest."""
    ids = {form_id for (form_id,) in _VERSIONS.rows(f"survey:{survey.id}")}
    forms = stored_forms(ids | {survey.form_id}).values()
    return sorted(forms, key=lambda form: (form.id != survey.form_id, -form.version))


def asked_in(forms: list[StoredForm]) -> list[Asked]:
    """The questions of the first version, in order."""
    found: list[Asked] = []
    older: dict[str, list[Question]] = {}
    for form in forms:
        for question in form.definition.questions():
            older.setdefault(question.key, []).append(question)
    for section in forms[0].definition.sections:
        for question in section.questions:
            alike = [one for one in older[question.key] if one.type == question.type]
            # Those of rows too: how many answered a row tells as much as how many answered a question.
            parts = (section.show_if, question.show_if, *(row.show_if for row in question.rows))
            conditions = tuple(one for one in parts if one is not None)
            options = _labels(option for one in alike for option in (*one.options, *one.columns))
            if any(one.other for one in alike):
                options[OTHER] = "其他"
            rows = _labels(row for one in alike for row in one.rows)
            found.append(Asked(len(found) + 1, section.title, question, options, rows, conditions))
    return found


def _labels(options: Iterator[Option] | Iterator[Row]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for option in options:
        labels.setdefault(option.value, option.label)
    return labels


def facets_of(asked: Asked, counts: Mapping[str, int], *, is_anonymous: bool) -> list[Facet]:
    """What is counted of one question, given its counts over everybody; the first tells only who answered."""
    question, key = asked.question, asked.key
    values = {bucket: count for bucket, count in counts.items() if bucket and count}
    base = Facet(key)
    options = [Cell(value, label, (value,)) for value, label in _listed(asked, values).items()]
    match question.type:
        case "single":
            return [base, Facet(key, tuple(options))]
        case "multiple":
            return [base, *(Facet(key, (option,), is_rest=True) for option in options)]
        case "rating" | "scale":
            points = whole_numbers(values, int(question.minimum or 0), int(question.maximum or 0))
            return [base, Facet(key, tuple(points))]
        case "number":
            return [base, Facet(key, tuple(numbers(values, question.decimals, is_anonymous=is_anonymous)))]
        case "date":
            return [base, Facet(key, tuple(months(values, is_anonymous=is_anonymous)))]
        case "ranking":
            first = [Cell(cell.value, cell.label, (f"{cell.value}/1",)) for cell in options]
            return [base, Facet(key, tuple(first))]
        case "matrix":
            return [
                base,
                *(
                    Facet(
                        key,
                        tuple(Cell(value, label, (f"{row}/{value}",)) for value, label in asked.options.items()),
                        row=row,
                    )
                    for row in asked.rows
                ),
            ]
    return [base]


def _listed(asked: Asked, values: Mapping[str, int]) -> dict[str, str]:
    """Options the present version has, and those of older versions that somebody chose."""
    present = {option.value for option in asked.question.options} | ({OTHER} if asked.question.other else set())
    chosen = {bucket.partition("/")[0] for bucket in values}
    return {value: label for value, label in asked.options.items() if value in present or value in chosen}
