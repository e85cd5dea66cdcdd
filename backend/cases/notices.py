"""Telling whom a case concerns: its author, and everybody who stands behind it."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.cases.kind_files import Kind
from backend.cases.models import Case, CaseSupporter
from backend.organizations.models import Organization
from backend.push.services import enqueue_to_each


def tell_concerned(case: Case, kind: Kind, step_id: int, summary: str, *, is_author_told: bool = True) -> None:
    """Write a message to author and supporters, in the transaction of the step that is told of."""
    members: Any = _supporters(case.id)
    if is_author_told and case.author_id is not None:
        members = members.union(Case.select(Case.author).where(Case.id == case.id))
    tell(case, kind, step_id, summary, members)


def tell(case: Case, kind: Kind, step_id: int, summary: str, members: peewee.Select) -> None:
    """Write a message about one step to these members; the same step again is the same message."""
    local = clock.in_business_zone(clock.now())
    enqueue_to_each(
        f"case:{case.id}:{step_id}",
        members,
        template=kind.notice,
        values={
            "title": case.title,
            "organization": Organization.get_by_id(case.organization_id).name,
            "time": f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}",
            "summary": summary,
        },
        page=f"{kind.page.lstrip('/')}?id={case.id}",
    )


def _supporters(case_id: int) -> peewee.Select:
    return CaseSupporter.select(CaseSupporter.member).where(
        CaseSupporter.case == case_id, CaseSupporter.opted_out_at.is_null()
    )
