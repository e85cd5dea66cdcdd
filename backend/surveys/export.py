"""Responses as an Excel workbook: row by row for a named survey, and for an anonymous one only tables and loose texts.

A row of an anonymous survey is a group of one, so there are no rows: the workbook holds what the results page shows,
and the texts of each question in an order of its own, so that nobody can lay two answers of one person side by side.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from backend.audit.services import record
from backend.database import Statement
from backend.forms import Question
from backend.forms.conditions import OTHER
from backend.forms.store import StoredForm
from backend.media.models import Media
from backend.surveys.asked import versions_of
from backend.surveys.models import Survey
from backend.surveys.result_queries import unit_names
from backend.surveys.results import results_of, texts_of
from backend.workbooks import Book, Cell, WallTime

_CHUNK = 500
_IN_MEMORY = 8_000_000
_ROWS = Statement(
    f"""SELECT r.id, m.name, d.name, r.unit, r.form_id, r.submitted_at, r.updated_at, r.answers
        FROM survey_response r LEFT JOIN member m ON m.id = r.member_id LEFT JOIN member d ON d.id = r.made_by_id
        WHERE r.survey_id = ? AND r.id > ? ORDER BY r.id LIMIT {_CHUNK}"""  # noqa: S608 (a constant)
)
_UNITS = Statement("SELECT DISTINCT unit FROM survey_response WHERE survey_id = ?")
_BEFORE = (("姓名", 12), ("组织", 20), ("提交时间", 17), ("修改时间", 17))
_WIDTH = 20
_SHEETS = "说明", "结果", "各组织", "文字"
_HIDDEN = "少于5人，不显示"


def export_responses(survey: Survey, staff_id: int) -> IO[bytes]:
    """The workbook as an open file that is gone once it is closed; the export is in the audit trail."""
    # Packed, ten thousand rows of thirty answers are two megabytes; more waits on disk.
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (open until it is sent)
    book = Book(file)
    rows = _write_anonymous(book, survey) if survey.is_anonymous else _write_named(book, survey)
    book.close()
    record(
        action="survey.exported",
        subject_kind="survey",
        subject_id=survey.id,
        actor_id=staff_id,
        organization_id=survey.organization_id,
        detail={"rows": rows},
    )
    file.seek(0)
    return file


class _Column(NamedTuple):
    """A question, or one row of a matrix."""

    question: Question
    row: str | None
    title: str


def _write_named(book: Book, survey: Survey) -> int:
    forms = versions_of(survey)
    columns = _columns(forms)
    head = [*_BEFORE, *((column.title, _WIDTH) for column in columns)]
    return book.add_sheet("答卷", head, _lines(survey, forms, columns), frozen=1)


def _columns(forms: Sequence[StoredForm]) -> list[_Column]:
    """Every question of any version, the present one's first."""
    found: dict[tuple[str, str | None], _Column] = {}
    numbers = {question.key: number for number, question in enumerate(forms[0].definition.questions(), 1)}
    for form in forms:
        for question in form.definition.questions():
            number = numbers.get(question.key)
            title = f"{number}. {question.title}" if number else f"（旧版）{question.title}"
            rows: list[tuple[str | None, str]] = [(row.value, f"{title}：{row.label}") for row in question.rows]
            for row, words in rows or [(None, title)]:
                found.setdefault((question.key, row), _Column(question, row, words))
    return list(found.values())


def _lines(survey: Survey, forms: Sequence[StoredForm], columns: Sequence[_Column]) -> Iterator[list[Cell]]:
    writers = {form.id: _writers(form, columns) for form in forms}
    units = unit_names({unit for (unit,) in _UNITS.rows(survey.id)}, survey.organization_id)
    file_keys = {column.question.key for column in columns if column.question.type == "file"}
    last = -1
    while rows := _ROWS.rows(survey.id, last):
        given = [json.loads(row[-1]) for row in rows]
        names = _file_names(given, file_keys)
        last = rows[-1][0]
        for (_, name, delegate, unit, form_id, submitted_at, updated_at, _), answers in zip(rows, given, strict=True):
            for key in file_keys & answers.keys():
                answers[key] = "、".join(names.get(str(one), "（已删除）") for one in answers[key])
            yield [
                f"{name or '（已注销）'}（{delegate} 代填）" if delegate else name or "（已注销）",
                units.get(unit),
                WallTime(submitted_at),
                WallTime(updated_at) if updated_at != submitted_at else None,
                *(write(answers) for write in writers[form_id]),
            ]


