"""The one way a case changes: locked, checked against what the caller saw, and written down as a step.

Locks go from the case of the lower id to that of the higher, then to supporters, then to everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec

from backend import clock
from backend.audit.services import record
from backend.cases.errors import CaseChanged, CaseState
from backend.cases.kind_files import Kind, kind_of
from backend.cases.models import Case, CaseStep
from backend.database import Statement
from backend.errors import NotFound
from backend.searching.services import index_text
from backend.workdays import due_after, work_calendar

_P = ParamSpec("_P")

PUBLIC, CONCERNED, STAFF = "public", "concerned", "staff"

_LOCK = Statement("UPDATE case_item SET version = version + 1 WHERE id = ?")
# What nobody decides upon, an endorsement or a check that came back, leaves the version as it is: else staff could not
# answer a case that many people are endorsing.
_HOLD = Statement("UPDATE case_item SET version = version WHERE id = ?")
_LAST_STEP = Statement(
    "SELECT kind, actor_id, text, detail FROM case_step WHERE case_id = ? ORDER BY number DESC LIMIT 1"
)
_ADD_STEP = Statement(
    """INSERT INTO case_step (case_id, number, kind, at, actor_id, actor_kind, visible_to, text, detail)
       SELECT ?, COALESCE(max(number), 0) + 1, ?, ?, CAST(? AS BIGINT), ?, ?, ?, ? FROM case_step WHERE case_id = ?
       RETURNING id, number"""
)


class Repeated(Exception):
    """The very same act was the last one: the request came twice."""


@dataclass(frozen=True)
class Act:
    """What somebody does to a case: the step it is written down as."""

    kind: str
    actor_id: int | None
    actor_kind: str  # author | member | staff | system
    visible_to: str = CONCERNED
    text: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def lock_case(case_id: int, act: Act | None = None, version: int | None = None) -> tuple[Case, Kind]:
    """Hold a case until the transaction ends. `version` is what the caller saw of it.

    Raises NotFound, CaseChanged, and Repeated if `act` is what was done last.
    """
    if not _LOCK.run(case_id).rowcount:
        raise NotFound
    case: Case = Case.get_by_id(case_id)
    if version is not None and case.version - 1 != version:
        if act is not None and _LAST_STEP.row(case_id) == (act.kind, act.actor_id, act.text, _written(act)):
            raise Repeated
        raise CaseChanged
    return case, kind_of(case.kind)


def hold_case(case_id: int) -> tuple[Case, Kind]:
    """Hold a case for something that does not make stale what others saw of it. Raises NotFound."""
    if not _HOLD.run(case_id).rowcount:
        raise NotFound
    case: Case = Case.get_by_id(case_id)
    return case, kind_of(case.kind)


def lock_cases(case_ids: Iterable[int]) -> dict[int, Case]:
    """Hold several cases, always in the same order. Raises NotFound."""
    for case_id in sorted(set(case_ids)):
        if not _LOCK.run(case_id).rowcount:
            raise NotFound
    return {case.id: case for case in Case.select().where(Case.id << sorted(set(case_ids)))}


def require_state(case: Case, *states: str) -> None:
    """Raise CaseState unless the case stands at one of these."""
    if case.state not in states:
        raise CaseState


def _written(act: Act) -> str:
    return str(CaseStep.detail.db_value(act.detail))


def write_step(case: Case, act: Act, changes: dict[str, Any] | None = None) -> int:
    """Write a step and what it changes; returns its id. The case must be held."""
    now = clock.now()
    row = _ADD_STEP.row(
        case.id,
        act.kind,
        clock.to_ms(now),
        act.actor_id,
        act.actor_kind,
        act.visible_to,
        act.text,
        _written(act),
        case.id,
    )
    step_id = int(row[0]) if row else 0
    changed = dict(changes or {})
    if act.visible_to != STAFF:
        changed |= {"moved_step": step_id, "moved_at": now}
    if changed:
        Case.update(**changed).where(Case.id == case.id).execute()
        for name, value in changed.items():
            setattr(case, name, value)
    return step_id


def due_in(days: float, start: datetime | None = None) -> datetime:
    """The due date so many working days from now."""
    return due_after(work_calendar(), start or clock.now(), days)


NOTHING_OWED: dict[str, Any] = {
    "due_at": None,
    "escalation_level": 0,
    "paused_at": None,
    "paused_left_ms": None,
    "pause_reason": "",
}


def load_case(case_id: int) -> Case:
    """The case by its id. Raises NotFound."""
    case: Case | None = Case.get_or_none(Case.id == case_id)
    if case is None:
        raise NotFound
    return case


def once(act: Callable[_P, Case]) -> Callable[_P, Case]:
    """The very same request again leaves the case as the first one did."""

    @wraps(act)
    def wrapper(*args: _P.args, **kwargs: _P.kwargs) -> Case:
        try:
            return act(*args, **kwargs)
        except Repeated:
            return load_case(int(args[0]))  # type: ignore[call-overload]

    return wrapper


def write_act(case: Case, act: Act, changes: dict[str, Any] | None = None) -> int:
    """Write a step of staff, what it changes, and its line in the audit trail; returns the step's id."""
    organization_id, before = case.organization_id, _in_trail(case)
    step_id = write_step(case, act, changes)
    record(
        action=f"case.{act.kind}",
        subject_kind="case",
        subject_id=case.id,
        actor_id=act.actor_id,
        about_member_id=case.author_id,
        organization_id=organization_id,
        reason=act.text if act.visible_to == STAFF else "",
        before=before,
        after=_in_trail(case),
    )
    return step_id


def _in_trail(case: Case) -> dict[str, Any]:
    """What the trail says of a case before and after an act: no words, and people by their ids."""
    return {
        "state": case.state,
        "assignee": case.assignee_id and str(case.assignee_id),
        "organization": str(case.organization_id),
        "due_at": case.due_at,
        "outcome": case.outcome,
        "promised_on": case.promised_on,
        "is_reply_public": case.is_reply_public,
        "merged_into": case.merged_into_id and str(case.merged_into_id),
    }


def held_of(case_id: int, member_id: int, version: int | None = None) -> tuple[Case, Kind]:
    """Hold a case of this author; anybody else's is not there for them."""
    case, kind = lock_case(case_id, None, version)
    if case.author_id != member_id:
        raise NotFound
    return case, kind


def make_findable(case: Case) -> None:
    """Let a case be found by its words, and by those of a reply that everybody may read."""
    texts = [case.title, case.text, case.place]
    if case.answered_at is not None and case.is_reply_public:
        reply = (
            CaseStep.select()
            .where(CaseStep.case == case.id, CaseStep.kind == "replied")
            .order_by(CaseStep.number.desc())
            .first()
        )
        texts += [reply.text] if reply else []
    index_text(case.id, texts)
