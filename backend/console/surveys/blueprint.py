"""What every page of a survey has: who may open it, its head and its tabs."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from backend import clock
from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint
from backend.errors import NotFound
from backend.organizations.models import Organization
from backend.scope import READ, WRITE
from backend.surveys.models import Survey

blueprint = ConsoleBlueprint("surveys", "/surveys", needs=READ)

STATES = {
    "draft": ("草稿", "write"),
    "soon": ("未开始", "read"),
    "open": ("填写中", "ok"),
    "closed": ("已截止", "off"),
    "cancelled": ("已取消", "off"),
}


def load(survey_id: int, names: tuple[str, ...] = READ) -> Survey:
    """A survey with its organization. Raises NotFound for one out of scope, Forbidden for who may only look."""
    survey: Survey | None = Survey.select(Survey, Organization).join(Organization).where(Survey.id == survey_id).first()
    if survey is None:
        raise NotFound
    current_caller().scope.require(survey.organization_id, names)
    return survey


def may_write(survey: Survey) -> bool:
    """Whether the reader may change it; auditors may not."""
    scope = current_caller().scope
    # Where all roles that may look may change as well, `load` has looked this up already.
    return scope.roots(READ) == scope.roots(WRITE) or scope.covers(survey.organization_id, WRITE)


def head(survey: Survey) -> dict[str, Any]:
    """What the templates of one survey's pages take: its state, its tabs, where one is."""
    state = survey.state_at(clock.now())
    pages = [("概况", "show"), ("题目", "questions"), ("设置", "settings")]
    if state != "draft":
        pages += [("结果", "results"), ("参与", "taking_part")]
    return {
        "survey": survey,
        "state": state,
        "state_words": STATES[state],
        "can_write": may_write(survey),
        "steps": steps(survey),
        "tabs_of_survey": [(words, _url(page, survey.id), _is_under(page), None) for words, page in pages],
    }


def _url(page: str, survey_id: int) -> str:
    return url_for(f"console_surveys.{page}", survey_id=survey_id)


def _is_under(page: str) -> bool:
    here = (request.endpoint or "").removeprefix("console_surveys.")
    if page == "results":
        return here in ("results", "texts", "responses", "links_to_results")
    return here == page or here.startswith(f"{page}_") or (page == "show" and here in ("save_note", "extend", "cancel"))


def steps(survey: Survey) -> list[tuple[str, str]]:
    """The way here."""
    return [("问卷", url_for("console_surveys.index")), (survey.title, "")]
