"""How far a section is, and what is best filled in next.

A question counts if it is shown. Sensitive ones never count: consent to them must be free, so nothing may press
for it. Completeness is the share of questions answered, over all sections, in whole percent rounded down. The
next best field is the first required one missing, else the first optional one, by order of sections and questions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from backend import clock
from backend.forms import Definition, Question, check_answers, visible_questions
from backend.forms.store import stored_form
from backend.profiles.queries import SectionRow

State = Literal["empty", "gaps", "confirm", "stale", "done"]

_SECONDS_A_QUESTION = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """Questions answered and shown; `gaps` counts the required ones missing, `missing` names all, required first."""

    filled: int
    total: int
    gaps: int
    missing: tuple[Question, ...]


def measure(definition: Definition, answers: Mapping[str, Any], today: date) -> Progress:
    """Count one section's answers, as they are stored, on the business day `today`."""
    values, errors = check_answers(definition, dict(answers), today)
    shown = set(visible_questions(definition, dict(answers), today))
    counted = [q for q in definition.questions() if q.key in shown and not q.sensitive]
    missing = [q for q in counted if q.key not in values or q.key in errors]
    # An answer begun but not finished ("other" without its words) stands in the way as a required one does.
    gaps = [q for q in missing if q.required or q.key in errors]
    rest = [q for q in missing if q not in gaps]
    return Progress(len(counted) - len(missing), len(counted), len(gaps), (*gaps, *rest))


def current_answers(definition: Definition, row: SectionRow, today: date) -> dict[str, Any]:
    """What the row's answers say under the section's present form: what no longer fits it is left out."""
    if row.answers is None or row.answered_form_id == row.form_id:
        return dict(row.answers or {})
    return dict(check_answers(definition, row.answers, today, "partial").values)


@lru_cache(maxsize=512)
def _untouched(form_id: int, today: date) -> Progress:
    """A section nobody has answered yet is as far for everyone; a stored form never changes."""
    return measure(stored_form(form_id).definition, {}, today)


def untouched_total(form_id: int) -> int:
    """How many questions a section asks of somebody who has answered none."""
    return _untouched(form_id, clock.business_today()).total


def counts(definition: Definition, row: SectionRow, today: date) -> Progress:
    """Progress from the counters kept with the row where they still hold, measured where they do not."""
    if row.answers_id is None:
        return _untouched(row.form_id, today)
    if row.answered_form_id == row.form_id:
        return Progress(row.filled, row.total, row.gaps, ())
    return measure(definition, current_answers(definition, row, today), today)


def state_of(row: SectionRow, gaps: int, now: datetime) -> State:
    """Where a section stands for its member. Values nobody confirmed come first: one tap settles them."""
    if row.answers_id is None:
        return "empty"
    if row.confirmed_at is None:
        return "confirm"
    if now >= row.confirmed_at + timedelta(days=row.freshness_days):
        return "stale"
    return "gaps" if gaps else "done"


def percent(progress: Sequence[Progress]) -> int:
    """Completeness over sections, 0 to 100; 100 only if nothing at all is missing."""
    total = sum(item.total for item in progress)
    return 100 * sum(item.filled for item in progress) // total if total else 100


def minutes_for(questions: int, state: State) -> int:
    """What a section costs its member: 20 seconds a question, never under a minute; nothing when it is done."""
    if state in ("confirm", "stale"):
        return 1
    return -(-questions * _SECONDS_A_QUESTION // 60)
