"""Who holds what, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import clock as backend_clock
from backend.organizations.models import Role
from tests.desk import soup, words
from tests.factories import make_member, make_role

ROLES = "/console/organizations/roles"


def fields_of(form):
    return {field["name"]: field["value"] for field in form.select("input") if field["name"] != "csrf"}


def rows(page):
    return [words(row) for row in page.select("tbody tr")]


def test_lists_those_in_office_those_to_come_and_those_gone(desk, world):
    now = backend_clock.now()
    make_role(make_member("将来"), world.chamber, "staff", starts_at=now + timedelta(days=2))
    make_role(make_member("以前"), world.chamber, "staff", ends_at=now - timedelta(days=2))
    make_role(make_member("代班"), world.chamber, "organizer", ends_at=now + timedelta(days=2))
    browser = desk("administrator")
    people = {
        state: [row.split()[0] for row in rows(browser.page(ROLES, state=state))]
        for state in ("now", "coming", "ended")
    }
    assert sorted(people["now"]) == sorted(["代班", "吴审", "周主任", "赵云"])
    assert (people["coming"], people["ended"]) == (["将来"], ["以前"])
    assert len(rows(browser.page(ROLES, state="all"))) == 6
    assert [row.split()[0] for row in rows(browser.page(ROLES, role="auditor"))] == ["吴审"]
    assert [row.split()[0] for row in rows(browser.page(ROLES, q="代"))] == ["代班"]


def test_others_trees_are_not_in_it(desk, world):
    assert [row.split()[0] for row in rows(desk("foreign_staff").page(ROLES, state="all"))] == ["外区干部"]


@pytest.mark.parametrize(
    ("period", "ends_at"),
    [
        # The clock stands on Monday, April 20th.
        ({"period": "open"}, None),
        ({"period": "today"}, "2026-04-21T00:00:00+08:00"),
        ({"period": "week"}, "2026-04-25T00:00:00+08:00"),
        ({"period": "month"}, "2026-05-21T00:00:00+08:00"),
        ({"period": "until", "until": "2026-06-30"}, "2026-07-01T00:00:00+08:00"),
        # From a Saturday on, Friday is next week's.
        ({"period": "week", "begins": "2026-04-25"}, "2026-05-02T00:00:00+08:00"),
    ],
)
def test_stands_in_until(desk, world, period, ends_at):
    browser = desk("administrator")
    body = {"member_id": world.member.id, "organization_id": world.chamber.id, "role": "organizer", **period}
    page = browser.after(browser.post(ROLES, **body))
    role = Role.get(Role.member == world.member)
    assert role.ends_at == (ends_at and backend_clock.datetime.fromisoformat(ends_at))
    assert "王敏" in words(page.select_one(".toast"))


def test_a_period_can_be_changed_and_changed_back(desk, world):
    role = make_role(world.member, world.chamber, "staff")
    browser = desk("administrator")
    page = browser.page(f"{ROLES}/new", member_id=world.member.id, organization_id=world.chamber.id, role="staff")
    assert page.select_one("input[name=member_id]:checked, input[name=member_id][checked]")["value"] == str(
        world.member.id
    )
    after = browser.after(
        browser.post(ROLES, member_id=world.member.id, organization_id=world.chamber.id, role="staff", period="today")
    )
    assert Role.get_by_id(role.id).ends_at is not None
    undo = after.select_one(".toast form")
    browser.after(browser.post(undo["action"], **fields_of(undo)))
    assert Role.get_by_id(role.id).ends_at is None


def test_taking_one_back_asks_and_can_be_undone(desk, world):
    until = backend_clock.now() + timedelta(days=3)
    role = make_role(world.member, world.chamber, "staff", ends_at=until)
    browser = desk("administrator")
    form = browser.page(ROLES, q="王敏").select_one("tbody form")
    assert "收回王敏在石桥商会的工作人员角色？" in form["data-confirm"]
    page = browser.after(browser.post(form["action"]))
    assert Role.get_or_none(Role.id == role.id) is None
    undo = page.select_one(".toast form")
    browser.after(browser.post(undo["action"], **fields_of(undo)))
    again = Role.get(Role.member == world.member)
    assert (again.name, again.organization_id, again.ends_at) == ("staff", world.chamber.id, until)


def test_the_last_administrator_stays_and_it_says_why(desk, world):
    role = Role.get(Role.member == world.administrator)
    response = desk("administrator").post(f"{ROLES}/{role.id}/end")
    assert response.status_code == 409
    assert "最后一位管理员" in response.text
    assert Role.get_or_none(Role.id == role.id) is not None


def test_nobody_gives_a_role_for_longer_than_the_own(desk, world):
    Role.update(ends_at=backend_clock.now() + timedelta(days=1)).where(Role.member == world.administrator).execute()
    body = {"member_id": world.member.id, "organization_id": world.chamber.id, "role": "staff", "period": "month"}
    response = desk("administrator").post(ROLES, **body)
    assert response.status_code == 422
    page = soup(response)
    assert "不能晚于您自己管理员角色的结束时间" in words(page)
    assert page.select_one("input[value=month]").has_attr("checked")


def test_what_is_missing_is_said_beside_it(desk, world):
    response = desk("administrator").post(ROLES, role="staff", period="until")
    assert response.status_code == 422
    assert "请先查找并选择一位会员" in words(soup(response))
    body = {"member_id": world.member.id, "organization_id": world.chamber.id, "role": "staff", "period": "until"}
    assert "请选择最后一天" in words(soup(desk("administrator").post(ROLES, **body)))
    for far in ({"until": "9999-12-31"}, {"period": "month", "begins": "9999-12-20"}):
        response = desk("administrator").post(ROLES, **{**body, **far})
        assert response.status_code == 422


def test_people_are_found_by_name_or_last_four_digits_within_scope(desk, world):
    browser = desk("administrator")
    for found in ("王", "0001"):
        assert words(browser.page(f"{ROLES}/new", q=found).select_one("#people-found")) == "王敏 199******01 石桥商会"
    assert "没有找到" in words(browser.page(f"{ROLES}/new", q="陌生人").select_one("#people-found"))


def test_takes_few_statements(desk, world, count_statements):
    for number in range(15):
        make_role(make_member(f"干部{number}"), world.chamber, "staff")
    browser = desk("administrator")
    for path in (ROLES, f"{ROLES}/new?q=干部"):
        with count_statements() as statements:
            assert browser.get(path).status_code == 200
        assert len(statements) <= 12
