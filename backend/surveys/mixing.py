"""Anonymous for real: how held responses become answers that belong to nobody.

A response waits, sealed, until enough others of the same unit wait with it. Then a batch is written in one
transaction: who took part in one shuffled order, what was said in another, under random ids. Time, order, ids and
PostgreSQL's row versions tell of an answer only that it came from somebody in a batch of at least five.

* A batch leaves five behind, so that the last one, at closing, has five too.
* Each batch is of one unit: what a unit is known to have said never advances by fewer than five.
* At closing, units with fewer than five waiting are mixed under ELSEWHERE; fewer than five in the whole survey are
  destroyed unread.
* The survey's row is locked before anything that waits is touched, here and where an account is deleted: nobody can
  leave a batch while it is being written.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from backend import clock
from backend.database import Statement, atomic, db, is_postgresql
from backend.encryption import keys
from backend.surveys.counts import add_counts
from backend.surveys.models import ELSEWHERE, SMALLEST_BATCH, AnonymousResponse, HeldResponse, Survey, SurveyInvitation
from backend.surveys.submitting import held_key

_ENOUGH = 2 * SMALLEST_BATCH
# Rows of one transaction, so that other writers never wait long.
_LARGEST_BATCH = 100

# Two processes may mix at once: the survey's row lets one of them through at a time.
_LOCK = Statement("SELECT id FROM survey WHERE id = ? FOR UPDATE")
_ADVANCE = Statement("UPDATE survey SET responses = responses + ?, version = version + 1 WHERE id = ?")
_SETTLE = Statement("UPDATE survey SET settled_at = ?, version = version + 1 WHERE id = ? AND settled_at IS NULL")
_WAITING = Statement(
    """SELECT h.survey_id, h.unit, count(*) FROM held_response h JOIN survey s ON s.id = h.survey_id
       WHERE s.settled_at IS NULL AND s.state = 'published' GROUP BY h.survey_id, h.unit ORDER BY h.survey_id, h.unit"""
)
_random = secrets.SystemRandom()


class _Held(NamedTuple):
    member_id: int
    form_id: int
    answers: dict[str, Any]


def mix_due() -> int:
    """Mix what can be mixed in every open survey, and settle every one that has closed; returns how many responses
    were written. What fails in one survey is raised once the others are done."""
    _wipe_what_is_deleted()
    steps = [partial(_mix_unit, survey_id, unit) for survey_id, unit, waiting in _WAITING.rows() if waiting >= _ENOUGH]
    mixed, failures = _all_of(steps)
    closed = Survey.select(Survey.id).where(
        Survey.is_anonymous,
        Survey.settled_at.is_null(),
        (Survey.state == "cancelled") | ((Survey.state == "published") & (Survey.closes_at <= clock.now())),
    )
    settled, more = _all_of([partial(settle, survey.id) for survey in list(closed)])
    for failure in failures + more:
        raise failure
    return mixed + settled


def _all_of(steps: Sequence[Callable[[], int]]) -> tuple[int, list[Exception]]:
    """The sum of what they return, and what went wrong: one that cannot be opened must not hold up the others."""
    total, failures = 0, []
    for step in steps:
        try:
            total += step()
        except Exception as error:
            failures.append(error)
    return total, failures


def _mix_unit(survey_id: int, unit: int) -> int:
    mixed = 0
    while written := _mix_some(survey_id, unit):
        mixed += written
    return mixed


def _wipe_what_is_deleted() -> None:
    """On SQLite a deleted row stays in the file until its page is used again, unless told otherwise.

    For this connection only, which is that of the jobs process: 2 ms for 100 held rows where it were 0.3.
    """
    if not is_postgresql():
        db.execute_sql("PRAGMA secure_delete = 1")


def _mix_some(survey_id: int, unit: int) -> int:
    """One batch of one unit, with five left behind; 0 if others were faster."""
    with atomic():
        _lock(survey_id)
        waiting = _waiting(survey_id, unit)
        size = min(len(waiting) - SMALLEST_BATCH, _LARGEST_BATCH)
        if size < SMALLEST_BATCH:
            return 0
        _write(survey_id, unit, _random.sample(waiting, size))
    return size


def settle(survey_id: int) -> int:
    """Write what still waits once a survey has closed; returns how many responses. Once, whoever asks."""
    with atomic():
        _lock(survey_id)
        survey = Survey.get_by_id(survey_id)
        if survey.settled_at is not None or (survey.state == "published" and survey.closes_at > clock.now()):
            return 0
        batches = {} if survey.state == "cancelled" else _last_batches(survey_id)
        for unit, members in sorted(batches.items()):
            _write(survey_id, unit, members)
        # Fewer than five in the whole survey: who took part would be who said it.
        HeldResponse.delete().where(HeldResponse.survey == survey_id).execute()
        _SETTLE.run(clock.now_ms(), survey_id)
    return sum(len(members) for members in batches.values())


def _last_batches(survey_id: int) -> dict[int, list[int]]:
    """What is left by unit, each at least five; leftovers of small units under ELSEWHERE."""
    left: dict[int, list[int]] = defaultdict(list)
    for held in HeldResponse.select(HeldResponse.unit, HeldResponse.member).where(HeldResponse.survey == survey_id):
        left[held.unit].append(held.member_id)
    small = [unit for unit, members in left.items() if len(members) < SMALLEST_BATCH and unit != ELSEWHERE]
    for unit in small:
        left[ELSEWHERE] += left.pop(unit)
    if 0 < len(left[ELSEWHERE]) < SMALLEST_BATCH:
        others = [unit for unit in left if unit != ELSEWHERE]
        if not others:
            return {}
        # A whole unit joins them rather than a part, which would leave a difference to compute.
        left[ELSEWHERE] += left.pop(min(others, key=lambda unit: len(left[unit])))
    return {unit: members for unit, members in left.items() if members}


def _lock(survey_id: int) -> None:
    if is_postgresql():  # on SQLite only one writes at a time anyway
        _LOCK.run(survey_id)


def _waiting(survey_id: int, unit: int) -> list[int]:
    rows = HeldResponse.select(HeldResponse.member).where(HeldResponse.survey == survey_id, HeldResponse.unit == unit)
    return [held.member_id for held in rows]


def _write(survey_id: int, unit: int, members: list[int]) -> None:
    """One batch: taken out of what waits, opened, shuffled, and written apart."""
    taken = (
        HeldResponse.delete()
        .where(HeldResponse.survey == survey_id, HeldResponse.member << members)
        .returning(HeldResponse.member, HeldResponse.form, HeldResponse.sealed)
    )
    batch = [
        _Held(member_id, form_id, json.loads(keys().decrypt(sealed, held_key(survey_id, member_id))))
        for member_id, form_id, sealed in list(taken.tuples().execute())
    ]
    if len(batch) < SMALLEST_BATCH:
        raise RuntimeError(f"a batch of survey {survey_id} became too small to be written")
    _random.shuffle(batch)
    AnonymousResponse.insert_many(
        [
            {"id": secrets.randbits(63), "survey": survey_id, "form": one.form_id, "unit": unit, "answers": one.answers}
            for one in batch
        ]
    ).execute()
    add_counts(survey_id, [(one.form_id, unit, one.answers) for one in batch])
    _ADVANCE.run(len(batch), survey_id)
    took_part = [one.member_id for one in batch]
    _random.shuffle(took_part)
    # One statement over an index: the order of these rows is that of the members' ids, whoever answered first.
    SurveyInvitation.update(has_answered=True).where(
        SurveyInvitation.survey == survey_id, SurveyInvitation.member << took_part
    ).execute()
