"""Sharing in the console: beginning, looking, ending; and what the member sees of it."""

from __future__ import annotations

import pytest

from backend.audiences.models import Tag, Tagging
from backend.audit.models import AuditEntry
from backend.sharing.models import OrganizationShare
from tests.desk import soup, words
from tests.factories import make_activity, make_member, make_organization, make_signup

AREA = "/console/organizations"


def terms(world, **more):
    return {
        "organization_id": world.chamber.id,
        "with_organization_id": world.elsewhere.id,
        "level": "people",
        "purpose": "联合举办招商会",
        "until": "2026-05-20",
        **more,
    }


@pytest.fixture
def given(desk, world):
    """The chamber's people, shared with the organization elsewhere."""
    assert desk("administrator").post(f"{AREA}/shares", **terms(world)).status_code == 303
    return OrganizationShare.get()


def test_the_other_side_sees_people_masked_and_each_of_them_learns_of_it(desk, world, given, as_member):
    page = desk("foreign_staff").page(f"{AREA}/shared")
    link = page.select_one("tbody a")
    shown = desk("foreign_staff").page(link["href"])
    assert [words(row) for row in shown.select("tbody tr")] == [
        "李建国 199******02 石桥商会",
        "王敏 199******01 石桥商会",
    ]
    assert "19900000001" not in shown.get_text()
    assert "用于联合举办招商会，到 5月20日 周三 为止" in words(shown)
    looks = as_member.get("/me/access-log").get_json()["items"]
    assert [(one["by_name"], one["reason"]) for one in looks] == [("外区干部", "联合举办招商会")]


def test_a_workbook_of_it_is_looks_at_all_of_them(desk, world, given):
    for number in range(25):
        make_member(f"会员{number:02}", organization=world.chamber)
    assert desk("foreign_staff").get(f"{AREA}/shared/{given.id}", format="xlsx").status_code == 200
    assert AuditEntry.select().where(AuditEntry.action == "view_shared").count() == 27


def test_only_those_on_the_page_were_looked_at(desk, world, given):
    for number in range(25):
        make_member(f"会员{number:02}", organization=world.chamber)
    desk("foreign_staff").page(f"{AREA}/shared/{given.id}", page_size=10)
    assert AuditEntry.select().where(AuditEntry.action == "view_shared").count() == 10


def test_other_memberships_of_a_shared_person_stay_hidden(desk, world, given):
    from backend.members.services import add_to_organization

    add_to_organization(world.member.id, world.library.id)
    assert "石桥读书会" not in desk("foreign_staff").page(f"{AREA}/shared/{given.id}").get_text()


def test_figures_alone_name_nobody(desk, world):
    body = terms(world, level="aggregates", purpose="", until="")
    desk("administrator").post(f"{AREA}/shares", **body)
    page = desk("foreign_staff").page(f"{AREA}/shared/{OrganizationShare.get().id}")
    assert page.select_one("tbody") is None
    assert "会员 少于 5" in words(page)
    assert AuditEntry.select().where(AuditEntry.action == "view_shared").count() == 0


def test_a_tag_or_an_activity_narrows_it(desk, world):
    tag = Tag.create(organization=world.chamber, name="理事")
    Tagging.create(tag=tag, member=world.member)
    activity = make_activity(world.chamber)
    make_signup(activity, world.organizer)
    browser = desk("administrator")
    browser.post(f"{AREA}/shares", **terms(world, who="tag", tag_id=tag.id))
    browser.post(f"{AREA}/shares", **terms(world, who="signed_up", activity_id=activity.id))
    told = [words(row) for row in browser.page(f"{AREA}/shares").select("tbody tr")]
    assert any("标签“理事”的会员" in row for row in told)
    assert any("“春季企业家沙龙”的报名人" in row for row in told)
    ids = [share.id for share in OrganizationShare.select().order_by(OrganizationShare.id)]
    foreign = desk("foreign_staff")
    seen = [[words(row).split()[0] for row in foreign.page(f"{AREA}/shared/{one}").select("tbody tr")] for one in ids]
    assert seen == [["王敏"], ["李建国"]]


def test_taken_back_it_is_gone_at_once_and_back_by_undo(desk, world, given):
    browser = desk("administrator")
    page = browser.after(browser.post(f"{AREA}/shares/{given.id}/end"))
    assert desk("foreign_staff").get(f"{AREA}/shared/{given.id}").status_code == 404
    assert not desk("foreign_staff").page(f"{AREA}/shared").select("tbody tr")
    undo = page.select_one(".toast form")
    browser.after(browser.post(undo["action"]))
    assert desk("foreign_staff").get(f"{AREA}/shared/{given.id}").status_code == 200


def test_over_it_is_gone_by_itself(desk, world, given, clock):
    clock.set("2026-05-20T23:59:00+08:00")
    desk("foreign_staff")
    clock.set("2026-05-21T00:00:00+08:00")
    from tests.desk import DeskBrowser

    late = DeskBrowser(world.app, world.foreign_staff)
    assert late.get(f"{AREA}/shared/{given.id}").status_code == 404
    row = DeskBrowser(world.app, world.administrator).page(f"{AREA}/shares", state="all").select_one("tbody tr")
    assert "已到期" in words(row)


def test_what_is_missing_is_said_and_nothing_typed_is_lost(desk, world):
    response = desk("administrator").post(f"{AREA}/shares", **terms(world, purpose="", until=""))
    assert response.status_code == 422
    page = soup(response)
    assert "请写明对方用来做什么" in words(page)
    assert "请选择一年以内的结束日期" in words(page)
    assert page.select_one("input[value=people]").has_attr("checked")
    assert desk("administrator").post(f"{AREA}/shares", **terms(world, until="9999-12-31")).status_code == 422
    assert OrganizationShare.select().count() == 0


def test_the_same_again_is_told(desk, world, given):
    response = desk("administrator").post(f"{AREA}/shares", **terms(world))
    assert response.status_code == 422
    assert "已经共享给这个组织了" in words(soup(response))


def test_partners_are_found_by_name_with_their_place(desk, world):
    page = desk("foreign_staff").page(f"{AREA}/shares/new", q="石桥")
    assert "东湖区 › 石桥街道 › 石桥商会" in words(page.select_one("#partners-found"))


def test_takes_few_statements(desk, world, given, count_statements):
    for number in range(15):
        make_member(f"会员{number}", organization=world.chamber)
        make_organization(f"分会{number}", parent=world.chamber)
    for person, path in (
        ("foreign_staff", f"{AREA}/shared/{given.id}"),
        ("administrator", f"{AREA}/shares"),
        ("administrator", f"{AREA}/shares/new?q=分会"),
    ):
        browser = desk(person)
        with count_statements() as statements:
            assert browser.get(path).status_code == 200
        assert len(statements) <= 12, len(statements)
