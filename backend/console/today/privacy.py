"""Decisions a member of staff made in the console a moment ago, and those made about a member."""

from __future__ import annotations

from typing import Any

from backend.console.today.models import HeldAct
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """What this member decided lately; what was decided about them is told by what it was about."""
    if member_id is None:
        return {}
    rows = HeldAct.select().where(HeldAct.actor == member_id).order_by(HeldAct.id)
    return {"console_decisions": [{"decision": row.words, "at": iso(row.created_at)} for row in rows]}


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """The words may hold the member's name: all of it goes, and what does not count yet with it."""
    if member_id is not None:
        HeldAct.delete().where((HeldAct.actor == member_id) | (HeldAct.about_member == member_id)).execute()
