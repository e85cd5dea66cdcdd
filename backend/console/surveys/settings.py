"""Who is asked, when, and how: what may still change of a survey in its state, with how many are meant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.models import Activity
from backend.audiences.models import SavedFilter, Tag
from backend.audiences.services import MOST_IN_A_LIST, check_audience, count_audience
from backend.auth import current_caller, current_member_id
from backend.console.fields import WallMoment
from backend.console.places import place_choices
from backend.console.rendering import done, read_form, render
from backend.console.surveys.blueprint import blueprint, head, load
from backend.console.words import input_moment
from backend.errors import DomainError, InvalidInput
from backend.organizations.models import OrganizationClosure
from backend.schemas import Id, Text
from backend.scope import WRITE
from backend.surveys import planning
from backend.surveys.models import Survey

_MOST_CHOICES = 200
_LIMIT = ma.validate.Length(max=MOST_IN_A_LIST, error=f"最多选 {MOST_IN_A_LIST} 个。")
# What the form may say once people are asked, beside the end; the rest is fixed.
_STILL = ("title", "introduction", "quota", "results_for")


class _AudienceSchema(ma.Schema):
    organizations = ma.fields.List(Id(), load_default=list, validate=_LIMIT)
    tags = ma.fields.List(Id(), load_default=list, validate=_LIMIT)
    filters = ma.fields.List(Id(), load_default=list, validate=_LIMIT)
    signed_up = ma.fields.List(Id(), load_default=list, validate=_LIMIT)
    attended = ma.fields.List(Id(), load_default=list, validate=_LIMIT)
    is_reachable = ma.fields.Boolean(load_default=False)
    match = ma.fields.String(load_default="all", validate=ma.validate.OneOf(("all", "any")))


class _SettingsSchema(_AudienceSchema):
    title = Text(required=True, min_length=1, max_length=60, error_messages={"required": "请写问卷的题目。"})
    introduction = Text(load_default="", max_length=2_000)
    opens_at = WallMoment(load_default=None)
    closes_at = WallMoment(required=True, error_messages={"required": "请写截止时间。"})
    quota = ma.fields.Integer(
        load_default=None, validate=ma.validate.Range(1, 1_000_000, error="请填 1 到 1000000 之间的数，不限就空着。")
    )
    kind = ma.fields.String(load_default="named", validate=ma.validate.OneOf(("named", "anonymous")))
    is_editable = ma.fields.Boolean(load_default=False)
    results_for = ma.fields.String(load_default="staff", validate=ma.validate.OneOf(("staff", "respondents")))


@blueprint.get("/<entity_id:survey_id>/settings")
def settings(survey_id: int) -> Response:
    """The form with what is set."""
    survey = load(survey_id)
    return _page(survey, _as_form(survey))


@blueprint.post("/<entity_id:survey_id>/settings")
def settings_change(survey_id: int) -> BaseResponse:
    """Save what may still change."""
    survey = load(survey_id, WRITE)
    try:
        values = read_form(_SettingsSchema)
        planning.change_survey(survey_id, current_member_id(), _changes(survey, values))
    except InvalidInput as error:
        return _page(survey, _typed(), errors=_by_field(error.errors), status=422)
    except DomainError as error:
        return _page(
            survey, _typed(), errors={"closes_at": [error.message, *error.errors.get("_", [])]}, status=error.status
        )
    return done("设置已保存。", to=url_for("console_surveys.settings", survey_id=survey_id))


@blueprint.post("/<entity_id:survey_id>/audience-count")
def audience_count(survey_id: int) -> Response:
    """How many are meant by what is ticked at this moment."""
    survey = load(survey_id, WRITE)
    audience = _audience(read_form(_AudienceSchema))
    check_audience(audience, survey.organization_id, current_caller().scope)
    return render("surveys/audience_count.html", audience_count=count_audience(audience, survey.organization_id))


def _changes(survey: Survey, values: dict[str, Any]) -> dict[str, Any]:
    changes = {**{name: values[name] for name in _STILL}, "closes_at": _as_typed(values["closes_at"], survey.closes_at)}
    if survey.state == "draft":
        audience = _audience(values)
        check_audience(audience, survey.organization_id, current_caller().scope)
        is_anonymous = values["kind"] == "anonymous"
        changes |= {"audience": audience, "is_anonymous": is_anonymous, "is_editable": values["is_editable"]}
        changes["opens_at"] = _as_typed(values["opens_at"] or survey.opens_at, survey.opens_at)
        if changes["closes_at"] <= changes["opens_at"]:
            raise InvalidInput(errors={"closes_at": ["截止时间要晚于开始时间。"]})
    return {name: value for name, value in changes.items() if value != getattr(survey, name)}


def _as_typed(typed: datetime, before: datetime) -> datetime:
    """What was before, if it shows the same minute: a survey closed by hand ends at a second."""
    return before if input_moment(typed) == input_moment(before) else typed


def _audience(values: dict[str, Any]) -> dict[str, Any]:
    came = [{"id": one, "who": who} for who in ("signed_up", "attended") for one in values[who]]
    kept = {name: values[name] for name in ("organizations", "tags", "filters", "is_reachable", "match")}
    return {**kept, "activities": came}


def _as_form(survey: Survey) -> dict[str, Any]:
    audience = survey.audience
    came = audience.get("activities", [])
    return {
        **{name: getattr(survey, name) for name in ("title", "introduction", "quota", "is_editable", "results_for")},
        "opens_at": survey.opens_at,
        "closes_at": survey.closes_at,
        "kind": "anonymous" if survey.is_anonymous else "named",
        "is_reachable": audience.get("is_reachable", False),
        "match": audience.get("match", "all"),
        **{name: {str(one) for one in audience.get(name, [])} for name in ("organizations", "tags", "filters")},
        **{who: {str(one["id"]) for one in came if one["who"] == who} for who in ("signed_up", "attended")},
    }


def _typed() -> dict[str, Any]:
    form = request.form
    lists = ("organizations", "tags", "filters", "signed_up", "attended")
    return {**form.to_dict(), **{name: set(form.getlist(name)) for name in lists}}


def _by_field(errors: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, texts in errors.items():
        inner = name.removeprefix("audience.").split(".")[0]
        found.setdefault("signed_up" if inner == "activities" else inner, []).extend(texts)
    return found


def _page(survey: Survey, values: dict[str, Any], *, errors: Any = None, status: int = 200) -> Response:
    return render(
        "surveys/settings.html",
        status=status,
        title=survey.title,
        values=values,
        errors=errors,
        choices=_choices(survey) if survey.state == "draft" else {},
        audience_count=count_audience(survey.audience, survey.organization_id),
        **head(survey),
    )


def _choices(survey: Survey) -> dict[str, list[tuple[str, str]]]:
    """What an audience can be made of."""
    below = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == survey.organization_id
    )
    mine = current_caller().scope.organizations()
    found: dict[str, Any] = {
        "tags": Tag.select(Tag.id, Tag.name).where(Tag.organization << mine),
        "filters": SavedFilter.select(SavedFilter.id, SavedFilter.name).where(SavedFilter.organization << mine),
        "activities": Activity.select(Activity.id, Activity.title)
        .where(Activity.organization << below, Activity.state != "draft", Activity.starts_at > clock.from_ms(0))
        .order_by(Activity.starts_at.desc()),
    }
    return {"organizations": [(str(key), words) for key, words in place_choices(below)]} | {
        name: [(str(key), words) for key, words in rows.limit(_MOST_CHOICES).tuples()] for name, rows in found.items()
    }
