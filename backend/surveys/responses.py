"""Single responses of a named survey, in words."""

from __future__ import annotations

from typing import Any

import peewee

from backend.errors import InvalidInput
from backend.forms import Question
from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.members.models import Member
from backend.surveys.asked import versions_of
from backend.surveys.errors import SurveyAnonymous
from backend.surveys.models import Survey, SurveyResponse
from backend.surveys.payloads import files_named


def responses_to(survey: Survey, question: str | None = None) -> peewee.ModelSelect[SurveyResponse]:
    """The responses, or those that answer one question, the latest first. Raises SurveyAnonymous, InvalidInput."""
    if survey.is_anonymous:
        raise SurveyAnonymous
    rows = (
        SurveyResponse.select(SurveyResponse, Member)
        .left_outer_join(Member)
        .where(SurveyResponse.survey == survey.id)
        .order_by(SurveyResponse.id.desc())
    )
    if question is not None:
        asked = {one.key for form in versions_of(survey) for one in form.definition.questions()}
        if question not in asked:
            raise InvalidInput(errors={"question": ["问卷里没有这一题。"]})
        # As answers are written; in a text the quotes around it would be escaped.
        rows = rows.where(SurveyResponse.answers.cast("TEXT").contains(f'"{question}":'))
    return rows


def shown_responses(rows: list[SurveyResponse]) -> list[dict[str, Any]]:
    """Responses as ResponseSchema shows them: each answer with its question as it was then."""
    forms = stored_forms({row.form_id for row in rows})
    given = [(row, list(forms[row.form_id].definition.questions())) for row in rows]
    files = files_named(given)
    return [_shown(row, questions, files) for row, questions in given]


def _shown(row: SurveyResponse, questions: list[Question], files: dict[str, Any]) -> dict[str, Any]:
    answers = []
    for number, question in enumerate(questions, 1):
        if question.key in row.answers:
            answer = row.answers[question.key]
            named = [files[one] for one in answer if one in files] if question.type == "file" else []
            about = {"question": question.key, "number": number, "title": question.title}
            answers.append({**about, "text": answer_text(question, answer), "files": named})
    member = row.member if row.member_id is not None else None
    moments = {"submitted_at": row.submitted_at, "updated_at": row.updated_at}
    return {"id": row.id, "member": member, **moments, "answers": answers}