def _file_names(given: Sequence[dict[str, Any]], keys: set[str]) -> dict[str, str]:
    ids = {int(one) for answers in given for key in keys & answers.keys() for one in answers[key]}
    if not ids:
        return {}
    return {str(media.id): media.name for media in Media.select(Media.id, Media.name).where(Media.id << sorted(ids))}


_Writer = Callable[[dict[str, Any]], Cell]


def _writers(form: StoredForm, columns: Sequence[_Column]) -> list[_Writer]:
    """What writes each column from answers given to this version, with the labels of this version."""
    asked = {question.key: question for question in form.definition.questions()}
    return [
        _writer(asked[column.question.key], column.row) if column.question.key in asked else lambda _: None
        for column in columns
    ]


def _writer(question: Question, row: str | None) -> _Writer:
    key = question.key
    labels = {option.value: option.label for option in (*question.options, *question.columns)}

    def label(item: Any) -> str:
        if isinstance(item, dict):
            return f"其他：{item['text']}" if item.get("text") else "其他"
        return labels.get(item, "其他" if item == OTHER else str(item))

    def listed(answers: dict[str, Any]) -> Cell:
        return "、".join([label(item) for item in answers.get(key, ())])

    def chosen(answers: dict[str, Any]) -> Cell:
        return label(answers[key]) if key in answers else None

    def in_row(answers: dict[str, Any]) -> Cell:
        column = answers[key].get(row) if key in answers else None
        return None if column is None else labels.get(column, str(column))

    def ranked(answers: dict[str, Any]) -> Cell:
        return "，".join([f"{place}. {label(item)}" for place, item in enumerate(answers.get(key, ()), 1)])

    def plain(answers: dict[str, Any]) -> Cell:
        value = answers.get(key)
        return value if value is None or isinstance(value, int | float) else str(value)

    return {"single": chosen, "multiple": listed, "matrix": in_row, "ranking": ranked}.get(question.type, plain)


def _write_anonymous(book: Book, survey: Survey) -> int:
    results = results_of(survey, with_texts=False)
    words = [
        f"《{survey.title}》是匿名问卷。",
        f"邀请 {results['invited']} 人，收到 {_number(results['responses'])} 份。",
        "为了认不出任何人，这里没有逐份的答卷，只有汇总；少于 5 人的数和可以推算出它的数都不显示。",
        "文字回答按题分开，顺序打乱，同一行的文字不是同一个人写的。",
    ]
    book.add_sheet(_SHEETS[0], [("说明", 90)], [[line] for line in words])
    head = [("题号", 6), ("题目", 40), ("行", 20), ("选项", 30), ("人数", 16), ("占比", 10)]
    rows = book.add_sheet(_SHEETS[1], head, _tables(results))
    units = ([unit["name"], unit["invited"], _number(unit["responses"])] for unit in results["units"])
    book.add_sheet(_SHEETS[2], [("组织", 30), ("邀请", 10), ("答卷", 16)], units)
    book.add_sheet(_SHEETS[3], [("题目", 40), ("文字", 80), ("人数", 16)], _loose_texts(survey, results))
    return rows


def _tables(results: dict[str, Any]) -> Iterator[list[Cell]]:
    for question in results["questions"]:
        number, title = question["number"], question["title"]
        yield [number, title, None, "答题人数", _number(question["answered"])]
        lines = [(None, question["items"]), *((row["label"], row["items"]) for row in question["rows"])]
        for row, items in lines:
            for item in items:
                yield [number, title, row, item["label"], _number(item["count"]), _percent(item["share"])]
        if question["mean"] is not None:
            yield [number, title, None, "平均", question["mean"]]
        if question["nps"] is not None:
            yield [number, title, None, "净推荐值", question["nps"]["score"]]


def _loose_texts(survey: Survey, results: dict[str, Any]) -> Iterator[list[Cell]]:
    for question in results["questions"]:
        if question["type"] == "text" or any(item["value"] == OTHER for item in question["items"]):
            for group in texts_of(survey, question["key"], ""):
                for text in (group["text"], *group["variants"]):
                    yield [question["title"], text, group["count"] if text == group["text"] else None]


def _number(count: int | None) -> Cell:
    return _HIDDEN if count is None else count


def _percent(share: float | None) -> Cell:
    return None if share is None else f"{share * 100:.1f}%"
