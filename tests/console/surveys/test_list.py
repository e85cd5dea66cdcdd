"""The list of surveys, and starting one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from backend.forms.store import stored_form
from backend.surveys.models import Survey, SurveyQuota
from tests.conftest import FrozenClock
from tests.desk import DeskBrowser, words
from tests.factories import make_survey
from tests.people import World

Desk = Callable[[Any], DeskBrowser]


def titles(browser: DeskBrowser, **query: Any) -> list[str]:
    return [words(link) for link in browser.page("/console/surveys", **query).select(".opens")]


@pytest.fixture
def surveys(world: World, clock: FrozenClock) -> dict[str, Survey]:
    now = clock.now()
    hour = now.replace(minute=0)
    return {
        "draft": make_survey(world.chamber, title="草稿卷", state="draft", published_at=None),
        "open": make_survey(world.chamber, title="正在填", is_anonymous=True),
        "closed": make_survey(world.street, title="截止了", closes_at=hour),
        "elsewhere": make_survey(world.elsewhere, title="别处的"),
    }


def test_surveys_in_my_scope_the_latest_first(desk: Desk, surveys: dict[str, Survey]) -> None:
    assert titles(desk("staff")) == ["截止了", "正在填", "草稿卷"]
    assert titles(desk("foreign_staff")) == ["别处的"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "draft"}, ["草稿卷"]),
        ({"state": "open"}, ["正在填"]),
        ({"state": "closed"}, ["截止了"]),
        ({"kind": "anonymous"}, ["正在填"]),
        ({"q": "截"}, ["截止了"]),
        ({"q": "%"}, []),
        ({"sort": "title"}, None),
        ({"state": "x", "sort": "y", "page": "z"}, ["截止了", "正在填", "草稿卷"]),
    ],
)
def test_the_url_filters_and_sorts(
    desk: Desk, surveys: dict[str, Survey], query: dict[str, str], found: list[str] | None
) -> None:
    shown = titles(desk("staff"), **query)
    assert shown == found if found is not None else sorted(shown) == sorted(["截止了", "正在填", "草稿卷"])


def test_the_panel_says_what_a_survey_is(desk: Desk, surveys: dict[str, Survey]) -> None:
    page = desk("staff").page("/console/surveys", open=surveys["open"].id)
    panel = page.select_one("#panel")
    assert panel is not None
    assert "匿名" in words(panel)
    assert "哪天方便" in words(panel)


def test_the_list_costs_few_statements(
    desk: Desk, surveys: dict[str, Survey], world: World, count_statements: Callable[[], Any]
) -> None:
    for number in range(20):
        make_survey(world.chamber, title=f"第 {number} 份")
    staff = desk("staff")
    staff.page("/console/surveys")
    with count_statements() as counted:
        staff.page("/console/surveys", open=surveys["open"].id)
    assert len(counted) <= 12, counted


def start(browser: DeskBrowser, **form: Any) -> Survey:
    answer = browser.post("/console/surveys/new", client_ref="once", **form)
    browser.after(answer)
    return Survey.get_by_id(int(answer.location.split("/")[3]))  # type: ignore[no-any-return]


def test_a_ready_survey_is_a_start(desk: Desk, world: World) -> None:
    survey = start(desk("staff"), organization_id=world.chamber.id, source="template:board_intent")
    assert survey.state == "draft"
    assert survey.is_anonymous
    assert survey.template == "board_intent"
    assert survey.title
    assert survey.closes_at > survey.opens_at


def test_one_asked_before_is_a_start(desk: Desk, world: World) -> None:
    before = make_survey(world.chamber, title="去年的", audience={"is_reachable": True})
    SurveyQuota.create(survey=before, question="day", option="sat", most=3)
    survey = start(desk("staff"), organization_id=world.chamber.id, source=f"copy:{before.id}", title="今年的")
    assert (survey.title, survey.audience) == ("今年的", {"is_reachable": True})
    assert stored_form(survey.form_id).data == stored_form(before.form_id).data
    assert SurveyQuota.select().where(SurveyQuota.survey == survey.id).count() == 1


def test_sent_twice_it_is_one_draft(desk: Desk, world: World) -> None:
    first = start(desk("staff"), organization_id=world.chamber.id, title="一份")
    assert start(desk("staff"), organization_id=world.chamber.id, title="一份").id == first.id
    assert Survey.select().count() == 1


@pytest.mark.parametrize(
    "form", [{"title": ""}, {"source": "template:nothing"}, {"source": "copy:x"}, {"title": "长" * 61}]
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(desk: Desk, world: World, form: dict[str, str]) -> None:
    answer = desk("staff").post(
        "/console/surveys/new", **{"organization_id": world.chamber.id, "title": "写好的", "client_ref": "x", **form}
    )
    assert answer.status_code == 422
    assert form.get("title", "写好的") in answer.text
    assert "error" in answer.text


def test_a_survey_of_elsewhere_is_no_start(desk: Desk, world: World) -> None:
    other = make_survey(world.elsewhere)
    answer = desk("staff").post(
        "/console/surveys/new", organization_id=world.chamber.id, client_ref="x", source=f"copy:{other.id}"
    )
    assert answer.status_code == 404
