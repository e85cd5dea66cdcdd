"""Results in the console: charts with their tables, cross tables, texts, responses, links; nothing of anybody told."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from backend.audit.models import AuditEntry
from backend.surveys.models import Survey, SurveyLink
from tests.conftest import FrozenClock
from tests.desk import DeskBrowser, words
from tests.factories import make_survey
from tests.people import World
from tests.surveys.test_results import ALL, FULL, answer, answer_anonymously

Desk = Callable[[Any], DeskBrowser]
EVIL = "<img src=x onerror=alert(1)>"


def at(survey: Survey, page: str = "results") -> str:
    return f"/console/surveys/{survey.id}/{page}"


def chart(page: Any, key: str) -> Any:
    return json.loads(page.select_one(f"#chart-{key}").text)


def table(page: Any, key: str) -> list[list[str]]:
    """The table beneath a chart."""
    box = page.select_one(f"#chart-{key}").find_parent("figure")
    return [[words(cell) for cell in row.select("th, td")] for row in box.select("tbody tr")]


@pytest.fixture
def named(world: World) -> Survey:
    survey = make_survey(world.chamber, FULL)
    answer(survey, ALL, {**ALL, "day": "sun", "nps": 3, "why": "太远"}, {"day": "sun"})
    return Survey.get_by_id(survey.id)  # type: ignore[no-any-return]


def test_each_question_has_a_chart_and_beneath_it_the_same_as_a_table(desk: Desk, named: Survey) -> None:
    page = desk("staff").page(at(named))
    day = chart(page, "day")
    assert (day["kind"], day["labels"], day["series"][0]["values"]) == (
        "bar",
        ["周六", "周日", "都不行", "其他"],
        [1, 2, 0, 0],
    )
    assert table(page, "day") == [["周六", "1"], ["周日", "2"], ["都不行", "0"], ["其他", "0"]]
    grid = chart(page, "grid")
    assert (grid["kind"], grid["labels"]) == ("stacked", ["场地", "茶歇"])
    assert [(one["name"], one["values"]) for one in grid["series"]] == [("好", [2, 0]), ("差", [0, 2])]
    assert "净推荐值" in words(page)
    assert "想多认识人" in words(page)


def test_a_bar_leads_to_those_who_chose_it(desk: Desk, named: Survey) -> None:
    staff = desk("staff")
    link = chart(staff.page(at(named)), "day")["links"][1]
    page = staff.page(link)
    assert "只看：第 1 题选择“周日”的人" in words(page)
    assert chart(page, "nps")["series"][0]["values"][3] == 1


def test_one_branch_alone(desk: Desk, world: World, named: Survey) -> None:
    answer(named, {"day": "never"}, unit=world.library.id)
    page = desk("staff").page(at(named), unit=world.chamber.id)
    assert sum(chart(page, "day")["series"][0]["values"]) == 3
    assert desk("staff").get(at(named), unit=1).status_code == 404


@pytest.mark.parametrize("query", [
    {"unit": "x"}, {"question": "day"}, {"value": "sat"}, {"cross": "why"}, {"cross": "nothing"}, {"by": "x"},
    {"cross": "day", "by": "day"},
])  # fmt: skip
def test_odd_urls_break_nothing(desk: Desk, named: Survey, query: dict[str, str]) -> None:
    assert desk("staff").get(at(named), **query).status_code == 200


def test_a_cross_table_by_organization_and_by_another_question(desk: Desk, named: Survey) -> None:
    page = desk("staff").page(at(named), cross="day", by="organization")
    rows = [words(row) for row in page.select("#cross tbody tr")]
    assert rows == ["石桥商会（本级） 1 33% 2 67% 0 0% 0 0% 3"]
    page = desk("staff").page(at(named), cross="day", by="nps")
    assert len(page.select("#cross tbody tr")) == 11
    assert "填空、矩阵和文件题不能交叉分析" in words(desk("staff").page(at(named), cross="why"))


def test_small_counts_of_an_anonymous_survey_stay_hidden_in_chart_table_and_cross(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber, FULL, is_anonymous=True)
    answer_anonymously(survey, *[{"day": "sat"}] * 9, {"day": "sun"})
    page = desk("staff").page(at(survey), cross="day", by="organization")
    assert 1 not in chart(page, "day")["series"][0]["values"]
    assert ["周日", "—"] in table(page, "day")
    assert "少于5人" in words(page.select_one("#cross"))


def test_of_fewer_than_five_anonymous_responses_nothing_is_shown(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber, FULL, is_anonymous=True)
    answer_anonymously(survey, *[{"day": "sat", "why": "秘密"}] * 4)
    page = desk("staff").page(at(survey))
    assert "不足 5 份答卷" in words(page)
    assert page.select("[data-chart]") == []
    assert "秘密" not in desk("staff").get(at(survey, "texts"), question="why").text
    assert desk("staff").get(at(survey, "responses")).status_code == 409


def test_the_page_asks_whether_more_came_in_only_while_it_is_open(
    desk: Desk, named: Survey, clock: FrozenClock
) -> None:
    staff = desk("staff")
    poll = staff.page(at(named)).select_one("[hx-trigger='every 3s']")
    assert poll is not None
    assert staff.get(str(poll["hx-get"])).status_code == 204
    Survey.update(version=Survey.version + 1).execute()
    changed = staff.get(str(poll["hx-get"]))
    assert (changed.status_code, changed.headers["HX-Trigger"]) == (200, "results-changed")
    Survey.update(closes_at=clock.now()).execute()
    assert staff.page(at(named)).select_one("[hx-trigger='every 3s']") is None


def test_texts_are_searched_and_paged(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber, FULL)
    said = ["".join(chr(0x4E00 + 40 * number + place) for place in range(8)) for number in range(60)]
    answer(survey, *({"why": text} for text in said))
    first = desk("staff").page(at(survey, "texts"), question="why")
    second = desk("staff").page(at(survey, "texts"), question="why", page=2)
    assert (len(first.select("tbody tr")), len(second.select("tbody tr"))) == (50, 10)
    found = desk("staff").page(at(survey, "texts"), question="why", q=said[59][2:5])
    assert len(found.select("tbody tr")) == 1
    assert "没有这样的文字" in words(desk("staff").page(at(survey, "texts"), question="why", q="没人说过"))
    assert desk("staff").get(at(survey, "texts"), question="day", page="9" * 9).status_code == 200
    assert desk("staff").get(at(survey, "texts"), question="nps").status_code == 422


def test_single_responses_have_names_and_answers_in_words(desk: Desk, named: Survey) -> None:
    page = words(desk("staff").page(at(named, "responses")))
    assert "1. 哪天方便 周六" in page
    assert "3. 会推荐吗 10 分" in page


def test_the_workbook_is_in_the_audit_trail(desk: Desk, named: Survey) -> None:
    answered = desk("staff").get(at(named, "responses.xlsx"))
    sheet = openpyxl.load_workbook(BytesIO(answered.data)).active
    assert sheet is not None
    assert sheet.max_row == 4
    assert AuditEntry.select().where(AuditEntry.action == "survey.exported").count() == 1


def test_a_link_is_made_shown_and_taken_back(desk: Desk, named: Survey) -> None:
    staff = desk("staff")
    page = staff.after(staff.post(at(named, "links"), days="7"))
    field = page.select_one(".link-url")
    assert field is not None
    path = "/survey-results/" + str(field["value"]).rsplit("/", 1)[1]
    assert "哪天方便" in staff.get(path).text
    link = SurveyLink.get()
    page = staff.after(staff.post(at(named, f"links/{link.id}/revoke")))
    assert "已收回" in words(page)
    assert "哪天方便" not in staff.get(path).text
    assert staff.post(at(named, "links"), days="91").status_code == 422


def test_a_link_of_another_survey_is_not_found(desk: Desk, world: World, named: Survey) -> None:
    other = make_survey(world.elsewhere)
    link = SurveyLink.create(survey=other, expires_at=other.closes_at)
    assert desk("staff").post(at(named, f"links/{link.id}/revoke")).status_code == 404
    assert SurveyLink.get().revoked_at is None


def test_an_auditor_makes_and_sees_no_links(desk: Desk, named: Survey) -> None:
    assert desk("auditor").page(at(named)).select("a[href$='/links']") == []
    assert desk("auditor").get(at(named, "links")).status_code == 403


def test_what_people_wrote_is_only_ever_words(desk: Desk, world: World) -> None:
    survey = make_survey(world.chamber, FULL, title=EVIL)
    answer(survey, {"why": EVIL, "day": {"value": "other", "text": EVIL}})
    for path in (at(survey), at(survey, "responses")):
        assert EVIL not in desk("staff").get(path).text
    for key in ("why", "day"):
        assert EVIL not in desk("staff").get(at(survey, "texts"), question=key).text


@pytest.mark.parametrize("page", ["results", "responses", "texts?question=why"])
def test_a_page_of_results_costs_few_statements(
    desk: Desk, named: Survey, page: str, count_statements: Callable[[], Any]
) -> None:
    desk("staff").page(at(named, page))
    with count_statements() as counted:
        desk("staff").page(at(named, page))
    assert len(counted) <= 12, counted
