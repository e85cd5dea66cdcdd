"""Duplicates at the desk: the list, two people, merging side by side, parting again."""

from __future__ import annotations

from typing import Any

import pytest

from backend.members.models import Member
from backend.merging.duplicates import find_lookalikes
from backend.merging.models import DistinctPair, MemberMerge
from backend.profiles.definitions import ensure_default_sections
from backend.profiles.models import ProfileAnswers
from backend.profiles.services import prefill
from tests.desk import DeskBrowser, words
from tests.factories import make_account, make_activity, make_member, make_signup
from tests.people import World

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def staff(desk: Any) -> DeskBrowser:
    browser: DeskBrowser = desk("staff")
    return browser


@pytest.fixture
def twice(world: World) -> tuple[Member, Member]:
    """钱多多 twice, with another company each."""
    ensure_default_sections()
    one, other = (make_member("钱多多", f"1990000200{number}", world.chamber) for number in range(2))
    prefill(one.id, "company", {"company_name": "恒泰机械"}, actor_kind="import")
    prefill(other.id, "company", {"company_name": "宏远物流", "position": "总经理"}, actor_kind="import")
    find_lookalikes()
    return one, other


def merge_page(one: Member, other: Member) -> dict[str, int]:
    return {"kept": one.id, "gone": other.id}


def test_a_pair_is_shown_with_its_reasons_and_masked_numbers(staff: DeskBrowser, twice: Any) -> None:
    page = staff.page("/console/members/duplicates")
    (row,) = page.select("tbody tr")
    assert "同名 · 同一组织（石桥商会）" in words(row)
    assert "199******00" in words(row)
    assert "19900002000" not in page.get_text()
    assert "没有符合条件" in words(staff.page("/console/members/duplicates", why="phone"))


def test_an_empty_list_says_what_would_be_in_it(staff: DeskBrowser) -> None:
    assert "没有发现重复的记录" in words(staff.page("/console/members/duplicates"))


def test_two_people_are_not_shown_again_until_that_is_taken_back(staff: DeskBrowser, twice: Any) -> None:
    one, other = twice
    page = staff.after(staff.post("/console/members/duplicates/distinct", one=one.id, other=other.id))
    assert "不再列出" in words(page)
    assert page.select("tbody tr") == []
    undo = page.select_one(".toast form")
    fields = {field["name"]: field["value"] for field in undo.select("input") if field["name"] != "csrf"}
    page = staff.after(staff.post(undo["action"], **fields))
    assert len(page.select("tbody tr")) == 1
    assert DistinctPair.select().count() == 0


def test_merging_takes_what_was_chosen_and_can_be_undone(staff: DeskBrowser, twice: Any, world: World) -> None:
    one, other = twice
    make_signup(make_activity(world.chamber), other)
    page = staff.page("/console/members/duplicates/merge", **merge_page(one, other))
    choices = {field["name"] for field in page.select("input[type=radio]")}
    section = ProfileAnswers.get(ProfileAnswers.member == one).section_id
    assert choices == {"wins:phone", f"wins:{section}.company_name"}
    checked = {field["value"] for field in page.select("input[checked]")}
    assert checked == {"kept"}
    form = {**merge_page(one, other), f"wins:{section}.company_name": "gone"}
    page = staff.after(staff.post("/console/members/duplicates/merge", **form))
    assert "30 天内可以撤销" in words(page)
    panel = page.select_one("#panel")
    assert "活动报名 1 项" in words(panel)
    assert ProfileAnswers.get(ProfileAnswers.member == one).answers == {
        "company_name": "宏远物流",
        "position": "总经理",
    }
    page = staff.after(staff.post(panel.select_one("form")["action"]))
    assert "两份记录已分开" in words(page)
    assert Member.get_by_id(other.id).state == "active"
    assert page.select("#panel form") == []


def test_two_wechats_are_told_before_and_refused_after(staff: DeskBrowser, twice: Any) -> None:
    one, other = twice
    make_account(one)
    make_account(other)
    page = staff.page("/console/members/duplicates/merge", **merge_page(one, other))
    assert "各绑定了一个微信" in words(page.select_one("[role=alert]"))
    response = staff.post("/console/members/duplicates/merge", **merge_page(one, other))
    assert response.status_code == 409
    assert "注销" in response.text
    assert MemberMerge.select().count() == 0


def test_whoever_comes_second_is_told_what_happened(staff: DeskBrowser, twice: Any, desk: Any) -> None:
    one, other = twice
    staff.post("/console/members/duplicates/merge", **merge_page(one, other))
    late = desk("administrator").post("/console/members/duplicates/merge", **merge_page(one, other))
    assert late.status_code == 409
    assert "刚刚已被合并" in late.text


@pytest.mark.parametrize(
    "query", [{}, {"kept": "x", "gone": "1"}, {"kept": "9" * 30, "gone": "1"}, {"kept": "1", "gone": "2"}]
)
def test_what_are_no_records_is_not_found(staff: DeskBrowser, query: dict[str, str]) -> None:
    assert staff.get("/console/members/duplicates/merge", **query).status_code == 404
    assert staff.post("/console/members/duplicates/merge", **query).status_code == 404


def test_names_are_text(staff: DeskBrowser, world: World) -> None:
    ensure_default_sections()
    one, other = (make_member(HOSTILE, f"1990000200{number}", world.chamber) for number in range(2))
    prefill(one.id, "company", {"company_name": HOSTILE}, actor_kind="import")
    find_lookalikes()
    for path, query in (
        ("/console/members/duplicates", {}),
        ("/console/members/duplicates/merge", merge_page(one, other)),
    ):
        assert staff.page(path, **query).find("script", string=True) is None
    staff.post("/console/members/duplicates/merge", **merge_page(one, other))
    merge = MemberMerge.get()
    assert staff.page("/console/members/duplicates/merges", open=merge.id).find("script", string=True) is None


def test_each_page_takes_a_few_statements(staff: DeskBrowser, twice: Any, world: World, count_statements: Any) -> None:
    for number in range(8):
        make_member("孙少少", f"1990000400{number}", world.chamber)
    find_lookalikes()
    staff.post("/console/members/duplicates/merge", **merge_page(*twice))
    others = list(Member.select().where(Member.name == "孙少少").limit(2))
    for path, query in (
        ("/console/members/duplicates", {}),
        ("/console/members/duplicates/merges", {"open": MemberMerge.get().id}),
        ("/console/members/duplicates/merge", merge_page(*others)),
    ):
        with count_statements() as statements:
            staff.page(path, **query)
        assert len(statements) <= 12, (path, statements)
