"""Writing the participation record, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from backend.participation.models import Participation

ATTENDED = "activity_attended"
SURVEY_ANSWERED = "survey_answered"


class Act(NamedTuple):
    """One act of a member; with the kind, `subject_id` names it. `occurred_at` in milliseconds."""

    member_id: int
    kind: str
    subject_id: int
    organization_id: int
    title: str
    occurred_at: int
    detail: dict[str, Any]


def record_acts(acts: Sequence[Act]) -> None:
    """Enter each act once; one that is entered already is put right."""
    if not acts:
        return
    rows = [
        {
            "member": act.member_id,
            "kind": act.kind,
            "subject_id": act.subject_id,
            "organization": act.organization_id,
            "title": act.title,
            "occurred_at": act.occurred_at,
            "detail": act.detail,
        }
        for act in acts
    ]
    Participation.insert_many(rows).on_conflict(
        conflict_target=[Participation.member, Participation.kind, Participation.subject_id],
        preserve=[Participation.organization, Participation.title, Participation.occurred_at, Participation.detail],
    ).execute()


def forget_act(member_id: int, kind: str, subject_id: int) -> None:
    """Take an entry out again: what it says did not happen after all."""
    Participation.delete().where(
        Participation.member == member_id, Participation.kind == kind, Participation.subject_id == subject_id
    ).execute()
