"""One survey through its life: check and publish, put the end off, remind, close, take back, say what came of it."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.audiences.services import count_audience
from backend.auth import current_member_id
from backend.console.fields import WallMoment
from backend.console.forecasts import forecast
from backend.console.forms.checking import Found, as_found, problems_of
from backend.console.rendering import done, read_form, render
from backend.console.surveys.blueprint import blueprint, head, load
from backend.console.words import input_moment, when
from backend.errors import InvalidInput
from backend.forms import DefinitionError, parse_definition
from backend.forms.store import stored_form
from backend.schemas import Text
from backend.scope import WRITE
from backend.surveys import planning, reminders
from backend.surveys.check import check_plan, check_questions
from backend.surveys.models import Survey, SurveyQuota
from backend.surveys.payloads import DESTROYED, minutes_for

# From so many minutes on, fewer people finish; said before it is published.
_LONG_MINUTES = 6
# Where the meter ends.
_MOST_MINUTES = 12


@blueprint.get("/<entity_id:survey_id>")
def show(survey_id: int) -> Response:
    """Where it stands, what is to be decided next, and what that would come to."""
    return _page(load(survey_id))


def _page(survey: Survey, *, errors: Any = None, values: Any = None, status: int = 200) -> Response:
    known = head(survey)
    quotas = planning.quotas_of(survey)
    state, can_write = known["state"], known["can_write"]
    return render(
        "surveys/show.html",
        status=status,
        title=survey.title,
        errors=errors,
        values=values or {},
        publishing=_publishing(survey, quotas) if state == "draft" else None,
        reminder=forecast("survey_reminder", survey.id) if state == "open" and can_write else None,
        is_reminded_today=_is_reminded_today(survey),
        definition=stored_form(survey.form_id).definition,
        minutes=minutes_for(stored_form(survey.form_id).definition),
        notice_of_survey=DESTROYED if survey.was_destroyed() else "",
        quotas=len(quotas),
        **known,
    )


def _is_reminded_today(survey: Survey) -> bool:
    day = clock.business_day(clock.business_today())[0]
    return survey.reminded_at is not None and survey.reminded_at >= day


def _publishing(survey: Survey, quotas: list[SurveyQuota]) -> dict[str, Any]:
    """The check, the reach, and what it costs members: minutes each and together."""
    definition = planning.questions_of(survey)
    meant = count_audience(survey.audience, survey.organization_id)
    found = [Found(remark.level, remark.message) for remark in check_plan(survey, meant)]
    if survey.closes_at <= clock.now():
        found.append(Found("error", "截止时间已经过去，请在“设置”里改。"))
    found += problems_of(definition) or as_found(definition, check_questions(survey, definition, quotas, meant))
    try:
        minutes: int | None = minutes_for(parse_definition(definition))
    except DefinitionError:
        minutes = None
    return {
        "found": found,
        "is_fit": not any(one.is_error for one in found),
        "meant": meant,
        "reach": forecast("survey_published", survey.id),
        "minutes": minutes,
        "hours": None if minutes is None else round(minutes * meant / 60, 1),
        "is_long": minutes is not None and minutes > _LONG_MINUTES,
        "most_minutes": _MOST_MINUTES,
    }


@blueprint.post("/<entity_id:survey_id>/publish")
def publish(survey_id: int) -> BaseResponse:
    """Ask the audience."""
    load(survey_id, WRITE)
    survey = planning.publish_survey(survey_id, current_member_id())
    begins = "已经可以填写" if survey.opens_at <= clock.now() else f"{when(survey.opens_at)}开始填写"
    return done(f"已发布，{begins}。", to=_here(survey_id))


@blueprint.post("/<entity_id:survey_id>/close")
def close(survey_id: int) -> BaseResponse:
    """Take no more answers from now on; it can be opened again by putting the end off, unless it is anonymous."""
    survey = load(survey_id, WRITE)
    before = survey.closes_at
    planning.close_survey(survey_id, current_member_id())
    undo = None
    if not survey.is_anonymous and before > clock.now():
        url = url_for("console_surveys.extend", survey_id=survey_id)
        undo = ("重新开放", url, {"closes_at": input_moment(before)})
    return done("已截止，不再收答卷。", to=_here(survey_id), undo=undo)


class _EndSchema(ma.Schema):
    closes_at = WallMoment(required=True, error_messages={"required": "请写新的截止时间。"})


@blueprint.post("/<entity_id:survey_id>/closing-time")
def extend(survey_id: int) -> BaseResponse:
    """Another end: later, or again open."""
    survey = load(survey_id, WRITE)
    try:
        values = read_form(_EndSchema)
        changed = planning.change_survey(survey_id, current_member_id(), values)
    except InvalidInput as error:
        return _page(survey, errors=error.errors, values=request.form, status=422)
    return done(f"截止时间改为{when(changed.closes_at)}。", to=_here(survey_id))


class _ReasonSchema(ma.Schema):
    reason = Text(required=True, min_length=1, max_length=100, error_messages={"required": "请写取消的原因。"})


@blueprint.post("/<entity_id:survey_id>/cancel")
def cancel(survey_id: int) -> BaseResponse:
    """Take it back for good."""
    survey = load(survey_id, WRITE)
    try:
        values = read_form(_ReasonSchema)
    except InvalidInput as error:
        return _page(survey, errors=error.errors, values=request.form, status=422)
    planning.cancel_survey(survey_id, current_member_id(), values["reason"])
    return done("问卷已取消，会员那里不再显示。", to=_here(survey_id))


@blueprint.post("/<entity_id:survey_id>/delete")
def delete(survey_id: int) -> BaseResponse:
    """Throw a draft away."""
    survey = load(survey_id, WRITE)
    planning.delete_draft(survey_id, current_member_id())
    return done(f"草稿“{survey.title}”已删除。", to=url_for("console_surveys.index"))


@blueprint.post("/<entity_id:survey_id>/remind")
def remind(survey_id: int) -> BaseResponse:
    """Remind those who have not answered."""
    load(survey_id, WRITE)
    number = reminders.remind_now(survey_id, current_member_id())
    return done(f"提醒已排好，发给还没填的 {number} 人。", to=_here(survey_id))


class _NoteSchema(ma.Schema):
    text = Text(required=True, min_length=2, max_length=2_000, error_messages={"required": "请写几句做了什么。"})


@blueprint.post("/<entity_id:survey_id>/note")
def save_note(survey_id: int) -> BaseResponse:
    """Say what was done about what people said."""
    survey = load(survey_id, WRITE)
    try:
        values = read_form(_NoteSchema)
    except InvalidInput as error:
        return _page(survey, errors=error.errors, values=request.form, status=422)
    reminders.tell_closing_note(survey_id, current_member_id(), values["text"])
    words = "结果说明已更新。" if survey.closing_note_at else "结果说明已发布，填过的人会看到。"
    return done(words, to=_here(survey_id))


def _here(survey_id: int) -> str:
    return url_for("console_surveys.show", survey_id=survey_id)
