"""A survey's life as staff lead it: draft, publish, change, close, cancel, copy."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend import clock
from backend.audiences.services import count_audience
from backend.audit.differences import differing
from backend.audit.services import record
from backend.database import Statement, atomic, made_once, new_id
from backend.errors import InvalidInput, NotFound
from backend.forms import DefinitionError, parse_definition
from backend.forms.drafts import drafted, drop_draft
from backend.forms.problem_words import problem_in_words
from backend.forms.remarks import Remark
from backend.forms.store import forget_other_versions, save_version, stored_form
from backend.surveys.check import check_survey
from backend.surveys.errors import SurveyCancelled, SurveyClosed, SurveyNotDraft, SurveyUnfit
from backend.surveys.inviting import invite_audience
from backend.surveys.models import Survey, SurveyQuota

# A larger audience is asked by the jobs process.
_ASKED_AT_ONCE = 2_000
# What may still change once people are answering.
_CHANGEABLE = {"title", "introduction", "closes_at", "quota", "option_quotas", "definition", "results_for"}

# Long, or by ids: the trail says that they changed, not how.
_UNSAID = ("introduction", "audience", "definition", "option_quotas")

# Whoever changes a survey holds its row first.
_LOCK = Statement("UPDATE survey SET version = version + 1 WHERE id = ?")


def draft_survey(staff_id: int, values: dict[str, Any]) -> tuple[Survey, bool]:
    """Start a survey; True if this request did. The same `client_ref` of the same person again is the same draft."""
    return made_once(lambda: _drafted(staff_id, values["client_ref"]), lambda: _draft(staff_id, values))


def _drafted(staff_id: int, client_ref: str) -> Survey | None:
    found: Survey | None = Survey.get_or_none(Survey.created_by == staff_id, Survey.client_ref == client_ref)
    return found


def _draft(staff_id: int, values: dict[str, Any]) -> Survey:
    values = dict(values)
    survey_id = new_id()
    quotas, definition = values.pop("option_quotas"), values.pop("definition")
    survey: Survey = Survey.create(
        id=survey_id, created_by=staff_id, form=_save_form(survey_id, definition), **_consistent(values)
    )
    _set_quotas(survey_id, quotas)
    _note(survey, staff_id, "survey.drafted")
    return survey


def _consistent(values: dict[str, Any], *, is_anonymous: bool = False) -> dict[str, Any]:
    # An anonymous response cannot be found again, so there is nothing to edit.
    return {**values, "is_editable": False} if values.get("is_anonymous", is_anonymous) and values else values


def _save_form(survey_id: int, definition: dict[str, Any]) -> int:
    try:
        parsed = parse_definition(definition)
    except DefinitionError as error:
        problems = {
            f"definition.{path}": [problem_in_words(definition, path, message)[0]] for path, message in error.problems
        }
        raise InvalidInput(errors=problems) from None
    if sensitive := [question.key for question in parsed.questions() if question.sensitive]:
        words = "问卷不能收集敏感信息，这类信息只能在会员资料中经单独同意后填写。"
        raise InvalidInput(errors={f"definition.{key}": [words] for key in sensitive})
    return int(save_version(form_key(survey_id), definition).id)


def form_key(survey_id: int) -> str:
    """What the form of a survey is called."""
    return f"survey:{survey_id}"


def keep_questions(survey: Survey, definition: dict[str, Any]) -> int | None:
    """Take questions as they are being written into a survey nobody was asked yet, whose row is held.

    The id of their version; None while they cannot be used: the survey keeps those it has, and is not published before
    the new ones are fit.
    """
    try:
        form_id = _save_form(survey.id, definition)
    except InvalidInput:
        return None
    Survey.update(form=form_id, updated_at=clock.now()).where(Survey.id == survey.id).execute()
    forget_other_versions(form_key(survey.id), form_id)
    return form_id


def note_questions_changed(survey: Survey, staff_id: int) -> None:
    """Write into the audit trail that somebody began to change the questions."""
    _note(survey, staff_id, "survey.changed", differing({}, {"definition": True}, _UNSAID))


def use_questions(survey_id: int, staff_id: int) -> Survey:
    """Ask from now on what was written on a published survey since. Raises what `change_survey` raises."""
    with atomic():
        survey = hold_survey(survey_id)
        definition = drafted(form_key(survey_id), survey.form_id)
        if definition is None:
            return survey
        return change_survey(survey_id, staff_id, {"definition": definition})


def _hold_limits(survey_id: int) -> None:
    """Lock the limited options before the survey, in the order in which whoever answers takes them."""
    rows = SurveyQuota.select().where(SurveyQuota.survey == survey_id)
    for row in sorted(rows, key=lambda row: (row.question, row.option)):
        SurveyQuota.update(most=SurveyQuota.most).where(SurveyQuota.id == row.id).execute()


def _set_quotas(survey_id: int, quotas: list[dict[str, Any]]) -> None:
    """Put exactly these limits; what was taken of an option stays counted."""
    wanted = {(quota["question"], quota["option"]): quota["most"] for quota in quotas}
    for row in list(SurveyQuota.select().where(SurveyQuota.survey == survey_id)):
        most = wanted.pop((row.question, row.option), None)
        if most is None:
            SurveyQuota.delete().where(SurveyQuota.id == row.id).execute()
        elif not SurveyQuota.update(most=most).where(SurveyQuota.id == row.id, SurveyQuota.taken <= most).execute():
            raise InvalidInput(errors={"option_quotas": [f"有的选项已有 {row.taken} 人选择，名额不能比这少。"]})
    for (question, option), most in sorted(wanted.items()):
        SurveyQuota.create(survey=survey_id, question=question, option=option, most=most)


def change_survey(survey_id: int, staff_id: int, changes: dict[str, Any]) -> Survey:
    """Change a draft, or what may still change of a published survey; another definition is a new version.

    Raises NotFound, SurveyCancelled, SurveyClosed, SurveyNotDraft, SurveyUnfit, InvalidInput.
    """
    with atomic():
        if "option_quotas" in changes:
            _hold_limits(survey_id)
        survey = hold_survey(survey_id)
        if survey.state == "published" and not changes.keys() <= _CHANGEABLE:
            raise SurveyNotDraft
        if survey.state == "published" and "option_quotas" in changes:
            _refuse_new_limits(survey_id, changes["option_quotas"])
        if survey.state == "published" and survey.is_anonymous:
            _keep_anonymous(survey, changes)
        values = _consistent(dict(changes), is_anonymous=survey.is_anonymous)
        if "option_quotas" in values:
            _set_quotas(survey_id, values.pop("option_quotas"))
        if "definition" in values:
            if survey.state == "published":
                _refuse_other_types(survey, values["definition"])
            values["form"] = _save_form(survey_id, values.pop("definition"))
        before = {name: getattr(survey, name) for name in changes.keys() & values.keys()}
        if values:
            Survey.update(**values, updated_at=clock.now()).where(Survey.id == survey_id).execute()
        if "form" in values and survey.state == "draft":
            forget_other_versions(form_key(survey_id), values["form"])
        changed = load_survey(survey_id)
        if changed.quota is not None and changed.quota < changed.accepted:
            raise InvalidInput(errors={"quota": [f"已收到 {changed.accepted} 份，名额不能比这少。"]})
        if survey.state == "published":
            _require_fit(changed)
        # Of what is kept elsewhere (questions, limits of options) nothing is known here but that it is given.
        after = {name: values.get(name, True) for name in changes}
        _note(changed, staff_id, "survey.changed", differing(before, after, _UNSAID))
    return changed


def _keep_anonymous(survey: Survey, changes: dict[str, Any]) -> None:
    """Refuse what would tell answers, or who gave them, apart by when they came."""
    if survey.settled_at is not None and "closes_at" in changes:
        raise SurveyClosed("匿名问卷已经截止并汇总，不能再开放，可以复制一份重新发起。")
    if "definition" in changes and survey.opens_at <= clock.now():
        raise SurveyNotDraft("匿名问卷开始填写后不能改题：改题前后的答卷会被区分开。可以取消后复制一份重新发起。")
    quota = changes.get("quota")
    # Trying out smaller ones would find how many have answered, one by one.
    if quota is not None and (survey.quota is None or quota < survey.quota):
        raise InvalidInput(errors={"quota": ["匿名问卷发布后，名额只能增加或取消。"]})


def _refuse_new_limits(survey_id: int, quotas: list[dict[str, Any]]) -> None:
    """Of an option that was not counted from the beginning nobody knows how often it was chosen."""
    known = {(row.question, row.option) for row in SurveyQuota.select().where(SurveyQuota.survey == survey_id)}
    if {(quota["question"], quota["option"]) for quota in quotas} - known:
        raise InvalidInput(errors={"option_quotas": ["已经开始填写，只能调整原有选项的名额，不能新增限额。"]})


def _refuse_other_types(survey: Survey, definition: dict[str, Any]) -> None:
    """Answers of both versions are counted together, so a key goes on meaning the same kind of question."""
    try:
        questions = list(parse_definition(definition).questions())
    except DefinitionError:
        return  # told when it is saved
    before = {question.key: question.type for question in stored_form(survey.form_id).definition.questions()}
    other = [question.key for question in questions if before.get(question.key, question.type) != question.type]
    if other:
        words = "已有人回答过，不能换题型；请另加一题。"
        raise InvalidInput(errors={f"definition.{key}": [words] for key in other})


def review_survey(survey: Survey) -> tuple[list[Remark], int]:
    """The publishing check, and how many people the survey would go out to."""
    meant = count_audience(survey.audience, survey.organization_id)
    return check_survey(survey, questions_of(survey), quotas_of(survey), meant), meant


def quotas_of(survey: Survey) -> list[SurveyQuota]:
    """How often which options may be chosen, in the order in which that was set."""
    return list(SurveyQuota.select().where(SurveyQuota.survey == survey.id).order_by(SurveyQuota.id))


def questions_of(survey: Survey) -> dict[str, Any]:
    """The questions that would be asked: of a draft those that were written last, fit for use or not."""
    written = drafted(form_key(survey.id), survey.form_id) if survey.state == "draft" else None
    return stored_form(survey.form_id).data if written is None else written


def _require_fit(survey: Survey) -> int:
    remarks, meant = review_survey(survey)
    errors = [remark.message for remark in remarks if remark.level == "error"]
    if errors:
        raise SurveyUnfit(errors={"_": errors})
    return meant


def publish_survey(survey_id: int, staff_id: int) -> Survey:
    """Open a draft to its audience; a published one stays as it is. Raises NotFound, SurveyCancelled, SurveyUnfit."""
    meant = _ASKED_AT_ONCE
    with atomic():
        survey = hold_survey(survey_id)
        if survey.state == "draft":
            meant = _require_fit(survey)
            now = clock.now()
            if survey.closes_at <= now:
                raise SurveyUnfit(errors={"_": ["截止时间已经过去。"]})
            Survey.update(state="published", published_at=now, updated_at=now).where(Survey.id == survey_id).execute()
            _note(survey, staff_id, "survey.published", {"audience": meant})
    if meant < _ASKED_AT_ONCE:
        invite_audience(survey_id)
    return load_survey(survey_id)


def close_survey(survey_id: int, staff_id: int) -> Survey:
    """Take no more answers from this moment on. Raises NotFound, SurveyCancelled, SurveyNotDraft for a draft."""
    with atomic():
        survey = hold_survey(survey_id)
        if survey.state == "draft":
            raise SurveyNotDraft("草稿还没有发布。")
        now = clock.now()
        if survey.closes_at > now:
            opens_at = min(survey.opens_at, now)
            Survey.update(closes_at=now, opens_at=opens_at, updated_at=now).where(Survey.id == survey_id).execute()
            _note(survey, staff_id, "survey.closed")
    return load_survey(survey_id)


def cancel_survey(survey_id: int, staff_id: int, reason: str) -> Survey:
    """Take it back: nobody is asked any more. One that is cancelled stays so. Raises NotFound."""
    with atomic():
        survey = hold_survey(survey_id, is_cancelled_fine=True)
        if survey.state != "cancelled":
            Survey.update(state="cancelled", updated_at=clock.now()).where(Survey.id == survey_id).execute()
            _note(survey, staff_id, "survey.cancelled", reason=reason)
    return load_survey(survey_id)


def delete_draft(survey_id: int, staff_id: int) -> None:
    """Throw a draft away. Raises NotFound, SurveyNotDraft."""
    with atomic():
        survey = hold_survey(survey_id)
        if survey.state != "draft":
            raise SurveyNotDraft("问卷已经发布，可以取消，不能删除。")
        Survey.delete().where(Survey.id == survey_id).execute()
        drop_draft(form_key(survey_id))
        _note(survey, staff_id, "survey.deleted")


def copy_survey(survey: Survey, staff_id: int, client_ref: str, opens_at: datetime, closes_at: datetime) -> Survey:
    """A draft with the same questions, to be asked again."""
    kept = ("organization_id", "title", "introduction", "template", "is_anonymous", "is_editable", "results_for")
    values = {
        **{name: getattr(survey, name) for name in kept},
        "audience": survey.audience,
        "quota": survey.quota,
        "opens_at": opens_at,
        "closes_at": closes_at,
        "definition": stored_form(survey.form_id).data,
        "option_quotas": [
            {"question": row.question, "option": row.option, "most": row.most} for row in quotas_of(survey)
        ],
        "client_ref": client_ref,
    }
    return draft_survey(staff_id, values)[0]


def load_survey(survey_id: int) -> Survey:
    """The survey by its id. Raises NotFound."""
    survey: Survey | None = Survey.get_or_none(Survey.id == survey_id)
    if survey is None:
        raise NotFound
    return survey


def hold_survey(survey_id: int, *, is_cancelled_fine: bool = False) -> Survey:
    """The survey, its row held until the transaction ends. Raises NotFound, SurveyCancelled."""
    if not _LOCK.run(survey_id).rowcount:
        raise NotFound
    survey = load_survey(survey_id)
    if survey.state == "cancelled" and not is_cancelled_fine:
        raise SurveyCancelled
    return survey


def _note(survey: Survey, staff_id: int, action: str, detail: dict[str, Any] | None = None, reason: str = "") -> None:
    record(
        action=action,
        subject_kind="survey",
        subject_id=survey.id,
        actor_id=staff_id,
        organization_id=survey.organization_id,
        reason=reason,
        detail=detail,
    )
