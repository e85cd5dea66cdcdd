"""People, as staff look them up."""

from __future__ import annotations

from typing import Any

import pytest

from backend.audit.models import AuditEntry
from tests.factories import make_member
from tests.people import World
from tests.phone import Phone


def names(phone: Phone, query: str = "") -> set[str]:
    answer = phone.get(f"/staff/members?page_size=100&{query}")
    assert answer.status_code == 200, answer.text
    return {item["name"] for item in answer.get_json()["items"]}


def test_staff_see_the_people_of_their_scope_with_phones_masked(world: World, as_staff: Phone) -> None:
    items = {one["name"]: one for one in as_staff.get("/staff/members").get_json()["items"]}
    assert set(items) == {"王敏", "李建国", "赵云", "吴审"}
    assert items["王敏"]["phone_masked"] == "199******01"
    assert items["王敏"]["organizations"] == [{"id": str(world.chamber.id), "name": "石桥商会"}]
    assert items["赵云"]["is_claimed"] is True
    assert items["王敏"]["is_claimed"] is False
    assert "19900000001" not in as_staff.get("/staff/members").text


def test_an_auditor_reads_what_staff_read(as_auditor: Phone) -> None:
    assert "王敏" in names(as_auditor)


def test_organizations_beyond_the_scope_are_not_named(world: World, as_staff: Phone) -> None:
    both = make_member("两边的人", "19900000071", world.chamber)
    from backend.members.services import add_to_organization

    add_to_organization(both.id, world.elsewhere.id)
    shown = as_staff.get(f"/staff/members/{both.id}").get_json()
    assert [one["name"] for one in shown["organizations"]] == ["石桥商会"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=王", {"王敏"}),
        ("q=建国", {"李建国"}),
        ("q=19900000001", {"王敏"}),
        ("q=%2B86 199-0000-0001", {"王敏"}),
        ("q=0002", {"李建国"}),
        ("q=0007", set()),
        ("q=1990000", set()),
        ("q=%25", set()),
        ("q=_", set()),
    ],
)
def test_search_by_name_number_and_last_digits(world: World, as_staff: Phone, query: str, found: set[str]) -> None:
    assert names(as_staff, query) == found


def test_one_organization_means_all_below_it(world: World, as_administrator: Phone, as_staff: Phone) -> None:
    assert names(as_administrator, f"organization_id={world.street.id}") == {"王敏", "李建国", "赵云", "吴审"}
    assert names(as_administrator, f"organization_id={world.chamber.id}") == {"王敏", "李建国"}
    assert as_staff.get(f"/staff/members?organization_id={world.district.id}").status_code == 404


@pytest.mark.parametrize("query", ["page=0", "page_size=101", "organization_id=x", "q=%00", "q=" + "长" * 41])
def test_a_bad_query_is_refused(world: World, as_staff: Phone, query: str) -> None:
    assert as_staff.get(f"/staff/members?{query}").status_code == 422


def test_the_list_costs_the_same_for_any_number_of_people(world: World, as_staff: Phone, count_statements: Any) -> None:
    with count_statements() as few:
        as_staff.get("/staff/members")
    for _ in range(12):
        make_member(organization=world.chamber)
    with count_statements() as many:
        as_staff.get("/staff/members")
    assert len(many) == len(few)


def test_one_person_and_who_may_not_see_them(
    world: World, as_staff: Phone, as_foreign_staff: Phone, as_member: Phone, as_visitor: Phone, client: Phone
) -> None:
    path = f"/staff/members/{world.member.id}"
    assert as_staff.get(path).get_json()["name"] == "王敏"
    assert as_foreign_staff.get(path).status_code == 404
    assert as_member.get(path).status_code == 403
    assert as_visitor.get(path).get_json()["code"] == "join_first"
    assert client.get(path).status_code == 401
    for unknown in ("1", "9" * 23, "abc"):
        assert as_staff.get(f"/staff/members/{unknown}").status_code == 404


def test_unmasking_is_told_to_the_person_it_is_about(world: World, as_staff: Phone, as_member: Phone) -> None:
    body = {"field": "phone", "reason": "通知活动改期"}
    answer = as_staff.post(f"/staff/members/{world.member.id}/unmask", body)
    assert (answer.status_code, answer.get_json()) == (200, {"field": "phone", "value": "19900000001"})
    entry = AuditEntry.get(AuditEntry.action == "unmask_phone")
    assert (entry.actor_id, entry.about_member_id, entry.reason) == (world.staff.id, world.member.id, "通知活动改期")
    assert entry.organization_id == world.chamber.id
    assert "19900000001" not in str(entry.detail)


@pytest.mark.parametrize(
    "body", [{}, {"field": "phone"}, {"field": "phone", "reason": " "}, {"field": "name", "reason": "好奇"}]
)
def test_unmasking_needs_a_reason(world: World, as_staff: Phone, body: dict[str, str]) -> None:
    assert as_staff.post(f"/staff/members/{world.member.id}/unmask", body).status_code == 422
    assert AuditEntry.select().count() == 0


def test_who_may_not_unmask(world: World, as_auditor: Phone, as_foreign_staff: Phone, as_member: Phone) -> None:
    path, body = f"/staff/members/{world.member.id}/unmask", {"field": "phone", "reason": "通知活动改期"}
    assert as_auditor.post(path, body).status_code == 403
    assert as_foreign_staff.post(path, body).status_code == 404
    assert as_member.post(path, body).status_code == 403
    assert AuditEntry.select().count() == 0


def test_where_there_is_no_number_there_is_nothing_to_unmask(world: World, as_staff: Phone) -> None:
    nobody = make_member("无号", None, world.chamber)
    body = {"field": "phone", "reason": "通知活动改期"}
    assert as_staff.post(f"/staff/members/{nobody.id}/unmask", body).status_code == 404
    assert AuditEntry.select().count() == 0
