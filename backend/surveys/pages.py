"""Results as a page of their own, ready to print, for whoever was given a link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from backend import clock
from backend.sheets.pages import show_expired, show_sheet
from backend.surveys.links import survey_behind
from backend.surveys.result_charts import columns_chart, share_bar, stacked_bar
from backend.surveys.results import results_of

blueprint = Blueprint(
    "survey_results_page",
    "backend.surveys.pages",
    url_prefix="/survey-results",
    template_folder="page_templates",
    static_folder="page_assets",
    static_url_path="/assets",
)
page_blueprints = [blueprint]

_NPS_PARTS = (
    ("detractors", "贬损（0–6）", "low"),
    ("passives", "中立（7–8）", "middle"),
    ("promoters", "推荐（9–10）", "high"),
)


@blueprint.get("/<token>")
def show_results(token: str) -> Response:
    """The results without what people wrote, or a sentence for a link that opens nothing any more."""
    survey = survey_behind(token, clock.now())
    if survey is None:
        return show_expired("问卷结果的链接到期或被收回后就不能再看。请向发给您的人再要一个新的。")
    results = results_of(survey, with_texts=False)
    return show_sheet("survey_results.html", **_view(results))


def _view(results: dict[str, Any]) -> dict[str, Any]:
    survey = results["survey"]
    return {
        **results,
        "questions": [_drawn(question) for question in results["questions"]],
        "made": clock.wall_time(clock.now()),
        "from": clock.wall_time(survey["opens_at"]),
        "until": clock.wall_time(survey["closes_at"]),
        "percent": None if results["answer_rate"] is None else f"{results['answer_rate'] * 100:.0f}",
    }


def _drawn(question: dict[str, Any]) -> dict[str, Any]:
    """A question with its charts."""
    chart, drawn = question["chart"], dict(question)
    if chart in ("bar", "ranking"):
        drawn["items"] = [{**item, "bar": share_bar(item["share"])} for item in question["items"]]
    elif chart in ("histogram", "nps"):
        drawn["columns_svg"] = columns_chart(question["items"]) if question["items"] else ""
    elif chart == "stacked":
        drawn["rows"] = [{**row, "bar": stacked_bar(row["items"])} for row in question["rows"]]
        drawn["legend"] = [item["label"] for item in question["rows"][0]["items"]] if question["rows"] else []
    if question["nps"]:
        total = sum(question["nps"][part] for part, _, _ in _NPS_PARTS)
        drawn["nps_parts"] = [
            {"label": label, "kind": kind, "count": question["nps"][part]} for part, label, kind in _NPS_PARTS
        ]
        drawn["nps_bar"] = stacked_bar(
            [
                {"label": part["label"], "count": part["count"], "share": part["count"] / total, "kind": part["kind"]}
                for part in drawn["nps_parts"]
            ]
        )
    return drawn
