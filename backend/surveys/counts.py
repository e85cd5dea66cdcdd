"""The kept results: how often each thing was answered, for everybody and for each unit.

A bucket is an option's value, a number or day as text, "row/column" of a matrix, "option/place" of a ranking; the
empty one says how many answered the question at all. Words and files are counted only so far.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from backend import clock
from backend.database import Statement, atomic
from backend.forms.conditions import choice_of
from backend.forms.store import stored_forms
from backend.surveys.models import EVERYBODY, Survey

ANSWERED = ""
# Under no question's name: how many responses there are.
RESPONSES = ("", ANSWERED)

Item = tuple[int, int, dict[str, Any]]  # form id, unit, answers
Key = tuple[int, str, str]  # unit, question, bucket

# Rows of one statement: SQLite takes many parameters, but not without end.
_ROWS = 200
# Responses of one transaction: some 20 ms on SQLite, where other writers wait.
_FOLDED = 100


def buckets(kind: str, answer: Any) -> Iterator[str]:
    """The buckets one answer of a question of this type falls into."""
    yield ANSWERED
    match kind:
        case "single":
            yield choice_of(answer)
        case "multiple":
            yield from {choice_of(item) for item in answer}
        case "rating" | "scale" | "number" | "date":
            yield str(answer)
        case "matrix":
            for row, column in answer.items():
                yield f"{row}/{column}"
        case "ranking":
            for place, item in enumerate(answer, 1):
                yield f"{choice_of(item)}/{place}"


def tally(items: Sequence[Item], sign: int = 1, *, is_kept: bool = True) -> Counter[Key]:
    """What these responses add to the counts, or with -1 take from them; to those of everybody too if `is_kept`."""
    forms = stored_forms({form_id for form_id, _, _ in items})
    kinds = {
        form_id: {question.key: question.type for question in form.definition.questions()}
        for form_id, form in forms.items()
    }
    found: Counter[Key] = Counter()
    for form_id, unit, answers in items:
        found[unit, *RESPONSES] += sign
        for question, answer in answers.items():
            if question in kinds[form_id]:
                for bucket in buckets(kinds[form_id][question], answer):
                    found[unit, question, bucket] += sign
    if is_kept:
        for (_, question, bucket), count in list(found.items()):
            found[EVERYBODY, question, bucket] += count
    return found


def add_counts(survey_id: int, items: Sequence[Item]) -> None:
    """Add responses to the kept counts, inside the transaction that writes them."""
    _add(survey_id, tally(items))


def _add(survey_id: int, changes: Counter[Key]) -> None:
    # In one order for everybody, so that two processes never wait for each other in a circle.
    keys = sorted(key for key, change in changes.items() if change)
    for start in range(0, len(keys), _ROWS):
        chunk = keys[start : start + _ROWS]
        values: list[object] = []
        for key in chunk:
            values += [survey_id, *key, changes[key]]
        _upsert(len(chunk)).run(*values)


def _upsert(rows: int) -> Statement:
    places = ", ".join(["(?, ?, ?, ?, ?)"] * rows)
    return Statement(
        f"""INSERT INTO survey_count (survey_id, unit, question, bucket, count) VALUES {places}
            ON CONFLICT (survey_id, unit, question, bucket) DO UPDATE SET count = survey_count.count + excluded.count"""
    )


_UNCOUNTED = """SELECT id, form_id, unit, answers, count_state, counted_answers FROM survey_response
  WHERE survey_id = ? AND count_state IN ('new', 'edited')"""
_SOME = Statement(f"{_UNCOUNTED} ORDER BY id LIMIT {_FOLDED}")
_ALL = Statement(_UNCOUNTED)
# What was handed in anew since it was read stays for the next round.
_COUNTED = Statement(
    """UPDATE survey_response SET count_state = 'counted', counted_answers = NULL
       WHERE id = ? AND count_state = ? AND answers = ?"""
)


def uncounted(survey_id: int) -> Counter[Key]:
    """What handed in named responses will change in the kept counts once they are folded in."""
    return _changes(_ALL.rows(survey_id))


def fold_counts(survey_id: int) -> int:
    """Bring the kept counts of a named survey up to date, in chunks; returns how many responses were folded in."""
    folded = 0
    while True:
        with atomic():
            # Two processes may fold at once: each response is folded by the one whose UPDATE counts.
            rows = [row for row in _SOME.rows(survey_id) if _COUNTED.run(row[0], row[4], row[3]).rowcount]
            _add(survey_id, _changes(rows))
        folded += len(rows)
        if len(rows) < _FOLDED:
            return folded


def _changes(rows: Sequence[tuple[Any, ...]]) -> Counter[Key]:
    found = tally([(form_id, unit, json.loads(answers)) for _, form_id, unit, answers, _, _ in rows])
    edited = [(row[1], row[2], json.loads(row[5])) for row in rows if row[4] == "edited" and row[5] is not None]
    found.update(tally(edited, -1))
    return found


def fold_due() -> int:
    """Fold in what was handed in since the last time, survey by survey."""
    recent = clock.now() - timedelta(days=1)
    due = Survey.select(Survey.id).where(
        Survey.state == "published", ~Survey.is_anonymous, Survey.opens_at <= clock.now(), Survey.closes_at > recent
    )
    return sum(fold_counts(survey.id) for survey in list(due))
