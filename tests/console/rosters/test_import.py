"""Importing people at the desk: file, columns, preview, progress, result, and the way back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from backend.audit.models import AuditEntry
from backend.members.models import Member
from backend.members.services import active_members_by_phone
from backend.profiles.definitions import ensure_default_sections
from backend.rosters import batches
from backend.rosters.models import RosterDraft, RosterImport
from tests.desk import DeskBrowser, soup, words
from tests.factories import make_account
from tests.people import World
from tests.rosters.conftest import workbook

HEADER = ("会员姓名", "联系电话", "工作单位", "身份证号", "备注<b>")
NEW = ("钱多多", "19900002001", "恒泰机械", "110101199001011234", "=1+1")
HOSTILE = '<script>alert(1)</script>"><img src=x>'


@pytest.fixture(autouse=True)
def sections(world: World) -> None:
    ensure_default_sections()


@pytest.fixture
def staff(desk: Any) -> DeskBrowser:
    browser: DeskBrowser = desk("staff")
    return browser


def upload(browser: DeskBrowser, world: World, content: bytes, name: str = "名册.xlsx") -> Any:
    fields = {"organization_id": str(world.street.id), "file": (io.BytesIO(content), name)}
    return browser.post("/console/members/import/new", **fields)


def uploaded(browser: DeskBrowser, world: World, *rows: Any, header: Any = HEADER, name: str = "名册.xlsx") -> str:
    response = upload(browser, world, workbook(*rows, header=header).getvalue(), name)
    assert response.status_code == 303, response.text
    return str(response.location)


def previewed(browser: DeskBrowser, world: World, *rows: Any, **options: Any) -> str:
    url = uploaded(browser, world, *rows, **options)
    page = browser.page(url)
    chosen = {
        select["name"]: next((one["value"] for one in select.find_all("option") if one.has_attr("selected")), "")
        for select in page.find_all("select")
        if select.get("name", "").startswith("column_")
    }
    assert browser.post(f"{url}/columns", **chosen).status_code == 303
    return url


def imported(browser: DeskBrowser, world: World, *rows: Any, **options: Any) -> str:
    url = previewed(browser, world, *rows, **options)
    assert browser.post(f"{url}/apply").status_code == 303
    return url


def test_the_whole_way_from_file_to_undo(staff: DeskBrowser, world: World) -> None:
    page = staff.page("/console/members/import")
    assert "还没有导入过会员" in words(page)
    url = uploaded(staff, world, NEW)
    page = staff.page(url)
    assert [one.get_text() for one in page.select("option[selected]")] == ["姓名", "手机", "单位"]
    assert "敏感信息，不读取" in words(page)
    assert "110101199001011234" not in page.get_text()
    staff.post(f"{url}/columns", column_1="name", column_2="phone", column_3="company")
    page = staff.page(url)
    assert "还没有写入任何人" in words(page)
    assert "身份证号" in words(page)
    assert active_members_by_phone("19900002001") == []
    page = staff.after(staff.post(f"{url}/apply"))
    assert "导入完成" in words(page)
    assert len(active_members_by_phone("19900002001")) == 1
    assert "已导入" in words(staff.page("/console/members/import"))
    page = staff.after(staff.post(f"{url}/undo"))
    assert "移除 1 人" in words(page)
    assert active_members_by_phone("19900002001") == []


def test_a_mapping_is_remembered_and_said_so(staff: DeskBrowser, world: World) -> None:
    url = uploaded(staff, world, NEW, header=("称呼", "号码", "何处", "其他", "备注"))
    assert "按表头的字面意思" in words(staff.page(url))
    staff.post(f"{url}/columns", column_1="name", column_2="phone", column_3="company")
    page = staff.page(uploaded(staff, world, NEW, header=("称呼", "号码", "何处", "其他", "备注")))
    assert "已按上次的对应关系填好" in words(page)
    assert [one.get_text() for one in page.select("option[selected]")] == ["姓名", "手机", "单位"]


def test_a_mapping_that_cannot_be_keeps_what_was_chosen(staff: DeskBrowser, world: World) -> None:
    url = uploaded(staff, world, NEW)
    response = staff.post(f"{url}/columns", column_1="name", column_3="name")
    assert response.status_code == 422
    page = soup(response)
    assert "已经选了" in words(page.select_one("#error-column_3"))
    assert [one.get_text() for one in page.select("option[selected]")] == ["姓名", "姓名"]
    response = staff.post(f"{url}/columns", column_1="name")
    assert "请选择哪一列是手机" in words(soup(response).select_one("[role=alert]"))


def test_the_preview_shows_cells_old_and_new_and_what_to_do(staff: DeskBrowser, world: World) -> None:
    imported(staff, world, NEW)
    url = previewed(
        staff,
        world,
        ("钱多多", "19900002001", "宏远物流", None, None),
        ("王明", "19900000001", None, None, None),
        ("没号码", "同上", None, None, None),
    )
    page = staff.page(url)
    assert [words(row.find_all("td")[1]) for row in page.select("tbody tr")] == ["有变化", "待确认", "有问题"]
    text = words(page)
    assert "单位： 恒泰机械 → 宏远物流" in text
    assert "请核对号码是谁的" in text
    assert "B4 写的是“同上”" in text
    assert "199******01" in text
    assert "19900002001" not in text
    only = staff.page(url, outcome="bad")
    assert [words(row.find("th")) for row in only.select("tbody tr")] == ["没号码"]


def test_rows_left_out_come_as_excel_as_they_were_typed(staff: DeskBrowser, world: World) -> None:
    url = previewed(staff, world, NEW, ("=cmd|'/c calc'!A0", "同上", None, "110101199001011234", None))
    response = staff.get(f"{url}/left-out.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    head, row = sheet.iter_rows(values_only=True)
    assert head == ("会员姓名", "联系电话", "工作单位", "备注<b>", "行", "结果", "原因", "怎么办")
    assert (row[0], row[1], row[4], row[5]) == (None, "同上", 3, "有问题")
    assert "110101199001011234" not in str(row)
    assert AuditEntry.get(AuditEntry.action == "export_list").detail["rows"] == 1


def test_the_preview_is_exported_masked(staff: DeskBrowser, world: World) -> None:
    url = previewed(staff, world, NEW)
    sheet = openpyxl.load_workbook(io.BytesIO(staff.get(url, format="xlsx").data)).active
    assert "19900002001" not in str(list(sheet.iter_rows(values_only=True)))


@pytest.mark.parametrize("name", [f"{HOSTILE}.xlsx", "../../etc/passwd.xlsx"])
def test_names_of_files_headings_and_cells_are_text(staff: DeskBrowser, world: World, name: str) -> None:
    header = ("姓名", "手机", "单位", HOSTILE, "职务")
    url = previewed(staff, world, ("钱多多", HOSTILE, HOSTILE, HOSTILE, HOSTILE), header=header, name=name)
    for page in (
        staff.page(url),
        staff.page("/console/members/import"),
        staff.page(uploaded(staff, world, NEW, header=header, name=name)),
    ):
        assert page.find("script", string=True) is None
        assert page.find("img", src="x") is None


def test_a_file_that_cannot_be_read_says_why_and_keeps_the_choice(staff: DeskBrowser, world: World) -> None:
    response = upload(staff, world, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
    assert response.status_code == 422
    page = soup(response)
    assert "另存为 .xlsx" in words(page.select_one("#error-file"))
    assert page.select_one("#organization_id option[selected]")["value"] == str(world.street.id)
    assert RosterImport.select().count() == 0


def test_without_file_or_organization_it_says_what_is_missing(staff: DeskBrowser) -> None:
    page = soup(staff.post("/console/members/import/new"))
    assert "请选择把这些人导入到哪个组织" in words(page)
    assert "请选择一个 .xlsx 文件" in words(page)


def test_a_workbook_may_be_big_but_not_without_end(staff: DeskBrowser, world: World) -> None:
    assert upload(staff, world, b"PK" + b"\0" * 2_000_000).status_code == 422
    assert upload(staff, world, b"PK" + b"\0" * 11_000_000).status_code == 413


def test_nobody_imports_into_what_is_not_theirs(staff: DeskBrowser, world: World) -> None:
    content = workbook(NEW, header=HEADER).getvalue()
    for place in (world.elsewhere, world.district):
        fields = {"organization_id": str(place.id), "file": (io.BytesIO(content), "a.xlsx")}
        assert staff.post("/console/members/import/new", **fields).status_code == 404
    assert staff.post("/console/members/import/new", organization_id="x" * 30).status_code == 422


def test_work_that_takes_long_shows_progress_and_ends_by_itself(
    staff: DeskBrowser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.console.rosters import steps

    url = previewed(staff, world, NEW)
    monkeypatch.setattr(steps, "_AT_ONCE_S", 0.0)
    page = staff.after(staff.post(f"{url}/apply"))
    assert "正在导入" in words(page)
    assert page.find("progress")["max"] == "1"
    part = staff.part(f"{url}/progress", "")
    assert "HX-Redirect" not in part.headers
    batches.advance_waiting()
    assert staff.part(f"{url}/progress", "").headers["HX-Redirect"] == url
    assert "已导入" in words(staff.page("/console/members/import"))


def test_a_second_tab_is_told_that_it_went_on(staff: DeskBrowser, world: World) -> None:
    url = imported(staff, world, NEW)
    response = staff.post(f"{url}/apply")
    assert response.status_code == 409
    assert "已经进行到下一步" in response.text
    assert Member.select().where(Member.name == "钱多多").count() == 1


def test_whoever_stays_at_an_undo_is_named(staff: DeskBrowser, world: World) -> None:
    url = imported(staff, world, NEW)
    make_account(active_members_by_phone("19900002001")[0])
    page = staff.after(staff.post(f"{url}/undo"))
    assert "保留未动 1 人" in words(page)
    page = staff.page(url, outcome="stayed")
    assert "已绑定微信" in words(page)
    assert [words(row.find("th")) for row in page.select("tbody tr")] == ["钱多多"]


def test_giving_up_forgets_the_file(staff: DeskBrowser, world: World) -> None:
    url = previewed(staff, world, NEW)
    assert "没有写入任何人" in words(staff.after(staff.post(f"{url}/cancel")))
    assert RosterDraft.select().count() == 0
    assert "这次导入已放弃" in words(staff.page(url))


def test_each_page_takes_a_few_statements(staff: DeskBrowser, world: World, count_statements: Any) -> None:
    url = uploaded(staff, world, *[(f"钱{chr(0x4E00 + n)}", f"1990000{3000 + n}", None, None, None) for n in range(60)])
    for path in (url, "/console/members/import", "/console/members/import/new"):
        with count_statements() as statements:
            staff.page(path)
        assert len(statements) <= 12, path
    staff.post(f"{url}/columns", column_1="name", column_2="phone")
    with count_statements() as statements:
        staff.page(url)
    assert len(statements) <= 12


def test_a_file_may_be_larger_than_other_forms_and_one_too_large_is_told_so(desk: Any, world: World) -> None:
    staff = desk("staff")
    assert upload(staff, world, b"x" * 2_000_000).status_code == 422
    refused = upload(staff, world, b"x" * 11_000_000)

    assert refused.status_code == 413
    assert "过大" in words(soup(refused).main)
    assert staff.post("/console/view", before="x" * 1_100_000).status_code == 413
