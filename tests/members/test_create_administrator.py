"""The first administrator, made from the command line."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.errors import InvalidInput
from backend.members.models import Member
from backend.members.services import AdministratorUnclear, create_administrator
from backend.organizations.models import Role
from tests.factories import make_member
from tests.people import World


def test_a_new_person_gets_the_role_once(world: World) -> None:
    first = create_administrator("钱主任", "199 0000 0081", world.district.id)
    assert create_administrator("钱主任", "19900000081", world.district.id) == first
    assert Role.select().where(Role.member == first, Role.name == "administrator").count() == 1
    assert (
        AuditEntry.select().where(AuditEntry.action == "grant_role", AuditEntry.actor_kind == "operator").count() == 1
    )


def test_a_person_on_the_roster_is_not_made_twice(world: World) -> None:
    row = make_member("钱主任", "19900000081", world.chamber)
    assert create_administrator("钱 主任", "19900000081", world.district.id) == row.id


def test_a_number_of_somebody_else_is_refused(world: World) -> None:
    before = Member.select().count()
    with pytest.raises(AdministratorUnclear):
        create_administrator("别人", "19900000001", world.district.id)
    with pytest.raises(InvalidInput):
        create_administrator("钱主任", "110", world.district.id)
    assert Member.select().count() == before
