"""Surveys as staff plan and lead them, within their scope."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.audiences.services import check_audience, count_audience
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import InvalidInput, NotFound
from backend.forms.store import stored_form
from backend.organizations.models import Organization
from backend.schemas import page_of, paginate
from backend.scope import READ, WRITE
from backend.surveys import errors, planning, reminders, results_api
from backend.surveys.models import Survey
from backend.surveys.payloads import DESTROYED, minutes_for
from backend.surveys.staff_schemas import (
    CancelSurveySchema,
    ChangeSurveySchema,
    CheckSchema,
    ClosingNoteSchema,
    ClosingTimeSchema,
    CopySurveySchema,
    NewSurveySchema,
    RemindedSchema,
    StaffSurveyCardSchema,
    StaffSurveyQuery,
    StaffSurveySchema,
    TemplatesSchema,
)
from backend.surveys.templates import Template, all_templates

blueprint = Blueprint(
    "surveys_staff", access=Access.STAFF, url_prefix="/staff/surveys", description="Planning and leading surveys."
)
blueprints = [blueprint, results_api.blueprint]


@blueprint.get("")
@blueprint.arguments(StaffSurveyQuery, location="query")
@blueprint.response(200, page_of(StaffSurveyCardSchema))
def list_planned(query: dict[str, Any]) -> dict[str, Any]:
    """Surveys in my scope, the latest first."""
    rows = (
        Survey.select(Survey, Organization)
        .join(Organization)
        .where(Survey.organization << current_caller().scope.organizations())
        .order_by(Survey.id.desc())
    )
    if query["state"] is not None:
        rows = rows.where(Survey.is_in(query["state"], clock.now()))
    if query["organization_id"] is not None:
        rows = rows.where(Survey.organization == query["organization_id"])
    if query["q"]:
        rows = rows.where(Survey.title.contains(query["q"]))
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": [_card(survey) for survey in page["items"]]}


@blueprint.get("/templates")
@blueprint.response(200, TemplatesSchema)
def list_templates() -> dict[str, Any]:
    """Ready surveys to start from."""
    return {"templates": [_template(template) for template in all_templates().values()]}


@blueprint.post("")
@blueprint.arguments(NewSurveySchema)
@blueprint.response(201, StaffSurveySchema)
@blueprint.alt_response(200, schema=StaffSurveySchema, description="Drafted before.", success=True)
@blueprint.refuses(NotFound)
def create_survey(arguments: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Start a draft; nobody but staff sees it until it is published."""
    scope, organization_id = current_caller().scope, arguments["organization_id"]
    scope.require(organization_id, WRITE)
    check_audience(arguments["audience"], organization_id, scope)
    if arguments["template"]:
        template = all_templates().get(arguments["template"])
        if template is None:
            raise InvalidInput(errors={"template": ["没有这个模板。"]})
        arguments["definition"] = template.data
    survey, is_new = planning.draft_survey(current_member_id(), arguments)
    return _whole(survey), 201 if is_new else 200


@blueprint.get("/<entity_id:survey_id>")
@blueprint.response(200, StaffSurveySchema)
@blueprint.refuses(NotFound)
def show_planned(survey_id: int) -> dict[str, Any]:
    """One survey in full, drafts too."""
    return _whole(_load(survey_id, READ))


