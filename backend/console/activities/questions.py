"""The questions asked at signup, in the form builder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.activities.models import Activity
from backend.activities.services.known_answers import find_obstacles_to_known
from backend.activities.services.question_drafts import (
    adopt_questions,
    drop_questions,
    hold_activity,
    keep_questions,
    note_questions_begun,
    questions_key,
)
from backend.auth import current_member_id
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.forms import EMPTY, Builder, Subject, add_builder
from backend.console.forms.editing import KINDS, Json
from backend.console.rendering import done
from backend.forms.drafts import FIRST_CHANGE, Draft
from backend.forms.remarks import Remark, remarks_on
from backend.forms.store import stored_form
from backend.scope import ORGANIZE, READ_ACTIVITIES

_LOCKED = {
    "cancelled": "活动已取消，报名问题不能再改；可以复制为新活动。",
    "ended": "活动已经结束，报名问题不用再改。",
    "reported": "活动已经结项，报名问题不能再改。",
}


class _SignupQuestions(Builder):
    noun = "报名问题"
    # Answers are kept in the open and shown in lists: no files.
    kinds: Sequence[str] = tuple(kind for kind in KINDS if kind != "file")
    has_sections = False
    template = "activities/questions.html"

    def open(self, *, to_write: bool, activity_id: int) -> Subject:  # type: ignore[override]
        shown = shown_activity(activity_id, ORGANIZE if to_write else READ_ACTIVITIES)
        if to_write:
            shown = Shown(hold_activity(activity_id), shown.names)
        activity = shown.activity
        form = None if activity.form_id is None else stored_form(activity.form_id)
        return Subject(
            key=questions_key(activity_id),
            form_id=activity.form_id,
            definition=EMPTY if form is None else form.data,
            title="报名问题",
            can_write=shown.can_plan,
            locked=_LOCKED.get(shown.phase, ""),
            is_live=activity.state == "published",
            steps=_steps(activity),
            introduction="",
            record=shown,
        )

    def kept(self, subject: Subject, draft: Draft, staff_id: int) -> int | None:
        activity: Activity = subject.record.activity
        if activity.state != "draft":
            return None
        if draft.version == FIRST_CHANGE:
            note_questions_begun(activity, staff_id)
        return keep_questions(activity, draft.definition)

    def use(self, subject: Subject, draft: Draft, staff_id: int) -> int:
        return adopt_questions(subject.record.activity.id, staff_id)

    def remarks(self, subject: Subject, definition: Json) -> list[Remark]:
        remarks, parsed = remarks_on(definition)
        if parsed is None:
            return remarks
        known = find_obstacles_to_known(parsed)
        return remarks + [Remark("error", words, question=key) for key, texts in known.items() for words in texts]

    def context(self, subject: Subject) -> dict[str, Any]:
        return {name: value for name, value in head_of(subject.record, "questions").items() if name != "title"}


def _steps(activity: Activity) -> list[tuple[str, str]]:
    plan_url = url_for("console_activities.plan", activity_id=activity.id)
    return [("活动", url_for("console_activities.index")), (activity.title, plan_url), ("报名问题", "")]


add_builder(blueprint, "/<entity_id:activity_id>/questions", _SignupQuestions())


@blueprint.post("/<entity_id:activity_id>/questions/drop")
def drop_all_questions(activity_id: int) -> BaseResponse:
    """Ask nothing at signup."""
    shown = shown_activity(activity_id, ORGANIZE)
    drop_questions(shown.activity, current_member_id())
    return done("报名时不再提问。", to=url_for("console_activities.questions", activity_id=activity_id))
