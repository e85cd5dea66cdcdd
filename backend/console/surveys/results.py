"""The results of a survey: charts with their tables, cross tables, what people wrote, single responses, links."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, current_app, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_member_id
from backend.console.lists import page_asked
from backend.console.rendering import done, read_form, render
from backend.console.surveys.blueprint import blueprint, head, load
from backend.errors import InvalidInput
from backend.schemas import paginate, read_id
from backend.scope import WRITE
from backend.surveys import links
from backend.surveys.asked import asked_in, versions_of
from backend.surveys.crosses import BY_ORGANIZATION, cross_of
from backend.surveys.export import export_responses
from backend.surveys.models import Survey, SurveyLink
from backend.surveys.parts import Filter
from backend.surveys.responses import responses_to, shown_responses
from backend.surveys.results import results_of, texts_of
from backend.workbooks import WORKBOOK, file_name

_PAGE = 50
_RESPONSES = 20
_CROSSABLE = ("single", "multiple", "rating", "scale", "number", "date", "ranking")
# What the URL of the results says.
_NAMES = ("unit", "question", "value", "cross", "by")


@blueprint.get("/<entity_id:survey_id>/results")
def results(survey_id: int) -> Response:
    """Every question, of everybody or of those the filter names, and one cross table."""
    survey = load(survey_id)
    only = _filter()
    found = results_of(survey, only)
    url = _url_of(survey_id)
    return render(
        "surveys/results.html",
        title=survey.title,
        results=found,
        drawn={question["key"]: _drawn(question, url) for question in found["questions"]},
        only=only,
        only_words=_only_words(found, only),
        url=url,
        crossable=[one for one in found["questions"] if one["type"] in _CROSSABLE],
        cross=_cross(survey),
        **head(survey),
    )


def _filter() -> Filter:
    question, value = request.args.get("question") or None, request.args.get("value") or None
    if (question is None) != (value is None):
        question = value = None
    return Filter(read_id(request.args.get("unit")), question, value)


def _url_of(survey_id: int) -> Any:
    """The URL of this page with other values; None leaves one out."""

    def url(**changes: Any) -> str:
        kept = {name: value for name, value in request.args.items() if name in _NAMES and value}
        query = {name: value for name, value in {**kept, **changes}.items() if value is not None}
        return url_for("console_surveys.results", survey_id=survey_id, **query)

    return url


def _only_words(found: dict[str, Any], only: Filter) -> list[str]:
    words = [unit["name"] for unit in found["units"] if unit["id"] == only.organization_id]
    for question in found["questions"]:
        if question["key"] == only.question:
            labels = {item["value"]: item["label"] for item in question["items"]}
            words.append(f"第 {question['number']} 题选择“{labels.get(only.value, only.value)}”的人")
    return words


def _drawn(question: dict[str, Any], url: Any) -> dict[str, Any] | None:
    """What the chart of a question is drawn from; None where there is none to draw."""
    kind = question["chart"]
    if kind in ("texts", "files"):
        return None
    if kind == "stacked":
        rows = question["rows"]
        columns = rows[0]["items"] if rows else []
        series = [
            {"name": column["label"], "values": [row["items"][place]["count"] for row in rows]}
            for place, column in enumerate(columns)
        ]
        return {"kind": "stacked", "labels": [row["label"] for row in rows], "series": series, "links": []}
    items = question["items"]
    can_choose = kind in ("bar", "histogram", "nps")
    return {
        "kind": "bar",
        "labels": [item["label"] for item in items],
        "series": [{"name": "第一位" if kind == "ranking" else "人数", "values": [item["count"] for item in items]}],
        "links": [url(question=question["key"], value=item["value"]) for item in items] if can_choose else [],
    }


def _cross(survey: Survey) -> dict[str, Any] | None:
    """The cross table asked for, or why there is none."""
    question, by = request.args.get("cross", ""), request.args.get("by") or BY_ORGANIZATION
    if not question:
        return None
    try:
        return {**cross_of(survey, question, by), "error": ""}
    except InvalidInput as error:
        return {"error": " ".join(text for texts in error.errors.values() for text in texts)}


@blueprint.get("/<entity_id:survey_id>/version")
def version(survey_id: int) -> Response:
    """Whether more came in since; nothing if not."""
    survey = load(survey_id)
    if str(survey.version) == request.args.get("version", ""):
        return Response(status=204)
    response = Response("", status=200)
    response.headers["HX-Trigger"] = "results-changed"
    return response


@blueprint.get("/<entity_id:survey_id>/texts")
def texts(survey_id: int) -> Response:
    """What was written in answer to one question, near-identical texts together."""
    survey = load(survey_id)
    key, search = request.args.get("question", "")[:40], request.args.get("q", "").strip()[:60]
    groups = texts_of(survey, key, search)
    pages = max(1, -(-len(groups) // _PAGE))
    page = min(page_asked(), pages)
    asked = next(one for one in asked_in(versions_of(survey)) if one.key == key)
    return render(
        "surveys/texts.html",
        title=survey.title,
        asked=asked,
        groups=groups[(page - 1) * _PAGE : page * _PAGE],
        total=len(groups),
        page=page,
        pages=pages,
        q=search,
        **head(survey),
    )


@blueprint.get("/<entity_id:survey_id>/responses")
def responses(survey_id: int) -> Response:
    """Single responses of a named survey, the latest first."""
    survey = load(survey_id)
    rows = responses_to(survey, request.args.get("question") or None)
    found = paginate(rows, page_asked(), _RESPONSES)
    return render(
        "surveys/responses.html",
        title=survey.title,
        responses=shown_responses(found["items"]),
        total=found["total"],
        page=found["page"],
        pages=max(1, -(-found["total"] // _RESPONSES)),
        **head(survey),
    )


@blueprint.get("/<entity_id:survey_id>/responses.xlsx")
def download(survey_id: int) -> Response:
    """Everything as Excel; of an anonymous survey its tables. The download is in the audit trail."""
    survey = load(survey_id)
    file = export_responses(survey, current_member_id())
    name = file_name("问卷", survey.title)
    response = send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


class _LinkSchema(ma.Schema):
    days = ma.fields.Integer(required=True, validate=ma.validate.Range(1, 90, error="请填 1 到 90 天。"))


@blueprint.get("/<entity_id:survey_id>/links")
def links_to_results(survey_id: int) -> Response:
    """The links that were made."""
    survey = load(survey_id, WRITE)
    return render("surveys/links.html", title=survey.title, links=_links(survey), now=clock.now(), **head(survey))


@blueprint.post("/<entity_id:survey_id>/links")
def make_link(survey_id: int) -> BaseResponse:
    """A link for people without an account; it shows nothing that people wrote."""
    survey = load(survey_id, WRITE)
    days = read_form(_LinkSchema)["days"]
    links.make_link(survey, current_member_id(), days)
    return done(f"链接已生成，{days} 天内有效。", to=_links_page(survey_id))


@blueprint.post("/<entity_id:survey_id>/links/<entity_id:link_id>/revoke")
def revoke_link(survey_id: int, link_id: int) -> BaseResponse:
    """Let a link open nothing any more."""
    links.revoke_link(load(survey_id, WRITE), current_member_id(), link_id)
    return done("链接已收回，谁也打不开了。", to=_links_page(survey_id))


def _links_page(survey_id: int) -> str:
    return url_for("console_surveys.links_to_results", survey_id=survey_id)


def _links(survey: Survey) -> list[dict[str, Any]]:
    base = current_app.config["LIANYI"].server.base_url.rstrip("/")
    rows = SurveyLink.select().where(SurveyLink.survey == survey.id).order_by(SurveyLink.id.desc()).limit(_RESPONSES)
    return [{"link": row, "url": base + links.path_of(row.id)} for row in rows]
