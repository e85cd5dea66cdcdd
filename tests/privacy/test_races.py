"""People who leave at the same moment."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.organizations.models import Role
from backend.privacy.services import delete_account
from tests.factories import make_role
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together


@pytest.mark.parametrize("_attempt", range(4))
def test_of_two_last_administrators_who_leave_at_once_one_stays(
    as_administrator: Phone, world: World, _attempt: int
) -> None:
    make_role(world.organizer, world.district, "administrator")
    other = world.phone("organizer")
    answers = run_together(
        [
            lambda: as_administrator.delete("/me", {"confirm": "注销"}).status_code,
            lambda: other.delete("/me", {"confirm": "注销"}).status_code,
        ]
    )
    assert sorted(answers) == [204, 409]
    assert Role.select().where(Role.organization == world.district, Role.name == "administrator").count() == 1


def test_leaving_twice_at_once_is_leaving_once(as_member: Phone, world: World) -> None:
    account_id = as_member.account_id or 0
    run_together([lambda: delete_account(world.member.id, account_id) for _ in range(4)])
    assert AuditEntry.select().where(AuditEntry.action == "delete_account").count() == 1
