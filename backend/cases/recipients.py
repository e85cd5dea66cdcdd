"""Whom a case concerns: its author, and everybody who stands behind it."""

from __future__ import annotations

from typing import Any

import peewee

from backend.cases.models import Case, CaseSupporter


def concerned(case_id: int) -> peewee.Select:
    """Author and supporters."""
    author: Any = Case.select(Case.author).where(Case.id == case_id, Case.author.is_null(False))
    supporters: Any = CaseSupporter.select(CaseSupporter.member).where(
        CaseSupporter.case == case_id, CaseSupporter.opted_out_at.is_null()
    )
    both: peewee.Select = author.union(supporters)
    return both


recipients = {"case_concerned": concerned}
concerns: dict[str, Any] = {}
