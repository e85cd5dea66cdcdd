"""The questions of a survey, in the form builder."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.console.forms import Builder, Subject, add_builder
from backend.console.forms.editing import Json
from backend.console.surveys.blueprint import blueprint, head, load, may_write, steps
from backend.forms.drafts import FIRST_CHANGE, Draft
from backend.forms.remarks import Remark
from backend.forms.store import stored_form
from backend.scope import READ, WRITE
from backend.surveys import planning
from backend.surveys.check import check_questions
from backend.surveys.models import Survey

_CANCELLED = "问卷已取消，题目不能再改；可以复制一份重新发起。"
_ANONYMOUS = "匿名问卷开始填写后不能改题：改题前后的答卷会被区分开。可以取消后复制一份重新发起。"
_CLOSED = "问卷已截止，题目不再改；可以复制一份重新发起。"


class _SurveyQuestions(Builder):
    noun = "问卷"
    template = "surveys/questions.html"

    def open(self, *, to_write: bool, survey_id: int) -> Subject:  # type: ignore[override]
        survey = load(survey_id, WRITE if to_write else READ)
        if to_write:
            survey = planning.hold_survey(survey_id)
        form = stored_form(survey.form_id)
        return Subject(
            key=planning.form_key(survey.id),
            form_id=survey.form_id,
            definition=form.data,
            title=survey.title,
            can_write=to_write or may_write(survey),
            locked=_locked(survey),
            is_live=survey.state == "published",
            steps=steps(survey),
            introduction=survey.introduction,
            record=survey,
        )

    def kept(self, subject: Subject, draft: Draft, staff_id: int) -> int | None:
        survey: Survey = subject.record
        if survey.state != "draft":
            return None
        if draft.version == FIRST_CHANGE:
            planning.note_questions_changed(survey, staff_id)
        return planning.keep_questions(survey, draft.definition)

    def use(self, subject: Subject, draft: Draft, staff_id: int) -> int:
        return planning.use_questions(subject.record.id, staff_id).form_id

    def remarks(self, subject: Subject, definition: Json) -> list[Remark]:
        survey: Survey = subject.record
        return check_questions(survey, definition, planning.quotas_of(survey))

    def context(self, subject: Subject) -> dict[str, Any]:
        return head(subject.record)


def _locked(survey: Survey) -> str:
    state = survey.state_at(clock.now())
    if state == "cancelled":
        return _CANCELLED
    if state == "closed":
        return _CLOSED
    if state == "open" and survey.is_anonymous:
        return _ANONYMOUS
    return ""


add_builder(blueprint, "/<entity_id:survey_id>/questions", _SurveyQuestions())
