"""The list of activities and the month."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from backend import clock as backend_clock
from backend.activities.models import PlanCopy
from backend.activities.services.plan_copies import keep_copy
from backend.audit.models import AuditEntry
from tests.desk import soup, words
from tests.factories import make_activity, make_member, make_signup


def titles(page):
    return [words(one) for one in page.select("tbody .opens")]


def test_what_comes_next_stands_first_and_what_is_past_comes_last(desk, world):
    now = backend_clock.now()
    for title, days in (("上月", -30), ("昨天", -1), ("下月", 30), ("明天", 1)):
        make_activity(world.chamber, title=title, starts_at=now + timedelta(days=days))

    assert titles(desk("staff").page("/console/activities")) == ["明天", "下月", "昨天", "上月"]


def test_only_what_the_roles_cover_is_listed(desk, world):
    for organization in (world.district, world.street, world.chamber, world.elsewhere):
        make_activity(organization, title=organization.name)

    assert set(titles(desk("staff").page("/console/activities"))) == {"石桥街道", "石桥商会"}
    assert set(titles(desk("planner").page("/console/activities"))) == {"石桥街道", "石桥商会"}
    assert titles(desk("foreign_staff").page("/console/activities")) == ["西山区商会"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "考察"}, {"五月考察"}),
        ({"state": "draft"}, {"草稿"}),
        ({"state": "coming"}, {"五月考察"}),
        ({"state": "under_way"}, {"正在办"}),
        ({"state": "ended"}, {"办完了"}),
        ({"state": "reported"}, {"结了项"}),
        ({"state": "cancelled"}, {"不办了"}),
        ({"kind": "visit"}, {"五月考察"}),
        ({"month": "2026-05"}, {"五月考察"}),
        ({"day": "2026-05-06"}, {"五月考察"}),
        ({"day": "2026-05-07"}, set()),
        ({"month": "2026-13"}, None),
        ({"day": "0000-00-00"}, None),
        ({"organization_id": "9" * 30, "state": "x", "kind": "x"}, None),
    ],
)
def test_filters(desk, world, query, found):
    now = backend_clock.now()
    may = backend_clock.from_ms(backend_clock.to_ms(now) + 16 * 86_400_000)
    make_activity(world.chamber, title="五月考察", kind="visit", starts_at=may)
    make_activity(world.chamber, title="草稿", state="draft", starts_at=now - timedelta(hours=9))
    make_activity(world.chamber, title="正在办", starts_at=now - timedelta(hours=1))
    make_activity(world.chamber, title="办完了", starts_at=now - timedelta(hours=9))
    make_activity(world.chamber, title="结了项", starts_at=now - timedelta(hours=9), reported_at=now)
    make_activity(world.chamber, title="不办了", state="cancelled", starts_at=now - timedelta(hours=9))

    page = desk("staff").page("/console/activities", **query)

    everything = {"五月考察", "草稿", "正在办", "办完了", "结了项", "不办了"}
    assert set(titles(page)) == (everything if found is None else found)


def test_an_organization_shows_what_is_below_it_too(desk, world):
    for organization in (world.street, world.chamber, world.library):
        make_activity(organization, title=organization.name)

    found = titles(desk("staff").page("/console/activities", organization_id=world.chamber.id))
    assert found == ["石桥商会"]
    assert len(titles(desk("staff").page("/console/activities", organization_id=world.street.id))) == 3


def test_the_panel_says_what_waits_and_leads_on(desk, world):
    activity = make_activity(world.chamber, capacity=20, needs_review=True)
    make_signup(activity, world.member, "pending")

    panel = soup(desk("staff").part("/console/activities", "panel", open=activity.id))

    assert "审核报名（1）" in words(panel)
    assert "约 3 小时 1 分钟" in words(panel)
    watched = soup(desk("auditor").part("/console/activities", "panel", open=activity.id))
    assert "修改" not in words(watched)


def test_the_export_is_the_list_and_is_in_the_trail(desk, world):
    make_activity(world.chamber, title="=1+1", capacity=20)
    make_activity(world.elsewhere, title="别处的")

    response = desk("staff").get("/console/activities", format="xlsx")

    sheet = openpyxl.load_workbook(BytesIO(response.data)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["=1+1"]
    assert sheet["A2"].data_type == "s"
    assert AuditEntry.select().where(AuditEntry.action == "export_list").count() == 1


def test_an_empty_list_teaches_whoever_may_plan(desk, world):
    assert "策划第一场活动" in words(desk("staff").page("/console/activities"))
    assert "策划第一场活动" not in words(desk("auditor").page("/console/activities"))


def test_a_plan_begun_and_not_saved_is_offered_to_its_writer_alone(desk, world):
    keep_copy(7, world.staff.id, None, {"title": ["夏日<b>沙龙"]}, {})

    page = desk("staff").page("/console/activities")
    assert "夏日<b>沙龙" in words(page)
    assert "夏日" not in words(desk("administrator").page("/console/activities"))
    desk("administrator").post("/console/activities/copies/7/drop")
    assert PlanCopy.select().count() == 1
    assert "已丢弃" in words(desk("staff").after(desk("staff").post("/console/activities/copies/7/drop")))
    assert PlanCopy.select().count() == 0


def test_the_month_shows_each_day_with_what_is_on_it(desk, world):
    for number in range(6):
        make_activity(world.chamber, title=f"活动{number}")  # on 23 April at 14:00
    start = backend_clock.now() + timedelta(days=10)
    make_activity(world.chamber, title="三天", starts_at=start, ends_at=start + timedelta(days=2))
    make_activity(world.elsewhere, title="别处的")

    page = desk("staff").page("/console/activities/calendar")

    assert words(page.select_one(".month-head h2")) == "2026年4月 7 场活动"
    cells = {words(cell.select_one(".month-day > span")): cell for cell in page.select("td:not(.month-other)")}
    assert len(cells) == 30
    assert words(page.select_one(".month-today .month-day > span")) == "20"
    assert len(cells["23"].select(".month-entry")) == 4
    assert words(cells["23"].select_one(".month-more")) == "还有 2 场"
    assert cells["23"].select_one(".month-more")["href"] == "/console/activities?day=2026-04-23"
    assert cells["24"].select_one("[data-day]")["href"] == "/console/activities/new?day=2026-04-24"
    # It begins at 14:00 on the 30th only; the days after it say so without an hour.
    assert words(cells["30"].select_one(".month-entry")).startswith("10:00 三天")
    assert "别处的" not in words(page)
    may = desk("staff").page("/console/activities/calendar", month="2026-05")
    assert {words(one) for one in may.select("td:not(.month-other) .month-entry")} == {"三天 ，报名中"}


@pytest.mark.parametrize("month", ["", "2026-13", "nonsense", "9999-01"])
def test_a_month_that_is_none_is_this_month(desk, world, month):
    page = desk("auditor").page("/console/activities/calendar", month=month)

    assert words(page.select_one(".month-head h2")).startswith("2026年4月")
    assert page.select("[data-day]") == []


def test_lists_cost_few_statements(desk, world, count_statements):
    for number in range(30):
        activity = make_activity(world.chamber, title=f"活动{number}", needs_review=True)
        make_signup(activity, make_member(organization=world.chamber), "pending")
    keep_copy(7, world.staff.id, None, {"title": ["夏日"]}, {})
    browser = desk("staff")

    for path, query in (("", {"open": activity.id}), ("/calendar", {}), ("", {"q": "活动", "month": "2026-04"})):
        with count_statements() as statements:
            browser.page(f"/console/activities{path}", **query)
        assert len(statements) <= 12, statements
