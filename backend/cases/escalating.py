"""Raising what is past its due date, rung by rung, to whoever must know."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend import clock
from backend.audit.services import record
from backend.cases.kind_files import OPEN_STATES, Kind, all_kinds, kind_of
from backend.cases.life import STAFF, Act, write_step
from backend.cases.models import Case
from backend.database import Statement, atomic
from backend.push.services import News, notify
from backend.workdays import WorkCalendar, left_words, work_calendar

PAGE = "staff/case/index"

# Counts only if nobody answered, paused or promised another date since it was looked at.
_RAISE = Statement(
    """UPDATE case_item SET escalation_level = escalation_level + 1
       WHERE id = ? AND escalation_level = ? AND due_at = ? AND state IN ('received', 'assigned', 'in_progress')"""
)
# Of the organization itself, else of the nearest above it that has any; `? = 1` takes all above as well.
_WHO = Statement(
    """WITH held AS (SELECT r.member_id, (SELECT count(*) FROM organization_closure up
           WHERE up.descendant_id = c.ancestor_id) AS height
         FROM organization_closure c CROSS JOIN role r CROSS JOIN member m
         WHERE c.descendant_id = ? AND r.organization_id = c.ancestor_id AND r.name IN (?, ?)
           AND (r.starts_at IS NULL OR r.starts_at <= ?) AND (r.ends_at IS NULL OR r.ends_at > ?)
           AND m.id = r.member_id AND m.state = 'active')
       SELECT DISTINCT member_id FROM held WHERE ? = 1 OR height = (SELECT max(height) FROM held)"""
)


def escalate_due() -> int:
    """Raise every case as far as it is overdue; returns how many rungs. Each rung of one due date counts once."""
    now = clock.now()
    calendar = work_calendar()
    # What stands on the last rung of the longest ladder has nowhere left to go.
    top = max(len(kind.escalation) for kind in all_kinds().values())
    overdue: Any = (
        Case.select(Case.id, Case.kind, Case.due_at, Case.escalation_level)
        .where(Case.state << OPEN_STATES, Case.due_at <= now, Case.escalation_level < top)
        .order_by(Case.id)
        .tuples()
    )
    raised = 0
    for case_id, kind_key, due_at, level in list(overdue):
        kind = kind_of(kind_key)
        for rung in range(level, _reached(kind, calendar, due_at, now)):
            raised += _raise(case_id, kind, rung, due_at, calendar)
    return raised


def _reached(kind: Kind, calendar: WorkCalendar, due_at: datetime, now: datetime) -> int:
    late = calendar.between(due_at, now) / calendar.day_length
    return sum(step.after <= late for step in kind.escalation)


def _raise(case_id: int, kind: Kind, level: int, due_at: datetime, calendar: WorkCalendar) -> bool:
    with atomic():
        if not _RAISE.run(case_id, level, clock.to_ms(due_at)).rowcount:
            return False
        case: Case = Case.get_by_id(case_id)
        to = kind.escalation[level].to
        words = left_words(calendar, due_at, clock.now())
        act = Act("escalated", None, "system", STAFF, words, {"level": level + 1, "to": to})
        step_id = write_step(case, act)
        notify(
            News(
                kind="case_overdue",
                subject=f"case:{case_id}",
                occurrence=str(step_id),
                organization_id=case.organization_id,
                values={
                    "title": case.title,
                    "step": kind.states[case.state],
                    "time": clock.wall_time(due_at),
                    "note": words,
                },
                page=f"{PAGE}?id={case_id}",
            ),
            _told(case, to),
        )
        record(
            action="case.escalated",
            actor_kind="system",
            subject_kind="case",
            subject_id=case_id,
            organization_id=case.organization_id,
            detail={"level": level + 1, "to": to},
        )
    return True


def _told(case: Case, to: str) -> list[int]:
    """Who must know at this rung; what nobody was given yet concerns the staff."""
    if to == "assignee" and case.assignee_id is not None:
        return [case.assignee_id]
    names = ("administrator", "administrator") if to == "administrators" else ("staff", "administrator")
    now = clock.now_ms()
    return [row[0] for row in _WHO.rows(case.organization_id, *names, now, now, int(to == "administrators"))]
