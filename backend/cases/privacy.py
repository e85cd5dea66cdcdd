"""What one member brought forward, stands behind, and did as staff."""

from __future__ import annotations

from typing import Any

from backend.cases.kind_files import OPEN_STATES, kind_of
from backend.cases.life import NOTHING_OWED, PUBLIC, Act, hold_case, write_step
from backend.cases.models import Case, CaseHandler, CaseStep, CaseSupporter
from backend.cases.reading import step_word
from backend.schemas import iso
from backend.searching.services import forget_text

GONE = "（提出人已注销，内容已删除）"


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every case the member brought forward, whatever they wrote in any case, and what they stand behind."""
    if member_id is None:
        return {}
    steps: Any = CaseStep.select(CaseStep, Case).join(Case).where(CaseStep.actor == member_id)
    support: Any = CaseSupporter.select(CaseSupporter, Case).join(Case).where(CaseSupporter.member == member_id)
    works_on = Case.select(Case.id).where(Case.assignee == member_id)
    helps = CaseHandler.select(CaseHandler.case).where(CaseHandler.member == member_id)
    return {
        "cases": [_case(case) for case in Case.select().where(Case.author == member_id).order_by(Case.id)],
        "case_steps": [
            {
                "case": str(step.case_id),
                "step": step_word(step.kind),
                "at": iso(step.at),
                "text": step.text,
                "detail": _own_words(step),
            }
            for step in steps.order_by(CaseStep.id)
        ],
        "case_support": [
            {
                "title": row.case.title,
                "via": row.via,
                "since": iso(row.created_at),
                "left_at": row.opted_out_at and iso(row.opted_out_at),
            }
            for row in support.order_by(CaseSupporter.id)
        ],
        "cases_worked_on": sorted(str(row) for (row,) in works_on.union(helps).tuples()),
    }


def _case(case: Case) -> dict[str, Any]:
    kind = kind_of(case.kind)
    return {
        "id": str(case.id),
        "kind": kind.title,
        "category": kind.category_title(case.category),
        "title": case.title,
        "text": case.text,
        "place": case.place,
        "is_name_hidden": case.is_name_hidden,
        "state": kind.states[case.state],
        "created_at": iso(case.created_at),
        "rating": case.rating,
        "rating_text": case.rating_text,
    }


def _own_words(step: CaseStep) -> dict[str, Any]:
    # Who else is named in it (a colleague a case was given to) is theirs, not the member's.
    return {name: value for name, value in step.detail.items() if name in ("before", "after", "rating", "outcome")}


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Nobody is the author any more, and what was said with a rating goes.

    The words of a case stay where others can see it and stand behind it, or it was answered: they are a matter of more
    than one. Other words go, and a case that was still open is withdrawn. An endorsement stays counted. What the member
    worked on waits for somebody else.
    """
    if member_id is None:
        return
    mine: Any = Case.select(Case.id).where(Case.author == member_id).order_by(Case.id)
    for (case_id,) in list(mine.tuples()):
        case, _ = hold_case(case_id)
        _erase_case(case, member_id)
    CaseHandler.delete().where(CaseHandler.member == member_id).execute()
    Case.update(assignee=None).where(Case.assignee == member_id, Case.state << OPEN_STATES).execute()


def _erase_case(case: Case, member_id: int) -> None:
    steps = CaseStep.update(actor=None).where(CaseStep.case == case.id, CaseStep.actor == member_id)
    changes: dict[str, Any] = {"author": None, "client_ref": None, "rating_text": ""}
    CaseStep.update(text="").where(CaseStep.case == case.id, CaseStep.kind == "rated").execute()
    if _concerns_others(case):
        Case.update(**changes).where(Case.id == case.id).execute()
        steps.where(CaseStep.actor_kind == "author").execute()
        return
    changes |= {"title": GONE, "text": GONE, "place": "", "public_state": "private"}
    CaseStep.update(text="", detail={}).where(
        CaseStep.case == case.id, CaseStep.kind << ("edited", "reopened")
    ).execute()
    forget_text(case.id)
    if case.state in OPEN_STATES:
        write_step(case, Act("withdrawn", None, "author", PUBLIC), {"state": "withdrawn", **NOTHING_OWED})
    Case.update(**changes).where(Case.id == case.id).execute()
    steps.where(CaseStep.actor_kind == "author").execute()


def _concerns_others(case: Case) -> bool:
    if case.public_state != "shown":
        return False
    has_merged = Case.select().where(Case.merged_into == case.id).exists()
    is_answered = case.answered_at is not None and case.is_reply_public
    return bool(case.endorsements or has_merged or is_answered or case.merged_into_id is not None)
