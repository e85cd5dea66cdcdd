"""Telling whom a case concerns: its author, and everybody who stands behind it."""

from __future__ import annotations

from backend import clock
from backend.cases.kind_files import Kind
from backend.cases.models import Case
from backend.organizations.models import Organization
from backend.push.services import News, notify, notify_recipients


def tell_concerned(case: Case, kind: Kind, step_id: int, summary: str) -> None:
    """Tell author and supporters, in the transaction of the step that is told of.

    Supporters are told of what they can see: words that wait for a check, or did not pass it, go to nobody else.
    """
    if case.public_state == "shown":
        notify_recipients(_news(case, kind, step_id, summary, f"case_concerned:{case.id}"))
    else:
        tell_author(case, kind, step_id, summary)


def tell_author(case: Case, kind: Kind, step_id: int, summary: str) -> None:
    """Tell the author alone; the same step again is the same message."""
    if case.author_id is not None:
        notify(_news(case, kind, step_id, summary), (case.author_id,))


def _news(case: Case, kind: Kind, step_id: int, summary: str, recipients: str = "") -> News:
    return News(
        kind=kind.notice,
        subject=f"case:{case.id}",
        occurrence=str(step_id),
        organization_id=case.organization_id,
        values={
            "title": case.title,
            "organization": Organization.get_by_id(case.organization_id).name,
            "time": clock.wall_time(clock.now()),
            "note": summary,
        },
        page=f"{kind.page.lstrip('/')}?id={case.id}",
        recipients=recipients,
    )
