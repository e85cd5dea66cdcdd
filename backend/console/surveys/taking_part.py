"""Who was asked and who answered; of an anonymous survey only how many, in batches of five and more."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from backend.console.lists import Column, Listing
from backend.console.rendering import render
from backend.console.surveys.blueprint import blueprint, head, load
from backend.members.models import Member
from backend.surveys.models import Survey, SurveyInvitation
from backend.surveys.parts import units_of
from backend.surveys.result_queries import unit_names


@blueprint.get("/<entity_id:survey_id>/participation")
def taking_part(survey_id: int) -> Response:
    """Each person of a named survey, or the branches of an anonymous one."""
    survey = load(survey_id)
    if survey.is_anonymous:
        units = units_of(survey)
        return render("surveys/numbers.html", title=survey.title, units=units, **head(survey))
    rows = SurveyInvitation.select(SurveyInvitation, Member).join(Member).where(SurveyInvitation.survey == survey_id)
    if text := request.args.get("q", "").strip():
        rows = rows.where(Member.name.contains(text[:40]))
    who = request.args.get("who", "")
    if who in ("answered", "waiting"):
        rows = rows.where(SurveyInvitation.has_answered == (who == "answered"))
    return _listing(survey).answer(rows, "surveys/people.html", title=survey.title, who=who, **head(survey))


def _listing(survey: Survey) -> Listing:
    def shown(rows: list[SurveyInvitation]) -> list[dict[str, Any]]:
        units = unit_names({row.unit for row in rows}, survey.organization_id)
        return [
            {
                "id": row.id,
                "name": row.member.name,
                "unit": units.get(row.unit, ""),
                "answered": "已填" if row.has_answered else "未填",
            }
            for row in rows
        ]

    return Listing(
        name=f"参与-{survey.title}",
        columns=[
            Column("name", "姓名", sort=Member.name),
            Column("unit", "组织", sort=SurveyInvitation.unit, width=24),
            Column("answered", "是否填写", sort=SurveyInvitation.has_answered),
        ],
        sort="answered",
        arrange=shown,
        subject="survey",
    )
