"""Whether others may see a case."""

from __future__ import annotations

from backend.cases.life import (
    Act,
    hold_case,
    load_case,
    write_step,
)
from backend.cases.models import Case
from backend.cases.notices import tell_author
from backend.database import atomic


def set_public_state(case_id: int, state: str, reason: str = "", actor_id: int | None = None) -> Case:
    """What became of the check: shown to others, blocked, or for a person to look at. Raises NotFound."""
    with atomic():
        case, kind = hold_case(case_id)
        if case.public_state == state or case.public_state == "private":
            return case
        changes = {"public_state": state}
        if state not in ("shown", "blocked"):
            Case.update(**changes).where(Case.id == case_id).execute()
            return load_case(case_id)
        act = Act(state, actor_id, "staff" if actor_id else "system", "author", reason)
        step_id = write_step(case, act, changes)
        if state == "blocked":
            tell_author(case, kind, step_id, f"没有公开显示：{reason or '内容未通过检查'}")
    return case
