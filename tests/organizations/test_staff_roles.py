"""Roles, granted and revoked by administrators within their own scope."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.organizations.models import Role
from tests.conftest import FrozenClock
from tests.factories import make_member, make_role
from tests.joining.conftest import at_once
from tests.people import World
from tests.phone import Phone


def test_granting_a_role_lets_its_holder_in_at_once(world: World, as_administrator: Phone, as_member: Phone) -> None:
    assert as_member.get("/staff/members").status_code == 403
    body = {"member_id": str(world.member.id), "organization_id": str(world.chamber.id), "role": "staff"}
    answer = as_administrator.post("/staff/roles", body)
    assert answer.status_code == 201, answer.text
    assert answer.get_json()["member"] == {"id": str(world.member.id), "name": "王敏"}
    assert as_member.get("/staff/members").status_code == 200
    entry = AuditEntry.get(AuditEntry.action == "grant_role")
    assert (entry.actor_id, entry.about_member_id) == (world.administrator.id, world.member.id)


def test_granting_again_changes_nothing_but_the_period(world: World, as_administrator: Phone) -> None:
    body = {"member_id": str(world.member.id), "organization_id": str(world.chamber.id), "role": "staff"}
    first = as_administrator.post("/staff/roles", body).get_json()
    assert as_administrator.post("/staff/roles", body).get_json()["id"] == first["id"]
    assert AuditEntry.select().where(AuditEntry.action == "grant_role").count() == 1
    body["ends_at"] = "2026-12-31T18:00:00+08:00"
    again = as_administrator.post("/staff/roles", body).get_json()
    assert (again["id"], again["ends_at"]) == (first["id"], "2026-12-31T18:00:00+08:00")


def test_revoking_shuts_out_at_once_and_may_be_repeated(world: World, as_administrator: Phone, as_staff: Phone) -> None:
    role = Role.get(Role.member == world.staff)
    assert as_administrator.delete(f"/staff/roles/{role.id}").status_code == 204
    assert as_staff.get("/staff/members").status_code == 403
    assert as_administrator.delete(f"/staff/roles/{role.id}").status_code == 404
    assert AuditEntry.get(AuditEntry.action == "revoke_role").about_member_id == world.staff.id


def test_the_last_administrator_at_the_top_stays(world: World, as_administrator: Phone) -> None:
    role = Role.get(Role.member == world.administrator)
    answer = as_administrator.delete(f"/staff/roles/{role.id}")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "last_administrator")
    body = {
        "member_id": str(world.administrator.id),
        "organization_id": str(world.district.id),
        "role": "administrator",
        "ends_at": "2026-12-31T18:00:00+08:00",
    }
    assert as_administrator.post("/staff/roles", body).status_code == 409
    assert Role.get_by_id(role.id).ends_at is None
    make_role(make_member("副主任", None, world.district), world.district, "administrator")
    assert as_administrator.delete(f"/staff/roles/{role.id}").status_code == 204


def test_two_administrators_cannot_remove_each_other_at_once(world: World, as_administrator: Phone) -> None:
    deputy = make_member("副主任", None, world.district)
    roles = [Role.get(Role.member == world.administrator), make_role(deputy, world.district, "administrator")]
    phones = [world.phone_of(deputy), as_administrator]
    answers = at_once(
        [
            lambda phone=phone, role=role: phone.delete(f"/staff/roles/{role.id}")
            for phone, role in zip(phones, roles, strict=True)
        ]
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 204
    assert statuses[1] in (403, 404, 409)
    assert Role.select().where(Role.organization == world.district, Role.name == "administrator").count() == 1


def test_an_administrator_lower_down_may_be_the_last(world: World, as_administrator: Phone) -> None:
    role = make_role(world.member, world.chamber, "administrator")
    assert as_administrator.delete(f"/staff/roles/{role.id}").status_code == 204


def test_the_list_is_of_the_scope_and_costs_the_same_for_any_number(
    world: World, as_administrator: Phone, count_statements: Any
) -> None:
    with count_statements() as few:
        items = as_administrator.get("/staff/roles").get_json()["items"]
    assert {(one["member"]["name"], one["role"]) for one in items} == {
        ("赵云", "staff"),
        ("周主任", "administrator"),
        ("吴审", "auditor"),
    }
    for _ in range(6):
        make_role(make_member(organization=world.chamber), world.chamber)
    with count_statements() as many:
        assert as_administrator.get("/staff/roles").get_json()["total"] == 9
    assert len(many) == len(few)
    assert as_administrator.get(f"/staff/roles?organization_id={world.chamber.id}").get_json()["total"] == 6


def test_nobody_grants_beyond_the_own_scope(
    world: World, as_administrator: Phone, as_staff: Phone, as_auditor: Phone, as_foreign_staff: Phone
) -> None:
    body = {"member_id": str(world.member.id), "organization_id": str(world.chamber.id), "role": "staff"}
    for phone, status in ((as_staff, 403), (as_auditor, 403), (as_foreign_staff, 404)):
        assert phone.post("/staff/roles", body).status_code == status
    elsewhere = {**body, "organization_id": str(world.elsewhere.id)}
    assert as_administrator.post("/staff/roles", elsewhere).status_code == 404
    stranger = {**body, "member_id": str(world.stranger.id)}
    assert as_administrator.post("/staff/roles", stranger).status_code == 404
    street = make_role(world.member, world.street, "administrator")
    lower = world.phone_of(world.member)
    above = {**body, "organization_id": str(world.district.id)}
    assert lower.post("/staff/roles", above).status_code == 404
    assert lower.post("/staff/roles", {**body, "member_id": str(world.organizer.id)}).status_code == 201
    assert lower.delete(f"/staff/roles/{street.id}").status_code == 204
    role = Role.get(Role.member == world.foreign_staff)
    assert as_administrator.delete(f"/staff/roles/{role.id}").status_code == 404
    assert as_staff.get("/staff/roles").status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"role": "emperor"},
        {"member_id": "x"},
        {"starts_at": "2026-04-20T10:00:00"},
        {"ends_at": "tomorrow"},
        {"starts_at": "2026-05-01T00:00:00+08:00", "ends_at": "2026-04-01T00:00:00+08:00"},
    ],
)
def test_bad_input_is_refused(world: World, as_administrator: Phone, change: dict[str, Any]) -> None:
    body = {"member_id": str(world.member.id), "organization_id": str(world.chamber.id), "role": "staff", **change}
    assert as_administrator.post("/staff/roles", body).status_code == 422
    assert Role.select().where(Role.member == world.member).count() == 0


def test_nobody_grants_for_longer_than_they_hold_the_own_role(world: World, clock: FrozenClock) -> None:
    deputy = make_member("副主任", None, world.street)
    make_role(deputy, world.street, "administrator", ends_at=clock.now() + timedelta(days=30))
    phone = world.phone_of(deputy)
    body = {"member_id": str(world.member.id), "organization_id": str(world.chamber.id), "role": "staff"}
    myself = {"member_id": str(deputy.id), "organization_id": str(world.street.id), "role": "administrator"}
    for grant in (body, {**body, "ends_at": "2026-05-20T10:00:01+08:00"}, myself):
        answer = phone.post("/staff/roles", grant)
        assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["ends_at"])
    assert phone.post("/staff/roles", {**body, "ends_at": "2026-05-20T10:00:00+08:00"}).status_code == 201