@blueprint.patch("/<entity_id:survey_id>")
@blueprint.arguments(ChangeSurveySchema)
@blueprint.response(200, StaffSurveySchema)
@blueprint.refuses(NotFound, errors.SurveyCancelled, errors.SurveyClosed, errors.SurveyNotDraft, errors.SurveyUnfit)
def patch_survey(arguments: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """Change a draft, or what may still change of a published survey: words, closing time, limits, questions."""
    survey = _load(survey_id)
    if "audience" in arguments:
        check_audience(arguments["audience"], survey.organization_id, current_caller().scope)
    return _whole(planning.change_survey(survey_id, current_member_id(), arguments))


@blueprint.delete("/<entity_id:survey_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound, errors.SurveyCancelled, errors.SurveyNotDraft)
def delete_survey(survey_id: int) -> None:
    """Throw a draft away."""
    _load(survey_id)
    planning.delete_draft(survey_id, current_member_id())


@blueprint.post("/<entity_id:survey_id>/check")
@blueprint.response(200, CheckSchema)
@blueprint.refuses(NotFound)
def check(survey_id: int) -> dict[str, Any]:
    """What would go wrong if it were published now, told with the numbers of the questions."""
    remarks, meant = planning.review_survey(_load(survey_id, READ))
    return {"remarks": [remark._asdict() for remark in remarks], "audience_count": meant}


@blueprint.post("/<entity_id:survey_id>/publish")
@blueprint.response(200, StaffSurveySchema)
@blueprint.refuses(NotFound, errors.SurveyCancelled, errors.SurveyUnfit)
def publish(survey_id: int) -> dict[str, Any]:
    """Ask the audience, from the opening time on. A published survey stays as it is."""
    _load(survey_id)
    return _whole(planning.publish_survey(survey_id, current_member_id()))


@blueprint.post("/<entity_id:survey_id>/close")
@blueprint.response(200, StaffSurveySchema)
@blueprint.refuses(NotFound, errors.SurveyCancelled, errors.SurveyNotDraft)
def close(survey_id: int) -> dict[str, Any]:
    """Take no more answers from now on."""
    _load(survey_id)
    return _whole(planning.close_survey(survey_id, current_member_id()))


@blueprint.put("/<entity_id:survey_id>/closing-time")
@blueprint.arguments(ClosingTimeSchema)
@blueprint.response(200, StaffSurveySchema)
@blueprint.refuses(NotFound, errors.SurveyCancelled, errors.SurveyClosed, errors.SurveyUnfit)
def put_closing_time(arguments: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """Take answers until then. For phones: WeChat's wx.request knows no PATCH."""
    _load(survey_id)
    return _whole(planning.change_survey(survey_id, current_member_id(), arguments))


@blueprint.post("/<entity_id:survey_id>/cancel")
@blueprint.arguments(CancelSurveySchema)
@blueprint.response(200, StaffSurveySchema)
@blueprint.refuses(NotFound)
def cancel(arguments: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """Take it back; it disappears from everybody's lists."""
    _load(survey_id)
    return _whole(planning.cancel_survey(survey_id, current_member_id(), arguments["reason"]))


@blueprint.post("/<entity_id:survey_id>/copy")
@blueprint.arguments(CopySurveySchema)
@blueprint.response(201, StaffSurveySchema)
@blueprint.refuses(NotFound)
def copy(arguments: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """A draft with the same questions, to be asked again. The same `client_ref` again is the same draft."""
    return _whole(planning.copy_survey(_load(survey_id), current_member_id(), **arguments))


@blueprint.post("/<entity_id:survey_id>/reminders")
@blueprint.response(200, RemindedSchema)
@blueprint.refuses(NotFound, errors.SurveyClosed, reminders.RemindedToday)
def remind(survey_id: int) -> dict[str, int]:
    """Remind everybody who has not answered, at most once a day."""
    _load(survey_id)
    return {"sent_to": reminders.remind_now(survey_id, current_member_id())}


@blueprint.post("/<entity_id:survey_id>/closing-note")
@blueprint.arguments(ClosingNoteSchema)
@blueprint.response(200, StaffSurveySchema)
@blueprint.refuses(NotFound, reminders.StillOpen)
def put_closing_note(arguments: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """Tell those who answered what came of it. Other words later are shown; nobody is told twice."""
    _load(survey_id)
    return _whole(reminders.tell_closing_note(survey_id, current_member_id(), arguments["text"]))


def _load(survey_id: int, names: tuple[str, ...] = WRITE) -> Survey:
    survey = planning.load_survey(survey_id)
    current_caller().scope.require(survey.organization_id, names)
    return survey


def _card(survey: Survey) -> dict[str, Any]:
    columns = ("id", "title", "organization", "is_anonymous", "opens_at", "closes_at", "invited", "responses", "quota")
    return {
        **{name: getattr(survey, name) for name in columns},
        "state": survey.state_at(clock.now()),
        "version": survey.version,
    }


def _whole(survey: Survey) -> dict[str, Any]:
    form = stored_form(survey.form_id)
    columns = ("introduction", "template", "is_editable", "results_for", "audience", "closing_note", "closing_note_at")
    return {
        **_card(survey),
        **{name: getattr(survey, name) for name in (*columns, "reminded_at", "published_at")},
        "form": {"version": form.version, "definition": form.data},
        "audience_count": count_audience(survey.audience, survey.organization_id),
        "notice": DESTROYED if survey.was_destroyed() else "",
        "option_quotas": planning.quotas_of(survey),
    }


def _template(template: Template) -> dict[str, Any]:
    return {
        "key": template.key,
        "title": template.title,
        "description": template.description,
        "is_anonymous": template.is_anonymous,
        "questions": sum(1 for _ in template.definition.questions()),
        "minutes": minutes_for(template.definition),
        "definition": template.data,
    }
