"""The tree: what is in it for whom, and adding, changing and moving organizations."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.organizations.models import Organization
from tests.desk import soup, words
from tests.factories import make_activity, make_member, make_organization, make_role

TREE = "/console/organizations"


@pytest.fixture
def south(world):
    return make_organization("南湖街道", world.district, kind="street")


def names(page):
    return [link.get_text() for link in page.select(".branch-name")]


def test_shows_what_ones_roles_cover_from_the_top_down(desk, world, south):
    assert names(desk("administrator").page(TREE)) == ["东湖区", "南湖街道", "石桥街道", "石桥商会", "石桥读书会"]
    assert names(desk("staff").page(TREE)) == ["石桥街道", "石桥商会", "石桥读书会"]
    assert names(desk("foreign_staff").page(TREE)) == ["西山区商会"]


def test_counts_each_person_of_the_subtree_once(desk, world):
    from backend.members.services import add_to_organization

    add_to_organization(world.member.id, world.library.id)
    page = desk("staff").page(TREE)
    numbers = {
        words(row.select_one(".branch-name")): words(row.select_one(".branch-numbers"))
        for row in page.select(".branch")
    }
    assert numbers == {
        "石桥街道": "会员 4 2 人任职",
        "石桥商会": "会员 2 无人任职",
        "石桥读书会": "会员 1 无人任职",
    }


def test_takes_few_statements_however_many_there_are(desk, world, count_statements):
    for number in range(30):
        make_organization(f"第{number}分会", world.chamber)
    browser = desk("administrator")
    with count_statements() as statements:
        browser.page(TREE, open=world.chamber.id)
    assert len(statements) <= 12, statements


def test_the_panel_comes_alone_and_offers_changes_to_administrators_only(desk, world):
    make_activity(world.chamber)
    part = desk("administrator").part(TREE, "panel", open=world.chamber.id)
    panel = soup(part)
    assert panel.select_one("main") is None
    assert "东湖区 › 石桥街道 › 石桥商会" in words(panel)
    assert "进行中的活动 1 个" in words(panel)
    assert panel.find("a", string="新建下级组织")
    assert not soup(desk("staff").part(TREE, "panel", open=world.chamber.id)).find("a", string="新建下级组织")


def test_adds_one_below(desk, world):
    browser = desk("administrator")
    response = browser.post(f"{TREE}/{world.chamber.id}/new", name="青年小组", kind="chapter", accepts_applications="1")
    page = browser.after(response)
    assert "已在“石桥商会”下面新建“青年小组”" in words(page.select_one(".toast"))
    made = Organization.get(Organization.name == "青年小组")
    assert (made.parent_id, made.kind, made.is_government) == (world.chamber.id, "chapter", False)


def test_a_name_that_is_taken_keeps_what_was_typed(desk, world):
    response = desk("administrator").post(f"{TREE}/{world.street.id}/new", name="石桥商会", kind="chapter")
    assert response.status_code == 422
    page = soup(response)
    assert page.select_one("#name")["value"] == "石桥商会"
    assert words(page.select_one("#error-name")) == "同级组织中已有这个名称。"
    assert page.select_one("#kind option[selected]")["value"] == "chapter"


def test_turns_compliance_mode_on_and_back_by_undo(desk, world):
    browser = desk("administrator")
    page = browser.after(
        browser.post(f"{TREE}/{world.chamber.id}/edit", name="石桥总商会", kind="association", is_government="1")
    )
    assert Organization.get_by_id(world.chamber.id).is_government
    undo = page.select_one(".toast form")
    fields = {field["name"]: field["value"] for field in undo.select("input") if field["name"] != "csrf"}
    browser.after(browser.post(undo["action"], **fields))
    chamber = Organization.get_by_id(world.chamber.id)
    assert (chamber.name, chamber.is_government, chamber.accepts_applications) == ("石桥商会", False, True)


def test_says_what_a_move_changes_before_it_is_done(desk, world, south, count_statements):
    make_role(make_member("南湖干部", organization=south), south)
    browser = desk("administrator")
    with count_statements() as statements:
        page = browser.page(f"{TREE}/{world.chamber.id}/move", to=south.id)
    assert "移动 1 个组织、2 名会员" in words(page)
    lists = [words(people) for people in page.select(".people")]
    assert lists == ["南湖干部 工作人员 南湖街道", "吴审 查阅人员 石桥街道 赵云 工作人员 石桥街道"]
    assert Organization.get_by_id(world.chamber.id).parent_id == world.street.id
    assert len(statements) <= 12, len(statements)


def test_moves_and_moves_back(desk, world, south):
    browser = desk("administrator")
    page = browser.page(f"{TREE}/{world.chamber.id}/move", to=south.id)
    form = page.select_one("form[method=post].panel-actions")
    fields = {field["name"]: field["value"] for field in form.select("input") if field["name"] != "csrf"}
    after = browser.after(browser.post(form["action"], **fields))
    assert Organization.get_by_id(world.chamber.id).parent_id == south.id
    undo = after.select_one(".toast form")
    back = {field["name"]: field["value"] for field in undo.select("input") if field["name"] != "csrf"}
    browser.after(browser.post(undo["action"], **back))
    assert Organization.get_by_id(world.chamber.id).parent_id == world.street.id
    assert AuditEntry.select().where(AuditEntry.action == "move_organization").count() == 2


def test_the_second_of_two_movers_is_told(desk, world, south):
    browser = desk("administrator")
    body = {"parent_id": south.id, "from_parent_id": world.street.id}
    assert browser.post(f"{TREE}/{world.chamber.id}/move", **body).status_code == 303
    late = browser.post(f"{TREE}/{world.chamber.id}/move", parent_id=world.district.id, from_parent_id=world.street.id)
    assert late.status_code == 409
    assert "刚刚移动过" in late.text


@pytest.mark.parametrize(("to", "said"), [("library", None), ("chamber", "不能把组织移到它自己")])
def test_what_cannot_be_is_said_in_the_check(desk, world, to, said):
    page = desk("administrator").page(f"{TREE}/{world.chamber.id}/move", to=getattr(world, to).id)
    assert (said in words(page)) if said else page.select_one(".effects")


def test_who_administers_the_new_place_alone_takes_nothing_away_from_another(desk, world, south):
    lower = make_member("商会主任", organization=world.chamber)
    make_role(lower, world.chamber, "administrator")
    make_role(lower, south, "administrator")
    body = {"parent_id": south.id, "from_parent_id": world.street.id}
    assert desk(lower).post(f"{TREE}/{world.chamber.id}/move", **body).status_code == 403
    assert desk(lower).get(f"{TREE}/{world.chamber.id}/move").status_code == 403


def test_names_are_words_not_markup(desk, world):
    make_organization("<b>“引号”&</b>", world.chamber)
    page = desk("administrator").page(TREE)
    assert "<b>“引号”&</b>" in names(page)
