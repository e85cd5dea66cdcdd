"""Prepared SQL of results: kept counts, who was asked, and answers one after another."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from backend.database import Statement, is_postgresql, rows_of
from backend.surveys.counts import RESPONSES, uncounted
from backend.surveys.models import ELSEWHERE, EVERYBODY, Survey

# Answers read at a time: a few megabytes.
_CHUNK = 1_000

_KEPT = Statement("SELECT question, bucket, count FROM survey_count WHERE survey_id = ? AND unit = ?")
_KEPT_BY_UNIT = Statement("SELECT unit, question, bucket, count FROM survey_count WHERE survey_id = ? AND unit <> ?")
_KEPT_OF_QUESTION = Statement(
    "SELECT unit, question, bucket, count FROM survey_count WHERE survey_id = ? AND unit <> ? AND question IN (?, '')"
)
_RESPONSES = Statement(
    """SELECT unit, count FROM survey_count
       WHERE survey_id = ? AND unit <> ? AND question = '' AND bucket = ''"""
)
_INVITED = Statement("SELECT unit, count(*) FROM survey_invitation WHERE survey_id = ? GROUP BY unit")
_ORGANIZATIONS = "SELECT id, name FROM organization WHERE id IN ({}) ORDER BY id"

UnitCounts = dict[int, dict[str, Counter[str]]]  # unit -> question -> bucket -> how many


def kept_counts(survey: Survey, question: str | None = None, *, by_unit: bool = False) -> UnitCounts:
    """How often everything was answered up to this moment, also what is not folded in yet.

    Of everybody, or of every unit; of one question (and how many responses there are), or of all.
    """
    found: UnitCounts = defaultdict(lambda: defaultdict(Counter))
    if not by_unit:
        for name, bucket, count in _KEPT.rows(survey.id, EVERYBODY):
            found[EVERYBODY][name][bucket] += count
    else:
        every = question is None
        rows = (
            _KEPT_BY_UNIT.rows(survey.id, EVERYBODY)
            if every
            else (_KEPT_OF_QUESTION.rows(survey.id, EVERYBODY, question))
        )
        for unit, name, bucket, count in rows:
            found[unit][name][bucket] += count
    if not survey.is_anonymous:
        for (unit, name, bucket), count in uncounted(survey.id).items():
            if (unit != EVERYBODY) is by_unit and (question is None or name in (question, "")):
                found[unit][name][bucket] += count
    return found


def responses_by_unit(survey: Survey) -> dict[int, int]:
    """How many responses each unit gave."""
    found = Counter(dict(_RESPONSES.rows(survey.id, EVERYBODY)))
    if not survey.is_anonymous:
        for (unit, *what), count in uncounted(survey.id).items():
            if unit != EVERYBODY and tuple(what) == RESPONSES:
                found[unit] += count
    return dict(found)


def invited_by_unit(survey_id: int) -> dict[int, int]:
    """How many members of each unit are asked."""
    return dict(_INVITED.rows(survey_id))


def unit_names(units: set[int], organization_id: int) -> dict[int, str]:
    """The headings under which answers are counted, in the order they are listed."""
    ids = sorted(unit for unit in units if unit not in (EVERYBODY, ELSEWHERE))
    rows = rows_of(_ORGANIZATIONS, ids)
    names = {unit: f"{name}（本级）" if unit == organization_id else name for unit, name in rows}
    # Organizations that are gone, and those who belong to none.
    rest = {unit: "其他" for unit in units if unit not in names and unit != EVERYBODY}
    return names | rest


_NAMED = Statement(
    f"""SELECT id, form_id, unit, answers FROM survey_response
        WHERE survey_id = ? AND id > ? ORDER BY id LIMIT {_CHUNK}"""
)
_ANONYMOUS = Statement(
    f"""SELECT id, form_id, unit, answers FROM anonymous_response
        WHERE survey_id = ? AND id > ? ORDER BY id LIMIT {_CHUNK}"""
)
_LATEST = {
    is_anonymous: Statement(
        f"""SELECT answers FROM {table} WHERE survey_id = ? AND (CAST(? AS BIGINT) IS NULL OR unit = ?)
            ORDER BY id DESC LIMIT ?"""
    )
    for is_anonymous, table in ((False, "survey_response"), (True, "anonymous_response"))
}


def latest_answers(survey: Survey, most: int, unit: int | None = None) -> list[str]:
    """The latest answers as JSON; of an anonymous survey, where nothing is earlier or later, any."""
    return [answers for (answers,) in _LATEST[bool(survey.is_anonymous)].rows(survey.id, unit, unit, most)]


def every_answers(survey: Survey) -> Iterator[tuple[int, int, str]]:
    """Form, unit and answers (JSON) of every response."""
    statement, last = _ANONYMOUS if survey.is_anonymous else _NAMED, -1
    while rows := statement.rows(survey.id, last):
        for response_id, form_id, unit, answers in rows:
            last = response_id
            yield form_id, unit, answers


# The database takes two answers out of thirty five times as fast as Python reads all thirty.
_GROUPED = {
    False: """SELECT form_id, json_extract(answers, {paths}), count(*) FROM {table} WHERE survey_id = ?
              GROUP BY 1, 2""",
    True: """SELECT form_id, jsonb_build_array({paths})::text, count(*)
             FROM (SELECT form_id, answers::jsonb AS answer FROM {table} WHERE survey_id = ? OFFSET 0) parsed
             GROUP BY 1, 2""",
}


def grouped_answers(survey: Survey, keys: Sequence[str]) -> Iterator[tuple[int, dict[str, Any], int]]:
    """Form, answers to some questions, and how many responses have exactly these."""
    # With one path alone SQLite would not answer with a list.
    keys = [*keys, keys[0]]
    path = "answer -> CAST(? AS TEXT)" if is_postgresql() else "?"
    table = "anonymous_response" if survey.is_anonymous else "survey_response"
    text = _GROUPED[is_postgresql()].format(paths=", ".join([path] * len(keys)), table=table)
    names = keys if is_postgresql() else [f'$."{key}"' for key in keys]
    for form_id, found, count in Statement(text).rows(*names, survey.id):
        values = zip(keys, json.loads(found), strict=True)
        yield form_id, {key: value for key, value in values if value is not None}, count
