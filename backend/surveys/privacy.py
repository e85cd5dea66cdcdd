"""What one member was asked in surveys, and answered in named ones."""

from __future__ import annotations

from functools import partial
from typing import Any

from backend.database import after_commit, db, is_postgresql
from backend.forms import Question
from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.media import store
from backend.media.models import Media
from backend.schemas import iso
from backend.surveys.models import HeldResponse, Survey, SurveyInvitation, SurveyResponse
from backend.surveys.submitting import FILES


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every survey the member was asked, and the answers to named ones in words.

    Of anonymous ones only whether they took part is known.
    """
    if member_id is None:
        return {}
    asked = SurveyInvitation.select(SurveyInvitation, Survey).join(Survey).where(SurveyInvitation.member == member_id)
    held = {row.survey_id for row in HeldResponse.select().where(HeldResponse.member == member_id)}
    responses = {row.survey_id: row for row in SurveyResponse.select().where(SurveyResponse.member == member_id)}
    forms = stored_forms({row.form_id for row in responses.values()})
    return {
        "surveys": [
            {
                "title": row.survey.title,
                "is_anonymous": row.survey.is_anonymous,
                "has_answered": row.has_answered or row.survey_id in held,
                **_given(responses.get(row.survey_id), forms),
            }
            for row in asked.order_by(SurveyInvitation.survey)
        ]
    }


def _given(response: SurveyResponse | None, forms: dict[int, Any]) -> dict[str, Any]:
    if response is None:
        return {}
    questions = forms[response.form_id].definition.questions()
    return {
        "submitted_at": iso(response.submitted_at),
        "answers": {
            question.title: answer_text(question, response.answers[question.key])
            for question in questions
            if question.key in response.answers
        },
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Whose a named response was is forgotten, and every word and file in it; what was chosen stays counted.

    What waits to be mixed into an anonymous survey is taken back. What was mixed is nobody's already.
    """
    if member_id is None:
        return
    _take_back_held(member_id)
    responses = list(SurveyResponse.select().where(SurveyResponse.member == member_id))
    forms = stored_forms({response.form_id for response in responses})
    for response in responses:
        questions = {question.key: question for question in forms[response.form_id].definition.questions()}
        SurveyResponse.update(
            member=None,
            answers=_choices(response.answers, questions),
            counted_answers=response.counted_answers and _choices(response.counted_answers, questions),
        ).where(SurveyResponse.id == response.id).execute()
    SurveyInvitation.delete().where(SurveyInvitation.member == member_id).execute()
    subject, purpose = FILES
    files = Media.delete().where(
        Media.uploaded_by == member_id, Media.subject_kind == subject, Media.purpose == purpose
    )
    for (media_id,) in list(files.returning(Media.id).tuples().execute()):
        after_commit(partial(store.delete_file, media_id))


def _take_back_held(member_id: int) -> None:
    """Destroy what waits to be mixed, and give its places back."""
    if not is_postgresql():
        db.execute_sql("PRAGMA secure_delete = 1")  # as mixing does
    waiting = HeldResponse.select(HeldResponse.survey).where(HeldResponse.member == member_id)
    for row in list(waiting.order_by(HeldResponse.survey)):
        # The survey's row first, as mixing locks it: a batch that is being written is waited for.
        Survey.update(accepted=Survey.accepted - 1).where(Survey.id == row.survey_id).execute()
        mine = (HeldResponse.survey == row.survey_id) & (HeldResponse.member == member_id)
        if not HeldResponse.delete().where(mine).execute():  # mixed meanwhile: nobody's, and counted
            Survey.update(accepted=Survey.accepted + 1).where(Survey.id == row.survey_id).execute()


def _choices(answers: dict[str, Any], questions: dict[str, Question]) -> dict[str, Any]:
    """The answers without what was written: the key stays, so that counts of who answered still add up."""
    return {key: _emptied(questions[key].type, answer) if key in questions else "" for key, answer in answers.items()}


def _emptied(kind: str, answer: Any) -> Any:
    if kind in ("text", "file"):
        return "" if kind == "text" else []
    if isinstance(answer, dict) and "text" in answer:
        return {"value": answer["value"], "text": ""}
    if isinstance(answer, list):
        return [_emptied("", item) for item in answer]
    return answer
