"""The tree, as staff see it and administrators change it."""

from __future__ import annotations

from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.organizations.models import Organization
from tests.factories import make_organization
from tests.people import World
from tests.phone import Phone


def test_staff_see_their_part_of_the_tree_from_the_top_down(world: World, as_staff: Phone) -> None:
    items = as_staff.get("/staff/organizations").get_json()["items"]
    assert [(one["name"], one["depth"]) for one in items] == [("石桥街道", 1), ("石桥商会", 2), ("石桥读书会", 2)]
    assert items[1]["parent_id"] == str(world.street.id)
    assert [one["members"] for one in items] == [2, 2, 0]


def test_who_sees_no_tree(as_member: Phone, as_visitor: Phone, client: Phone) -> None:
    assert as_member.get("/staff/organizations").status_code == 403
    assert as_visitor.get("/staff/organizations").status_code == 403
    assert client.get("/staff/organizations").status_code == 401


def test_the_tree_costs_the_same_for_any_size(world: World, as_staff: Phone, count_statements: Any) -> None:
    with count_statements() as few:
        as_staff.get("/staff/organizations")
    for _ in range(8):
        make_organization(parent=world.street)
    with count_statements() as many:
        assert as_staff.get("/staff/organizations").get_json()["total"] == 11
    assert len(many) == len(few)


def test_an_administrator_adds_an_organization(world: World, as_administrator: Phone, as_staff: Phone) -> None:
    body = {"parent_id": str(world.street.id), "name": "石桥书画社", "accepts_applications": False}
    answer = as_administrator.post("/staff/organizations", body)
    assert answer.status_code == 201, answer.text
    made = answer.get_json()
    assert (made["name"], made["depth"], made["kind"], made["accepts_applications"]) == (
        "石桥书画社",
        2,
        "association",
        False,
    )
    assert made["name"] in {one["name"] for one in as_staff.get("/staff/organizations").get_json()["items"]}
    entry = AuditEntry.get(AuditEntry.action == "create_organization")
    assert (entry.actor_id, entry.subject_id) == (world.administrator.id, int(made["id"]))


def test_siblings_have_different_names_and_cousins_need_not(world: World, as_administrator: Phone) -> None:
    body = {"parent_id": str(world.street.id), "name": "石桥商会"}
    answer = as_administrator.post("/staff/organizations", body)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "organization_name_taken")
    body["parent_id"] = str(world.district.id)
    assert as_administrator.post("/staff/organizations", body).status_code == 201


def test_renaming_and_flags(world: World, as_administrator: Phone) -> None:
    path = f"/staff/organizations/{world.chamber.id}"
    answer = as_administrator.patch(path, {"name": "石桥总商会", "is_government": True})
    assert (answer.status_code, answer.get_json()["name"]) == (200, "石桥总商会")
    assert Organization.get_by_id(world.chamber.id).is_government is True
    assert as_administrator.patch(path, {"name": "石桥总商会"}).status_code == 200
    assert AuditEntry.select().where(AuditEntry.action == "change_organization").count() == 1
    answer = as_administrator.patch(path, {"name": "石桥读书会"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "organization_name_taken")


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"name": "社"}, {"name": "长" * 61}, {"kind": "galaxy"}, {"parent_id": "x"}, {"secret": 1}]
)
def test_bad_input_names_the_field(world: World, as_administrator: Phone, change: dict[str, Any]) -> None:
    body = {"parent_id": str(world.street.id), "name": "石桥书画社", **change}
    answer = as_administrator.post("/staff/organizations", body)
    assert answer.status_code == 422
    assert set(change) <= answer.get_json()["errors"].keys()


def test_who_may_not_change_the_tree(
    world: World, as_staff: Phone, as_auditor: Phone, as_foreign_staff: Phone, as_administrator: Phone
) -> None:
    body = {"parent_id": str(world.street.id), "name": "石桥书画社"}
    path = f"/staff/organizations/{world.chamber.id}"
    for phone, status in ((as_staff, 403), (as_auditor, 403), (as_foreign_staff, 404)):
        assert phone.post("/staff/organizations", body).status_code == status
        assert phone.patch(path, {"name": "别的名字"}).status_code == status
    assert as_administrator.patch(f"/staff/organizations/{world.elsewhere.id}", {"name": "别的名字"}).status_code == 404
    assert as_administrator.patch("/staff/organizations/1", {"name": "别的名字"}).status_code == 404
    assert as_administrator.patch(f"/staff/organizations/{'9' * 23}", {"name": "别的名字"}).status_code == 404
