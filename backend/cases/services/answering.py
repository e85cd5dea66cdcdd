"""How a case ends: an official reply, a reasoned refusal, a merge, or nobody rating the answer."""

from __future__ import annotations

from datetime import date, timedelta

from backend import clock
from backend.cases.errors import CaseState, NeedsNewReply
from backend.cases.kind_files import OPEN_STATES, all_kinds, kind_of
from backend.cases.life import (
    CONCERNED,
    NOTHING_OWED,
    PUBLIC,
    Act,
    lock_case,
    lock_cases,
    make_findable,
    once,
    require_state,
    write_act,
    write_step,
)
from backend.cases.models import Case
from backend.cases.notices import tell_concerned
from backend.cases.support import move_support
from backend.database import atomic
from backend.errors import InvalidInput

# Until then nobody could rate the answer.
_MOST_PROMISED_DAYS = 3 * 366


@once
def reply(
    case_id: int,
    staff_id: int,
    text: str,
    outcome: str,
    promised_on: str | None = None,
    is_public: bool = True,
    version: int | None = None,
) -> Case:
    """Answer officially; author and supporters are told. Raises NotFound, CaseChanged, CaseState, InvalidInput."""
    detail = {"outcome": outcome, "promised_on": promised_on, "is_public": is_public}
    act = Act("replied", staff_id, "staff", PUBLIC if is_public else CONCERNED, text, detail)
    with atomic():
        case, kind = lock_case(case_id, act, version)
        require_state(case, *OPEN_STATES, "answered")
        _check_promise(promised_on)
        changes = {
            "state": "answered",
            "outcome": outcome,
            "promised_on": promised_on,
            "is_reply_public": is_public,
            "answered_at": clock.now(),
            "rating": None,
            "rating_text": "",
            "rated_at": None,
            **NOTHING_OWED,
        }
        step_id = write_act(case, act, changes)
        make_findable(case)
        tell_concerned(case, kind, step_id, f"{kind.outcomes[outcome]}：{text}")
    return case


def _check_promise(day: str | None) -> None:
    if day is None:
        return
    today = clock.business_today()
    if not today <= date.fromisoformat(day) <= today + timedelta(days=_MOST_PROMISED_DAYS):
        raise InvalidInput(errors={"promised_on": ["承诺日期应在今天到三年以内。"]})


@once
def decline(case_id: int, staff_id: int, reason: str, version: int | None = None) -> Case:
    """Say that it will not be taken up, and why; author and supporters are told.

    Raises NotFound, CaseChanged, CaseState; NeedsNewReply for one its author reopened.
    """
    act = Act("declined", staff_id, "staff", PUBLIC, reason)
    with atomic():
        case, kind = lock_case(case_id, act, version)
        require_state(case, *OPEN_STATES)
        if case.reopened_at is not None:
            raise NeedsNewReply
        step_id = write_act(case, act, {"state": "declined", **NOTHING_OWED})
        tell_concerned(case, kind, step_id, f"{kind.states['declined']}：{reason}")
    return case


@once
def merge(case_id: int, staff_id: int, into_id: int, note: str = "", version: int | None = None) -> Case:
    """Put a case into another of the same matter: who stands behind it stands behind that one, is told, and may leave.

    Raises NotFound, CaseChanged, CaseState.
    """
    act = Act("merged", staff_id, "staff", PUBLIC, note, {"into_id": into_id})
    if into_id == case_id:
        raise InvalidInput(errors={"into_id": ["不能并入自己。"]})
    with atomic():
        held = lock_cases([case_id, into_id])
        case, target = held[case_id], held[into_id]
        if version is not None and case.version - 1 != version:
            lock_case(case_id, act, version + 1)  # says which: repeated, or changed meanwhile
        kind = kind_of(case.kind)
        require_state(case, *OPEN_STATES)
        if case.reopened_at is not None:
            raise NeedsNewReply
        if target.kind != case.kind or target.state not in (*OPEN_STATES, "answered", "closed"):
            raise CaseState("要并入的事项已经不在办理。")
        moved = move_support(case, target)
        changes = {"state": "merged", "merged_into": into_id, "merged_at": clock.now(), **NOTHING_OWED}
        step_id = write_act(case, act, changes)
        write_step(target, Act("took_in", staff_id, "staff", PUBLIC, "", {"case_id": case_id, "supporters": moved}))
        # Words of the other that nobody may see yet are not told here either.
        name = f"“{target.title}”" if target.public_state == "shown" else "同一件事"
        words = f"已并入{name}，您会一起收到进展，{kind.opt_out_days} 天内可以退出"
        tell_concerned(case, kind, step_id, words)
    return case


def close_unrated() -> int:
    """Close what could be rated for long and was not; returns how many. Doing it twice does nothing more."""
    long_ago = clock.now() - timedelta(days=min(kind.rating_days for kind in all_kinds().values()))
    answered = Case.select().where(Case.state == "answered", Case.answered_at < long_ago).order_by(Case.id)
    return sum(_close(case.id) for case in list(answered) if _is_over(case))


def _is_over(case: Case) -> bool:
    opened_at = case.rating_opens_at()
    return opened_at is not None and opened_at < clock.now() - timedelta(days=kind_of(case.kind).rating_days)


def _close(case_id: int) -> bool:
    with atomic():
        case, _ = lock_case(case_id)
        if case.state != "answered" or not _is_over(case):
            return False
        write_step(case, Act("closed", None, "system", CONCERNED), {"state": "closed"})
    return True
