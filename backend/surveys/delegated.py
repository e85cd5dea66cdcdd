"""Answering for the member one is a delegate of: named surveys only, and never over what they said themselves."""

from __future__ import annotations

from typing import Any

from backend.audit.services import record
from backend.companies.delegation import acting_for
from backend.companies.errors import OnlyInPerson
from backend.database import Statement, atomic
from backend.forms.store import stored_form
from backend.surveys.errors import AlreadyAnswered
from backend.surveys.models import SurveyResponse
from backend.surveys.submitting import Receipt, submit, view_survey

_HOLD = Statement(
    "UPDATE survey_response SET made_by_id = made_by_id WHERE survey_id = ? AND member_id = ? AND made_by_id = ?"
)
# One that was there, and that this request changed all the same, is the member's own.
_MARK = Statement(
    """UPDATE survey_response SET made_by_id = ? WHERE survey_id = ? AND member_id = ?
       AND (? OR made_by_id = ? OR submitted_at = updated_at)"""
)
_TAKEN = "本人已经填写过这份问卷，不能代填。"


def submit_as(
    caller_id: int, for_member_id: int | None, survey_id: int, answers: dict[str, Any], form_version: int
) -> Receipt:
    """Hand in one's own answers, or for whom one acts. Raises NotDelegate, OnlyInPerson, and what `submit` raises."""
    member_id = acting_for(caller_id, for_member_id)
    if member_id == caller_id:
        return submit(survey_id, member_id, answers, form_version)
    shown = view_survey(survey_id, member_id)
    refuse_in_person(shown.card.is_anonymous, shown.card.form_id)
    with atomic():
        is_mine = bool(_HOLD.run(survey_id, member_id, caller_id).rowcount)
        if not is_mine and _response(survey_id, member_id) is not None:
            raise AlreadyAnswered(_TAKEN)
        receipt = submit(survey_id, member_id, answers, form_version)
        if not _MARK.run(caller_id, survey_id, member_id, is_mine, caller_id).rowcount:
            raise AlreadyAnswered(_TAKEN)
        if not is_mine:
            record(
                action="survey.delegated",
                subject_kind="survey",
                subject_id=survey_id,
                actor_id=caller_id,
                actor_kind="member",
                about_member_id=member_id,
                organization_id=shown.card.organization_id,
            )
    return receipt


def refuse_in_person(is_anonymous: bool, form_id: int) -> None:
    """Raise OnlyInPerson for what nobody may answer for another: anonymous surveys, and those that ask for files."""
    if is_anonymous:
        raise OnlyInPerson
    if any(question.type == "file" for question in stored_form(form_id).definition.questions()):
        raise OnlyInPerson("这份问卷需要上传文件，请由本人填写。")


def _response(survey_id: int, member_id: int) -> SurveyResponse | None:
    found: SurveyResponse | None = SurveyResponse.get_or_none(
        SurveyResponse.survey == survey_id, SurveyResponse.member == member_id
    )
    return found


def hidden_from_delegates(payload: dict[str, Any], caller_id: int, member_id: int) -> dict[str, Any]:
    """A survey without what the member answered themselves, and without their files."""
    response = _response(payload["id"], member_id)
    is_mine = response is not None and response.made_by_id == caller_id  # type: ignore[attr-defined]
    return {**payload, "files": [], "answers": payload["answers"] if is_mine else None}
