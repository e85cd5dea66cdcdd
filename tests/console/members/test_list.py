"""The list of members: found as one types, filtered, exported, kept as views."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import openpyxl
import pytest

from backend.app import create_app
from backend.audiences.models import SavedFilter, Tagging
from backend.audiences.services import create_tag, save_filter
from backend.audit.models import AuditEntry
from backend.config import Config
from backend.members.models import Member
from backend.profiles.definitions import ensure_default_sections
from tests.desk import DeskBrowser, soup, words
from tests.factories import make_account, make_member
from tests.people import World

LIST = "/console/members"
ODD_NAMES = (
    "<script>alert(1)</script>",
    "\"'><img src=x>",
    "\u202eكلمة",
    "😀笑",
    "长" * 31,
    "𠮷野",
    "王\ue815",
    "{{7777*7777}}",
    "=cmd|' /C calc'!A0",
)


def names(desk: DeskBrowser, **query: Any) -> list[str]:
    return [words(link) for link in desk.page(LIST, **query).select("a.opens")]


def test_members_in_scope_by_sound(desk: Any, world: World) -> None:
    make_member("安宁", None, world.chamber)
    assert names(desk("staff")) == ["安宁", "李建国", "王敏", "吴审", "赵云"]
    assert names(desk("staff"), sort="-name")[0] == "赵云"
    assert names(desk("foreign_staff")) == ["陌生人", "外区干部"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("wangm", ["王敏"]), ("ljg", ["李建国"]), ("0002", ["李建国"]), ("19900000001", ["王敏"]), ("nobody", [])],
)
def test_what_is_typed_finds_whom(desk: Any, query: str, found: list[str]) -> None:
    assert names(desk("staff"), q=query) == found
    part = soup(desk("staff").part(LIST, "list", q=query))
    assert [words(link) for link in part.select("#list a.opens")] == found
    assert not part.select("nav.menu")


def test_filters_and_the_organizations_below(desk: Any, world: World) -> None:
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    Tagging.create(tag=tag, member=world.member)
    make_account(world.member)
    staff = desk("staff")
    assert names(staff, organization=world.chamber.id) == ["李建国", "王敏"]
    assert names(staff, organization=world.street.id) == ["李建国", "王敏", "吴审", "赵云"]
    assert names(staff, tag=tag.id) == ["王敏"]
    assert names(staff, wechat="yes") == ["王敏"]
    assert "王敏" not in names(staff, wechat="no")
    assert names(staff, source="staff") == []
    assert names(staff, organization="x", tag="1e9", complete="a-b", active="-0", joined="yesterday") == names(staff)
    assert staff.get(LIST, organization=world.district.id).status_code == 404


def test_the_switcher_narrows_list_search_and_choices(desk: Any, world: World) -> None:
    admin = desk("administrator")
    admin.post("/console/view", organization_id=world.chamber.id)
    assert names(admin) == ["李建国", "王敏"]
    assert names(admin, q="zhaoyun") == []
    page = admin.page(LIST)
    assert [words(one) for one in page.select("#filter-organization option")] == ["全部", "石桥商会"]
    assert "赵云" not in admin.get(f"{LIST}/find", q="zy").text


@pytest.mark.parametrize("name", ODD_NAMES)
def test_no_name_gets_out_of_its_place(desk: Any, world: World, name: str) -> None:
    member = make_member(name, None, world.chamber)
    desk("staff").post(f"{LIST}/bulk/join", ids=member.id)
    for path in (
        f"{LIST}?open={member.id}",
        f"{LIST}/{member.id}",
        f"{LIST}/{member.id}/unmask/phone",
        f"{LIST}/{member.id}?tab=history",
        f"{LIST}/find?q={name}",
    ):
        response = desk("staff").get(path)
        assert response.status_code == 200, path
        page = soup(response)
        assert not page.select("main script, main img, aside script, aside img"), path
        assert "<script>alert" not in response.text
        assert "60481729" not in response.text or name != "{{7777*7777}}"
    assert name.strip() in [words(one) for one in desk("staff").page(LIST).select("a.opens")]


def test_the_workbook_has_no_formula_and_no_number(desk: Any, world: World) -> None:
    make_member("=1+1", "19900000077", world.chamber)
    staff = desk("staff")
    response = staff.get(LIST, format="xlsx", organization=world.chamber.id)
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in cells] == ["=1+1", "李建国", "王敏"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert cells[0][1] == "199******77"
    assert "19900000077" not in str(cells)
    entry = AuditEntry.get(AuditEntry.action == "export_list")
    assert (entry.actor_id, entry.detail["rows"]) == (world.staff.id, 3)


def test_those_ticked_are_exported(desk: Any, world: World) -> None:
    staff = desk("staff")
    away = staff.post(f"{LIST}/bulk/export", ids=[world.member.id, world.stranger.id], query="sort=-name")
    sheet = openpyxl.load_workbook(io.BytesIO(staff.get(away.location).data)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["王敏"]
    boosted = staff.post(f"{LIST}/bulk/export", all="1", query="q=wm", headers={"HX-Request": "true"})
    assert boosted.headers["HX-Redirect"].endswith("q=wm&format=xlsx")
    assert staff.post(f"{LIST}/bulk/export", query="").status_code == 422


def test_pages_take_few_statements_however_many_members(desk: Any, world: World, count_statements: Any) -> None:
    ensure_default_sections()
    staff = desk("staff")
    paths = (
        LIST,
        f"{LIST}?q=王",
        f"{LIST}/find?q=wang",
        f"{LIST}/{world.member.id}",
        f"{LIST}/{world.member.id}?tab=participation",
        f"{LIST}/{world.member.id}?tab=history",
        f"{LIST}/{world.member.id}?tab=standing",
        f"{LIST}/views",
        f"{LIST}/batches",
        f"{LIST}/new",
    )
    for path in paths:
        staff.get(path)  # forms are read once by each process
    few: list[int] = []
    for _ in range(2):
        taken = []
        for path in paths:
            with count_statements() as statements:
                assert staff.get(path).status_code == 200
            assert len(statements) <= 12, (path, statements)
            taken.append(len(statements))
        few = few or taken
        for number in range(12):
            member = make_member(f"王{number}", f"199000001{number:02}", world.chamber)
            make_account(member)
    # A search that is full looks no further.
    assert all(now <= before for now, before in zip(taken, few, strict=True)), (taken, few)
    with count_statements() as statements:
        staff.part(LIST, "panel", open=world.member.id)
    assert len(statements) <= 12, statements


def test_views_are_ones_own_or_everybodys(desk: Any, world: World) -> None:
    staff = desk("staff")
    query = f"organization={world.chamber.id}&wechat=no&complete=0-39&stale=1&joined=2026-01-31&active=-90"
    staff.after(staff.post(f"{LIST}/views", name="待邀请", query=query, is_shared="1"))
    staff.after(staff.post(f"{LIST}/views", name="自己看", query="source=roster"))
    shown = [words(one) for one in staff.page(f"{LIST}/views").select(".kept a")]
    assert shown == ["自己看 只有我看得到", "待邀请 大家都能用"]
    link = staff.page(f"{LIST}/views").select(".kept a")[1]["href"]
    for part in query.split("&"):
        assert part in link
    assert staff.get(link).status_code == 200
    others = [words(one) for one in desk("administrator").page(f"{LIST}/views").select(".kept a")]
    assert others == ["待邀请 大家都能用"]
    assert desk("foreign_staff").page(f"{LIST}/views").select(".kept a") == []
    taken = desk("administrator").post(f"{LIST}/views", name="待邀请", query=f"organization={world.chamber.id}")
    assert taken.status_code == 409
    assert SavedFilter.select().count() == 2


def test_a_deleted_view_can_be_had_back(desk: Any, world: World) -> None:
    staff = desk("staff")
    staff.post(f"{LIST}/views", name="自己看", query="source=roster")
    saved = SavedFilter.get()
    page = staff.after(staff.post(f"{LIST}/views/{saved.id}/delete"))
    undo = page.select_one(".toast form")
    form = {one["name"]: one["value"] for one in undo.select("input[name]") if one["name"] != "csrf"}
    staff.post(undo["action"], **form)
    again = SavedFilter.get()
    assert (again.name, again.definition, again.owner_id) == (saved.name, saved.definition, world.staff.id)


def test_a_deleted_view_comes_back_where_it_was(desk: Any, world: World) -> None:
    admin = desk("administrator")
    admin.post("/console/view", organization_id=world.chamber.id)
    admin.post(f"{LIST}/views", name="商会名册", query="source=roster", is_shared="1")
    saved = SavedFilter.get()
    admin.post("/console/view", organization_id="")
    undo = admin.after(admin.post(f"{LIST}/views/{saved.id}/delete")).select_one(".toast form")
    admin.post(undo["action"], **{one["name"]: one["value"] for one in undo.select("input[name]:not([name=csrf])")})
    assert (SavedFilter.get().organization_id, saved.organization_id) == (world.chamber.id, world.chamber.id)


@pytest.mark.parametrize(
    ("definition", "is_shown"),
    [
        ({"organizations": [], "tags": [], "match": "any", "completeness_least": 0, "completeness_most": 50}, True),
        ({"activities": [{"id": 1, "who": "attended"}], "match": "all"}, False),
        ({"tags": [1, 2]}, False),
        ({"organizations": [1], "tags": [2], "match": "any"}, False),
        ({"active_days": 30, "idle_days": 7}, False),
        ({"is_reachable": True, "is_unclaimed": True}, False),
    ],
)
def test_a_description_that_the_list_cannot_show_is_no_view(
    desk: Any, world: World, definition: dict[str, Any], *, is_shown: bool
) -> None:
    save_filter(world.chamber.id, "别处存的", definition, world.staff.id)
    assert len(desk("staff").page(f"{LIST}/views").select(".kept a")) == is_shown


def test_an_auditor_sees_masks_and_no_buttons(desk: Any, world: World) -> None:
    auditor = desk("auditor")
    page = auditor.page(LIST, open=world.member.id)
    assert "199******01" in page.get_text()
    assert not page.select("input[name=ids], a[href$='/members/new'], a[href*='unmask'], a[href*='/sections/']")
    whole = auditor.page(f"{LIST}/{world.member.id}")
    assert not whole.select("main form")


def test_whole_numbers_are_not_tried_for_ever(config: Config, world: World) -> None:
    limits = dataclasses.replace(config.limits, enabled=True, guess="3 per minute")
    app = create_app(dataclasses.replace(config, limits=limits))
    staff, administrator = DeskBrowser(app, world.staff), DeskBrowser(app, world.administrator)
    tries = [
        ("q", LIST),
        ("q", f"{LIST}/find"),
        ("phone", f"{LIST}/new/alike"),
        ("q", LIST),
        ("phone", f"{LIST}/new/alike"),
    ]
    statuses = [staff.get(path, **{key: f"1990000123{number}"}).status_code for number, (key, path) in enumerate(tries)]
    assert statuses == [200, 200, 200, 429, 429]
    assert staff.get(LIST, q="王").status_code == 200
    assert administrator.get(LIST, q="19900000001").status_code == 200


def test_a_name_is_sorted_and_found_by_its_new_sound_after_it_was_put_right(desk: Any, world: World) -> None:
    staff = desk("staff")
    page = staff.after(staff.post(f"{LIST}/{world.member.id}/name", name="安敏"))
    assert names(staff)[0] == "安敏"
    undo = page.select_one(".toast form")
    staff.post(undo["action"], name=undo.select_one("[name=name]")["value"])
    assert Member.get_by_id(world.member.id).name == "王敏"
    assert staff.post(f"{LIST}/{world.member.id}/name", name="···").status_code == 422
    assert AuditEntry.select().where(AuditEntry.action == "rename_member").count() == 2
