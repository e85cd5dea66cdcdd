"""Telling whom a case concerns: its author, and everybody who stands behind it."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.cases.kind_files import Kind
from backend.cases.models import Case, CaseSupporter
from backend.organizations.models import Organization
from backend.push.services import enqueue_to_each


def tell_concerned(case: Case, kind: Kind, step_id: int, summary: str) -> None:
    """Write a message to author and supporters, in the transaction of the step that is told of.

    Supporters are told of what they can see: words that wait for a check, or did not pass it, go to nobody else.
    """
    members: Any = _author(case.id)
    if case.public_state == "shown":
        members = members.union(_supporters(case.id))
    tell(case, kind, step_id, summary, members)


def tell_author(case: Case, kind: Kind, step_id: int, summary: str) -> None:
    """Write a message to the author alone."""
    tell(case, kind, step_id, summary, _author(case.id))


def tell(case: Case, kind: Kind, step_id: int, summary: str, members: peewee.Select) -> None:
    """Write a message about one step to these members; the same step again is the same message."""
    enqueue_to_each(
        f"case:{case.id}:{step_id}",
        members,
        template=kind.notice,
        values={
            "title": case.title,
            "organization": Organization.get_by_id(case.organization_id).name,
            "time": clock.wall_time(clock.now()),
            "summary": summary,
        },
        page=f"{kind.page.lstrip('/')}?id={case.id}",
    )


def _author(case_id: int) -> peewee.Select:
    return Case.select(Case.author).where(Case.id == case_id, Case.author.is_null(False))


def _supporters(case_id: int) -> peewee.Select:
    return CaseSupporter.select(CaseSupporter.member).where(
        CaseSupporter.case == case_id, CaseSupporter.opted_out_at.is_null()
    )
