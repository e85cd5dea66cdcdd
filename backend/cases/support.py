"""Standing behind a case: endorsing it, coming along when it is merged, and opting out."""

from __future__ import annotations

import math
from datetime import timedelta

from backend import clock
from backend.cases.errors import CaseState, NotSupported, OptOutOver, OwnCase
from backend.cases.kind_files import kind_of
from backend.cases.life import hold_case
from backend.cases.models import Case, CaseSupporter
from backend.database import Statement, atomic

_DOUBLING_MS = 2 * 86_400_000
HEAT_RULE = "按热度排序：越新越靠前；附议人数每翻一倍，相当于新两天。热度只看时间和附议人数，不看是谁提出的。"

_ENDORSABLE = ("received", "assigned", "in_progress", "answered")
_SUPPORT = Statement(
    """INSERT INTO case_supporter (case_id, member_id, via, created_at) VALUES (?, ?, 'endorsed', ?)
       ON CONFLICT (case_id, member_id) DO UPDATE SET opted_out_at = NULL, via = excluded.via,
         came_from_id = NULL, created_at = excluded.created_at
       WHERE case_supporter.opted_out_at IS NOT NULL"""
)
# One statement however many stand behind it; whoever left the target before comes back, and may leave again.
_MOVE = Statement(
    """INSERT INTO case_supporter (case_id, member_id, via, came_from_id, created_at)
       SELECT CAST(? AS BIGINT), people.id, 'merged', CAST(? AS BIGINT), CAST(? AS BIGINT) FROM (
         SELECT member_id AS id FROM case_supporter WHERE case_id = ? AND opted_out_at IS NULL
         UNION SELECT author_id FROM case_item WHERE id = ? AND author_id IS NOT NULL) people
       WHERE people.id <> ?
       ON CONFLICT (case_id, member_id) DO UPDATE SET opted_out_at = NULL, via = excluded.via,
         came_from_id = excluded.came_from_id, created_at = excluded.created_at
       WHERE case_supporter.opted_out_at IS NOT NULL"""
)
_LEAVE = Statement(
    """UPDATE case_supporter SET opted_out_at = ? WHERE case_id = ? AND member_id = ? AND opted_out_at IS NULL"""
)


def heat_of(created_ms: int, endorsements: int) -> int:
    """How far up the board a case stands, by HEAT_RULE: its time, and two days for each doubling of endorsements."""
    return created_ms + round(_DOUBLING_MS * math.log2(1 + endorsements))


def count_support(case: Case, change: int) -> None:
    """Keep the number of endorsements and the heat that follows from it; the case is held."""
    if not change:
        return
    number = case.endorsements + change
    values = {"endorsements": number, "heat": heat_of(clock.to_ms(case.created_at), number)}
    if number > 0 and case.first_endorsed_at is None:
        values["first_endorsed_at"] = clock.to_ms(clock.now())
    Case.update(**values).where(Case.id == case.id).execute()
    case.endorsements = number


def add_supporter(case_id: int, member_id: int) -> bool:
    """Write down that a member stands behind a case; False if they did already."""
    return bool(_SUPPORT.run(case_id, member_id, clock.now_ms()).rowcount)


def endorse(case_id: int, member_id: int) -> Case:
    """Stand behind somebody else's case; doing so twice is doing so once. Raises NotFound, CaseState, OwnCase."""
    with atomic():
        case, kind = hold_case(case_id)
        if case.author_id == member_id:
            raise OwnCase
        if not kind.is_endorsable or case.public_state != "shown" or case.state not in _ENDORSABLE:
            raise CaseState
        if add_supporter(case_id, member_id):
            count_support(case, 1)
    return case


def withdraw_endorsement(case_id: int, member_id: int) -> Case:
    """Stand behind it no longer; whoever did not is not told. Raises NotFound."""
    with atomic():
        case, _ = hold_case(case_id)
        if _LEAVE.run(clock.now_ms(), case_id, member_id).rowcount:
            count_support(case, -1)
    return case


def opt_out(case_id: int, member_id: int) -> Case:
    """Leave a case that one's own support was moved to by a merge. Raises NotFound, NotSupported, OptOutOver."""
    with atomic():
        case, kind = hold_case(case_id)
        support = CaseSupporter.get_or_none(
            CaseSupporter.case == case_id, CaseSupporter.member == member_id, CaseSupporter.via == "merged"
        )
        if support is None:
            raise NotSupported
        if support.opted_out_at is None:
            if clock.now() >= support.created_at + timedelta(days=kind.opt_out_days):
                raise OptOutOver
            _LEAVE.run(clock.now_ms(), case_id, member_id)
            count_support(case, -1)
    return case


def move_support(merged: Case, target: Case) -> int:
    """Let author and supporters of a merged case stand behind the one it went into, each person once."""
    moved = _MOVE.run(target.id, merged.id, clock.now_ms(), merged.id, merged.id, target.author_id or 0).rowcount
    count_support(target, moved)
    return int(moved)


def opt_out_until(support: CaseSupporter | None, kind_key: str) -> int | None:
    """Until when (milliseconds) a member may leave a case they came to by a merge; None if they may not."""
    if support is None or support.via != "merged" or support.opted_out_at is not None:
        return None
    until = clock.to_ms(support.created_at + timedelta(days=kind_of(kind_key).opt_out_days))
    return until if until > clock.now_ms() else None
