"""What staff do while they work on a case: assign, transfer, pause, note, promise another date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.cases.errors import CaseState
from backend.cases.kind_files import OPEN_STATES
from backend.cases.life import (
    PUBLIC,
    STAFF,
    Act,
    due_in,
    lock_case,
    once,
    require_state,
    write_act,
    write_step,
)
from backend.cases.models import Case, CaseHandler, CaseStep
from backend.database import atomic
from backend.errors import InvalidInput
from backend.workdays import due_after, work_calendar

# Whatever takes longer is promised in a reply.
_MOST_DUE_DAYS = 366


def _due_in(days: float) -> dict[str, Any]:
    # Another due date begins at the first rung of the ladder; the same one is not told of twice.
    return {"due_at": due_in(days), "escalation_level": 0}


@once
def assign(
    case_id: int, staff_id: int, member_id: int, due_days: int | None = None, note: str = "", version: int | None = None
) -> Case:
    """Give a case to somebody, or to somebody else; `due_days` are working days until it is answered.

    Raises NotFound, CaseChanged, CaseState.
    """
    detail = {"member_id": member_id, "due_days": due_days}
    act = Act("assigned", staff_id, "staff", PUBLIC, note, detail)
    with atomic():
        case, kind = lock_case(case_id, act, version)
        require_state(case, *OPEN_STATES)
        changes: dict[str, Any] = {"assignee": member_id}
        if case.state != "in_progress":
            changes["state"] = "assigned"
        if case.paused_at is None and (case.state != "in_progress" or due_days is not None):
            changes |= _due_in(due_days or kind.due.assigned)
        write_act(case, act, changes)
    return case


@once
def start(case_id: int, staff_id: int, version: int | None = None) -> Case:
    """Begin to work on it: the time for an answer runs from now, unless it was set when it was assigned."""
    act = Act("started", staff_id, "staff", PUBLIC)
    with atomic():
        case, kind = lock_case(case_id, act, version)
        require_state(case, "assigned")
        last = (
            CaseStep.select()
            .where(CaseStep.case == case_id, CaseStep.kind == "assigned")
            .order_by(CaseStep.number.desc())
            .first()
        )
        changes: dict[str, Any] = {"state": "in_progress"}
        if case.paused_at is None and not (last and last.detail.get("due_days")):
            changes |= _due_in(kind.due.in_progress)
        write_act(case, act, changes)
    return case


@once
def transfer(case_id: int, staff_id: int, organization_id: int, reason: str, version: int | None = None) -> Case:
    """Hand it to another organization, which assigns it anew. Raises NotFound, CaseChanged, CaseState."""
    act = Act("transferred", staff_id, "staff", PUBLIC, reason, {"organization_id": organization_id})
    with atomic():
        case, kind = lock_case(case_id, act, version)
        require_state(case, *OPEN_STATES)
        if organization_id == case.organization_id:
            raise InvalidInput(errors={"organization_id": ["事项已经在这个组织。"]})
        changes = {
            "organization": organization_id,
            "state": "received",
            "assignee": None,
            **_due_in(kind.due.received),
            "paused_at": None,
            "paused_left_ms": None,
            "pause_reason": "",
        }
        write_act(case, act, changes)
        CaseHandler.delete().where(CaseHandler.case == case_id).execute()
    return case


@once
def pause(case_id: int, staff_id: int, reason: str, version: int | None = None) -> Case:
    """Stop the clock, with a reason everybody concerned reads. Raises NotFound, CaseChanged, CaseState."""
    act = Act("paused", staff_id, "staff", PUBLIC, reason)
    with atomic():
        case, _ = lock_case(case_id, act, version)
        require_state(case, *OPEN_STATES)
        if case.paused_at is not None:
            raise CaseState("事项已经暂停。")
        now = clock.now()
        left = work_calendar().between(now, case.due_at) if case.due_at else timedelta(0)
        changes = {
            "paused_at": now,
            "pause_reason": reason,
            "paused_left_ms": max(0, left // timedelta(milliseconds=1)),
            "due_at": None,
        }
        write_act(case, act, changes)
    return case


@once
def resume(case_id: int, staff_id: int, version: int | None = None) -> Case:
    """Let the clock run again with the working time that was left. Raises NotFound, CaseChanged, CaseState."""
    act = Act("resumed", staff_id, "staff", PUBLIC)
    with atomic():
        case, _ = lock_case(case_id, act, version)
        if case.paused_at is None or case.state not in OPEN_STATES:
            raise CaseState("事项没有暂停。")
        calendar = work_calendar()
        left = timedelta(milliseconds=case.paused_left_ms or 0)
        due_at = due_after(calendar, clock.now(), left / calendar.day_length)
        changes = {"paused_at": None, "pause_reason": "", "paused_left_ms": None, "due_at": due_at}
        write_act(case, act, changes)
    return case


@once
def note(case_id: int, staff_id: int, text: str, version: int | None = None) -> Case:
    """Write something down that only staff read. Raises NotFound, CaseChanged."""
    act = Act("note", staff_id, "staff", STAFF, text)
    with atomic():
        case, _ = lock_case(case_id, act, version)
        write_step(case, act)
    return case


def set_handlers(case_id: int, staff_id: int, member_ids: Iterable[int]) -> Case:
    """Put exactly these people beside the assignee. Raises NotFound, CaseState."""
    wanted = set(member_ids)
    with atomic():
        case, _ = lock_case(case_id)
        require_state(case, *OPEN_STATES)
        present = {row.member_id for row in CaseHandler.select().where(CaseHandler.case == case_id)}
        if wanted == present:
            return case
        CaseHandler.delete().where(CaseHandler.case == case_id, CaseHandler.member << (present - wanted)).execute()
        for member_id in sorted(wanted - present):
            CaseHandler.create(case=case_id, member=member_id)
        act = Act("handlers", staff_id, "staff", STAFF, detail={"member_ids": sorted(wanted)})
        write_act(case, act)
    return case


@once
def set_due(case_id: int, staff_id: int, due_at: datetime, reason: str, version: int | None = None) -> Case:
    """Promise another date, with a reason everybody concerned reads. Raises NotFound, CaseChanged, CaseState."""
    act = Act("due_changed", staff_id, "staff", PUBLIC, reason, {"due_at": clock.to_ms(due_at)})
    with atomic():
        case, _ = lock_case(case_id, act, version)
        require_state(case, *OPEN_STATES)
        if case.paused_at is not None:
            raise CaseState("事项已暂停，恢复后再调整期限。")
        if not clock.now() < due_at < clock.now() + timedelta(days=_MOST_DUE_DAYS):
            raise InvalidInput(errors={"due_at": ["期限要晚于现在，最多一年以后。"]})
        write_act(case, act, {"due_at": due_at, "escalation_level": 0})
    return case
