"""Invitations, as staff make and end them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.joining.models import Invitation
from backend.joining.services.invitations import ALPHABET
from tests.people import World
from tests.phone import Phone


def test_a_code_has_8_unmistakable_characters(world: World, as_staff: Phone) -> None:
    body = {"organization_id": str(world.chamber.id), "max_uses": 30, "days": 7}
    answer = as_staff.post("/staff/invitations", body)
    assert answer.status_code == 201, answer.text
    made = answer.get_json()
    assert re.fullmatch(f"[{ALPHABET}]{{8}}", made["code"])
    assert not set("01OIL") & set(ALPHABET)
    assert (made["max_uses"], made["used"], made["revoked_at"]) == (30, 0, None)
    assert made["expires_at"] == "2026-04-27T10:00:00+08:00"
    assert AuditEntry.get(AuditEntry.action == "create_invitation").actor_id == world.staff.id


def test_a_code_is_for_one_person_and_two_weeks_unless_said(world: World, as_staff: Phone) -> None:
    made = as_staff.post("/staff/invitations", {"organization_id": str(world.chamber.id)}).get_json()
    assert (made["max_uses"], made["expires_at"]) == (1, "2026-05-04T10:00:00+08:00")


@pytest.mark.parametrize(
    "change",
    [{"max_uses": 0}, {"max_uses": 1001}, {"days": 0}, {"days": 366}, {"max_uses": "many"}, {"organization_id": "x"}],
)
def test_bad_input_names_the_field(world: World, as_staff: Phone, change: dict[str, Any]) -> None:
    body = {"organization_id": str(world.chamber.id), **change}
    answer = as_staff.post("/staff/invitations", body)
    assert answer.status_code == 422
    assert set(change) <= answer.get_json()["errors"].keys()


def test_who_may_not_make_one(
    world: World, as_auditor: Phone, as_foreign_staff: Phone, as_member: Phone, client: Phone, as_staff: Phone
) -> None:
    body = {"organization_id": str(world.chamber.id)}
    assert as_auditor.post("/staff/invitations", body).status_code == 403
    assert as_foreign_staff.post("/staff/invitations", body).status_code == 404
    assert as_member.post("/staff/invitations", body).status_code == 403
    assert client.post("/staff/invitations", body).status_code == 401
    assert as_staff.post("/staff/invitations", {"organization_id": str(world.district.id)}).status_code == 404
    assert Invitation.select().count() == 0


def test_revoking_ends_it_and_may_be_repeated(
    world: World, as_staff: Phone, as_foreign_staff: Phone, as_auditor: Phone, as_visitor: Phone
) -> None:
    made = as_staff.post("/staff/invitations", {"organization_id": str(world.chamber.id)}).get_json()
    assert as_foreign_staff.delete(f"/staff/invitations/{made['id']}").status_code == 404
    assert as_auditor.delete(f"/staff/invitations/{made['id']}").status_code == 403
    for _ in range(2):
        assert as_staff.delete(f"/staff/invitations/{made['id']}").status_code == 204
    assert as_visitor.get(f"/join/invitations/{made['code']}").status_code == 410
    assert AuditEntry.select().where(AuditEntry.action == "revoke_invitation").count() == 1
    for number in ("1", "9" * 23):
        assert as_staff.delete(f"/staff/invitations/{number}").status_code == 404


def test_the_list_is_of_the_scope_and_costs_the_same_for_any_number(
    world: World, as_staff: Phone, as_foreign_staff: Phone, count_statements: Any
) -> None:
    as_staff.post("/staff/invitations", {"organization_id": str(world.chamber.id)})
    with count_statements() as few:
        assert as_staff.get("/staff/invitations").get_json()["total"] == 1
    for _ in range(5):
        as_staff.post("/staff/invitations", {"organization_id": str(world.library.id)})
    with count_statements() as many:
        assert as_staff.get("/staff/invitations").get_json()["total"] == 6
    assert len(many) == len(few)
    only = as_staff.get(f"/staff/invitations?organization_id={world.library.id}&page_size=2").get_json()
    assert (only["total"], len(only["items"])) == (5, 2)
    assert as_foreign_staff.get("/staff/invitations").get_json()["total"] == 0
