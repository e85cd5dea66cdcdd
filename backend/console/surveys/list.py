"""Every survey in view: by state, text and kind."""

from __future__ import annotations

from typing import Any

import peewee
from flask import Response, request

from backend import clock
from backend.auth import current_caller
from backend.console.lists import Column, Listing, wall
from backend.console.rendering import in_view
from backend.console.surveys.blueprint import STATES, blueprint, head, load
from backend.forms.store import stored_form, stored_forms
from backend.organizations.models import Organization
from backend.scope import WRITE
from backend.surveys.models import Survey
from backend.surveys.payloads import minutes_for


def _state_words(row: Any) -> str:
    return STATES[row["state"]][0]


def _shown(surveys: list[Survey]) -> list[dict[str, Any]]:
    now = clock.now()
    forms = stored_forms({survey.form_id for survey in surveys})
    return [
        {
            "id": survey.id,
            "title": survey.title,
            "organization": survey.organization.name,
            "state": survey.state_at(now),
            "kind": "匿名" if survey.is_anonymous else "实名",
            "questions": sum(1 for _ in forms[survey.form_id].definition.questions()),
            "opens_at": survey.opens_at,
            "closes_at": survey.closes_at,
            "invited": survey.invited,
            "responses": survey.responses,
            "rate": f"{survey.responses * 100 / survey.invited:.0f}%" if survey.invited else "",
        }
        for survey in surveys
    ]


_listing = Listing(
    name="问卷",
    columns=[
        Column("title", "题目", sort=Survey.title, width=36),
        Column("organization", "组织", sort=Organization.name, width=20),
        Column("state", "状态", value=_state_words, width=10),
        Column("kind", "方式", sort=Survey.is_anonymous, width=8),
        Column("opens_at", "开始", sort=Survey.opens_at, value=wall("opens_at"), width=18, is_shown=False),
        Column("closes_at", "截止", sort=Survey.closes_at, value=wall("closes_at"), width=18),
        Column("questions", "题数", is_number=True, width=8, is_shown=False),
        Column("invited", "邀请", sort=Survey.invited, is_number=True, width=8),
        Column("responses", "答卷", sort=Survey.responses, is_number=True, width=8),
        Column("rate", "填写率", is_number=True, width=8),
        Column("created", "建立", sort=Survey.id, value=lambda _: None, is_shown=False),
    ],
    sort="-created",
    arrange=_shown,
    subject="survey",
)


@blueprint.get("")
def index() -> Response:
    """The surveys of the organizations in view."""
    rows = Survey.select(Survey, Organization).join(Organization).where(Survey.organization << in_view())
    if text := request.args.get("q", "").strip():
        rows = rows.where(Survey.title.contains(text[:60]))
    kind = request.args.get("kind", "")
    if kind in ("anonymous", "named"):
        rows = rows.where(Survey.is_anonymous == (kind == "anonymous"))
    state = request.args.get("state", "")
    counts = _counts(rows)
    if state in STATES:
        rows = rows.where(Survey.is_in(state, clock.now()))
    return _listing.answer(
        rows,
        "surveys/list.html",
        title="问卷",
        states=STATES,
        counts=counts,
        state=state,
        kind=kind,
        panel=_panel,
        may_start=bool(current_caller().scope.roots(WRITE)),
    )


def _counts(rows: Any) -> dict[str, int]:
    """How many of these surveys are in each state."""
    now = clock.now()
    columns = [peewee.fn.SUM(peewee.Case(None, [(Survey.is_in(state, now), 1)], 0)) for state in STATES]
    found = rows.clone().select(*columns).order_by().tuples().first()
    return {state: int(count or 0) for state, count in zip(STATES, found, strict=True)}


def _panel(survey_id: int) -> dict[str, Any]:
    survey = load(survey_id)
    form = stored_form(survey.form_id)
    return {
        **head(survey),
        "questions": [question.title for question in form.definition.questions()],
        "minutes": minutes_for(form.definition),
    }
