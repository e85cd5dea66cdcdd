"""Searching the audit trail in the console."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from backend.audit.chain import Chain
from backend.audit.checking import check_and_note
from backend.audit.models import AuditEntry
from backend.audit.services import erase_words, record
from backend.members.models import Member
from tests.desk import words
from tests.people import World

PATH = "/console/audit"
HOSTILE = '<script>alert(1)</script>"\'=HYPERLINK("x")'


@pytest.fixture
def write(world: World) -> Any:
    def write_one(**values: Any) -> AuditEntry:
        fields = {"action": "tag.created", "subject_kind": "tag", "subject_id": 7, "actor_id": world.staff.id}
        record(**{**fields, "organization_id": world.chamber.id, **values})
        return AuditEntry.select().order_by(AuditEntry.id.desc()).get()

    return write_one


def rows(page: Any) -> list[str]:
    return [words(row) for row in page.select("table.list tbody tr")] if page.select("#list table") else []


def test_it_says_who_did_what_newest_first(desk: Any, write: Any, world: World) -> None:
    write(reason="第一条")
    write(action="unmask_phone", subject_kind="member", subject_id=world.member.id, about_member_id=world.member.id)
    page = desk("auditor").page(PATH)
    first, second = [row for row in rows(page) if "赵云" in row]
    assert ("查看完整手机号" in first, "王敏" in first, "石桥商会" in first) == (True, True, True)
    assert ("新建标签" in second, "第一条" in second) == (True, True)


def test_what_happened_elsewhere_is_not_there(desk: Any, write: Any, world: World) -> None:
    write(reason="别处", organization_id=world.elsewhere.id, actor_id=world.foreign_staff.id)
    write(action="sign_in_to_console", organization_id=None, actor_id=world.foreign_staff.id, reason="别处登录")
    write(reason="区里", organization_id=world.district.id)
    for person in ("staff", "auditor"):
        listed = " ".join(rows(desk(person).page(PATH)))
        assert not any(word in listed for word in ("别处", "区里"))
    listed = " ".join(rows(desk("administrator").page(PATH)))
    assert ("区里" in listed, "别处" in listed) == (True, False)


def test_the_switcher_narrows_it(desk: Any, write: Any, world: World) -> None:
    write(reason="商会的")
    write(reason="读书会的", organization_id=world.library.id)
    browser = desk("staff")
    browser.post("/console/view", organization_id=world.library.id)
    listed = " ".join(rows(browser.page(PATH)))
    assert ("读书会的" in listed, "商会的" in listed) == (True, False)


def test_what_happened_at_no_organization_is_seen_by_who_manages_its_people(
    desk: Any, write: Any, world: World
) -> None:
    write(action="verify_phone", organization_id=None, about_member_id=world.member.id, actor_id=world.member.id)
    write(action="day.set", subject_kind="day", organization_id=None, actor_id=None, actor_kind="operator")
    listed = " ".join(rows(desk("staff").page(PATH)))
    assert ("验证手机号" in listed, "设置工作日" in listed) == (True, False)
    assert "设置工作日" in " ".join(rows(desk("administrator").page(PATH)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "暴雨"}, ["取消活动"]),
        ({"q": "理事"}, ["调整标签成员"]),
        ({"who": "周"}, ["授予角色"]),
        ({"about": "王"}, ["查看完整手机号"]),
        ({"action": "grant_role"}, ["授予角色"]),
        ({"subject_kind": "activity"}, ["取消活动"]),
        ({"subject_kind": "activity", "subject_id": "42"}, ["取消活动"]),
        ({"subject_kind": "activity", "subject_id": "43"}, []),
        ({"from": "2026-04-21", "to": "2026-04-21", "action": "grant_role"}, ["授予角色"]),
        ({"to": "2026-04-20", "action": "grant_role"}, []),
        ({"q": "%"}, []),
        ({"from": "yesterday", "subject_id": "x", "who": "没有这个人"}, []),
    ],
)
def test_it_is_searched(
    desk: Any, write: Any, world: World, clock: Any, query: dict[str, str], expected: list[str]
) -> None:
    write(action="activity.cancelled", subject_kind="activity", subject_id=42, reason="暴雨红色预警")
    write(action="tag.changed", before={"name": "骨干"}, after={"name": "理事"})
    write(action="unmask_phone", subject_kind="member", about_member_id=world.member.id, reason="联系参会")
    clock.set("2026-04-21T09:00:00+08:00")
    write(action="grant_role", subject_kind="role", actor_id=world.administrator.id)
    found = rows(desk("staff").page(PATH, **query))
    assert len(found) == len(expected), found
    assert all(word in row for word, row in zip(expected, found, strict=True))


def test_the_panel_shows_before_and_after(desk: Any, write: Any, world: World) -> None:
    entry = write(
        action="case.assigned",
        subject_kind="case",
        before={"state": "received", "assignee": None},
        after={"state": "assigned", "assignee": str(world.staff.id), "due_at": "2026-04-23T14:00:00+08:00"},
        detail={"unsaid": ["description"]},
    )
    table = words(desk("auditor").page(PATH, open=entry.id).select_one("#panel table.changes"))
    assert "承办人 无 赵云" in table
    assert "期限 无 2026年4月23日 14:00" in table
    assert "介绍 有改动，记录中不留具体内容" in table
    assert "received" not in table


def test_words_of_an_erased_person_are_gone_from_it(desk: Any, write: Any, world: World) -> None:
    entry = write(action="unmask_phone", about_member_id=world.member.id, reason="联系参会")
    erase_words(AuditEntry.about_member == world.member.id)
    panel = words(desk("staff").page(PATH, open=entry.id).select_one("#panel"))
    assert "已按本人要求清空" in panel
    assert "联系参会" not in panel


def test_the_chain_says_how_it_stands(desk: Any, write: Any) -> None:
    browser = desk("staff")
    assert "还没有链接" in words(browser.page(PATH).select_one(".chain-state"))
    write()
    chain = Chain()
    chain.link_settled()
    linked = chain.link_settled()
    state = words(browser.page(PATH).select_one(".chain-state"))
    assert f"已链接到 今天 10:00，共 {linked} 条" in state
    assert "未校验" in state
    check_and_note()
    assert f"校验通过 今天 10:00，{linked} 条" in words(browser.page(PATH).select_one(".chain-state"))
    entry = write()
    chain.link_settled()
    chain.link_settled()
    AuditEntry.update(reason="改过").where(AuditEntry.id == entry.id).execute()
    check_and_note()
    assert "校验发现问题：理由或详情被改动" in words(browser.page(PATH).select_one(".notice-danger"))


def test_an_export_has_the_same_rows_and_is_an_entry_itself(desk: Any, write: Any, world: World) -> None:
    write(action="tag.changed", before={"name": "骨干"}, after={"name": HOSTILE}, reason=HOSTILE)
    write(reason="别处", organization_id=world.elsewhere.id)
    response = desk("staff").get(PATH, format="xlsx", action="tag.changed")
    sheet = load_workbook(BytesIO(response.data)).active
    head, row = sheet.iter_rows(values_only=True)
    assert head[-2:] == ("之前", "之后")
    assert (row[2], row[6], row[7], row[8]) == ("调整标签成员", HOSTILE, "名称：骨干", f"名称：{HOSTILE}")
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)
    entry = AuditEntry.get(AuditEntry.action == "export_list")
    assert (entry.actor_id, entry.subject_kind, entry.detail["rows"]) == (world.staff.id, "audit_entry", 1)


def test_nothing_typed_is_markup(desk: Any, write: Any, world: World) -> None:
    Member.update(name=HOSTILE).where(Member.id == world.member.id).execute()
    entry = write(
        reason=HOSTILE,
        about_member_id=world.member.id,
        before={HOSTILE: HOSTILE},
        after={HOSTILE: [HOSTILE]},
        detail={HOSTILE: HOSTILE},
    )
    page = desk("staff").page(PATH, open=entry.id, q=HOSTILE)
    assert not [script for script in page.select("script") if "alert" in script.get_text()]
    assert HOSTILE in page.select_one("#panel").get_text()


def test_statements_do_not_grow_with_the_rows(desk: Any, write: Any, world: World, count_statements: Any) -> None:
    browser = desk("staff")
    counts = []
    for number in (1, 15):
        for kind in ("activity", "survey", "topic", "case", "organization", "member", "tag", "company", "signup"):
            for _ in range(number):
                write(subject_kind=kind, about_member_id=world.member.id)
        with count_statements() as statements:
            browser.page(PATH, page_size=100)
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
    entry = write(before={"assignee": None}, after={"assignee": str(world.staff.id)})
    with count_statements() as statements:
        browser.page(PATH, open=entry.id)
    assert len(statements) <= 12
