"""Results: for staff within their scope, and for members where the survey promised it."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, send_file

from backend import clock
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import InvalidInput, NotFound
from backend.schemas import page_of, paginate
from backend.scope import READ, WRITE
from backend.surveys import links, planning
from backend.surveys.crosses import cross_of
from backend.surveys.errors import SurveyAnonymous
from backend.surveys.export import export_responses
from backend.surveys.models import Survey, SurveyLink
from backend.surveys.parts import Filter
from backend.surveys.responses import responses_to, shown_responses
from backend.surveys.result_schemas import (
    CrossQuery,
    CrossSchema,
    LinkSchema,
    LinksSchema,
    NewLinkSchema,
    ResponseSchema,
    ResponsesQuery,
    ResultsQuery,
    ResultsSchema,
    TextGroupSchema,
    TextsQuery,
)
from backend.surveys.results import results_of, texts_of
from backend.surveys.submitting import view_survey
from backend.workbooks import WORKBOOK, file_name

blueprint = Blueprint(
    "survey_results_staff", access=Access.STAFF, url_prefix="/staff/surveys", description="Results of surveys."
)
member_blueprint = Blueprint(
    "survey_results", access=Access.MEMBER, url_prefix="/surveys", description="Results that respondents may see."
)


def _load(survey_id: int, names: tuple[str, ...] = READ) -> Survey:
    survey = planning.load_survey(survey_id)
    current_caller().scope.require(survey.organization_id, names)
    return survey


@member_blueprint.get("/<entity_id:survey_id>/results")
@member_blueprint.response(200, ResultsSchema)
@member_blueprint.refuses(NotFound)
def show_my_results(survey_id: int) -> dict[str, Any]:
    """The results of a closed survey I was asked, if it shows them to its respondents; without what people wrote."""
    card = view_survey(survey_id, current_member_id()).card
    if card.results_for != "respondents" or card.state_at(clock.now_ms()) != "closed" or card.state != "published":
        raise NotFound
    return results_of(planning.load_survey(survey_id), with_texts=False)


@blueprint.get("/<entity_id:survey_id>/results")
@blueprint.arguments(ResultsQuery, location="query")
@blueprint.response(200, ResultsSchema)
@blueprint.refuses(NotFound, InvalidInput)
def show_results(query: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """The results up to this moment, of everybody or of those the filter names."""
    return results_of(_load(survey_id), Filter(**query))


@blueprint.get("/<entity_id:survey_id>/cross")
@blueprint.arguments(CrossQuery, location="query")
@blueprint.response(200, CrossSchema)
@blueprint.refuses(NotFound, InvalidInput)
def show_cross(query: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """One question by organization (`by=organization`) or by another question."""
    return cross_of(_load(survey_id), query["question"], query["by"])


@blueprint.get("/<entity_id:survey_id>/texts")
@blueprint.arguments(TextsQuery, location="query")
@blueprint.response(200, page_of(TextGroupSchema))
@blueprint.refuses(NotFound, InvalidInput)
def list_texts(query: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """What was written in answer to a question, near-identical texts together, the most frequent first."""
    groups = texts_of(_load(survey_id), query["question"], query["q"])
    page, page_size = query["page"], query["page_size"]
    start = (page - 1) * page_size
    return {"items": groups[start : start + page_size], "page": page, "page_size": page_size, "total": len(groups)}


@blueprint.get("/<entity_id:survey_id>/responses")
@blueprint.arguments(ResponsesQuery, location="query")
@blueprint.response(200, page_of(ResponseSchema))
@blueprint.refuses(NotFound, SurveyAnonymous, InvalidInput)
def list_responses(query: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """Named responses, the latest first."""
    rows = responses_to(_load(survey_id), query["question"])
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": shown_responses(page["items"])}


@blueprint.get("/<entity_id:survey_id>/responses.xlsx")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type=WORKBOOK)
@blueprint.refuses(NotFound)
def download_responses(survey_id: int) -> Response:
    """All responses as an Excel workbook; of an anonymous survey its tables. The download is in the audit trail."""
    survey = _load(survey_id)
    file = export_responses(survey, current_member_id())
    name = file_name("问卷", survey.title)
    response = send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/<entity_id:survey_id>/links")
@blueprint.arguments(NewLinkSchema)
@blueprint.response(201, LinkSchema)
@blueprint.refuses(NotFound)
def make_link(arguments: dict[str, Any], survey_id: int) -> dict[str, Any]:
    """A link that shows the results, ready to print, to whoever has it; without what people wrote."""
    return _link(links.make_link(_load(survey_id, WRITE), current_member_id(), arguments["days"]))


@blueprint.get("/<entity_id:survey_id>/links")
@blueprint.response(200, LinksSchema)
@blueprint.refuses(NotFound)
def list_links(survey_id: int) -> dict[str, Any]:
    """Links that were made, the latest first."""
    rows = SurveyLink.select().where(SurveyLink.survey == _load(survey_id, WRITE).id).order_by(SurveyLink.id.desc())
    return {"links": [_link(link) for link in rows]}


@blueprint.delete("/<entity_id:survey_id>/links/<entity_id:link_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def revoke_link(survey_id: int, link_id: int) -> None:
    """Let a link open nothing any more."""
    links.revoke_link(_load(survey_id, WRITE), current_member_id(), link_id)


def _link(link: SurveyLink) -> dict[str, Any]:
    base_url = current_app.config["LIANYI"].server.base_url.rstrip("/")
    moments = {"created_at": link.created_at, "expires_at": link.expires_at, "revoked_at": link.revoked_at}
    return {"id": link.id, "url": base_url + links.path_of(link.id), **moments}
