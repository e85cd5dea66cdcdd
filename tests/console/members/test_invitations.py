"""Inviting at the desk: a code made, handed on, and ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import clock
from backend.audit.models import AuditEntry
from backend.joining.models import Invitation
from backend.joining.services.invitations import create_invitation
from backend.organizations.models import Organization
from tests.desk import words
from tests.people import World

LIST = "/console/members/invitations"


def make(world: World, most: int = 5) -> Invitation:
    return create_invitation(world.chamber.id, world.staff.id, most, clock.now() + timedelta(days=7))


def test_a_code_is_made_and_shown_with_the_words_to_send(desk: Any, world: World) -> None:
    staff = desk("staff")
    form = {"organization_id": world.chamber.id, "max_uses": "12", "days": "30"}
    response = staff.post(f"{LIST}/new", **form)
    made = Invitation.get()
    assert (made.organization_id, made.max_uses, made.created_by_id) == (world.chamber.id, 12, world.staff.id)
    assert timedelta(days=29) < made.expires_at - clock.now() < timedelta(days=31)
    page = staff.page(response.location)
    assert words(page.select_one(".invitation-code")) == made.code
    assert made.code in page.select_one("#words").text
    assert world.chamber.name in page.select_one("#words").text
    assert page.select_one("svg.qr path")["d"]
    assert words(staff.page(LIST).select_one("a.opens")) == made.code
    assert staff.page("/console/members").select_one(f'a[href="{LIST}"]')


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"max_uses": "0"}, "max_uses"), ({"max_uses": "x"}, "max_uses"), ({"days": "8"}, "days"), ({"days": ""}, "days")],
)
def test_a_wrong_form_keeps_what_was_typed(desk: Any, world: World, wrong: dict[str, str], field: str) -> None:
    form = {"organization_id": str(world.chamber.id), "max_uses": "12", "days": "30"} | wrong
    response = desk("staff").post(f"{LIST}/new", **form)
    assert response.status_code == 422
    assert f'id="error-{field}"' in response.text
    assert f'value="{world.chamber.id}" selected' in response.text
    assert not Invitation.select().exists()


def test_a_code_is_ended_once(desk: Any, world: World) -> None:
    made = make(world)
    staff = desk("staff")
    for _ in range(2):
        assert staff.post(f"{LIST}/{made.id}/end").status_code == 303
    assert Invitation.get().revoked_at is not None
    assert AuditEntry.select().where(AuditEntry.action == "revoke_invitation").count() == 1
    assert "已停用" in staff.page(LIST).text
    assert not staff.page(f"{LIST}/{made.id}").select("form[data-confirm]")


def test_states_and_scope(desk: Any, world: World) -> None:
    used, fine = make(world, most=1), make(world)
    Invitation.update(used=1).where(Invitation.id == used.id).execute()
    staff = desk("staff")
    assert fine.code in staff.page(LIST, state="open").text
    assert used.code not in staff.page(LIST, state="open").text
    assert fine.code not in staff.page(LIST, state="ended").text
    assert "已用完" in staff.page(LIST, state="ended").text
    assert fine.code not in desk("foreign_staff").page(LIST).text
    # A code lets in whoever has it.
    assert fine.code not in desk("auditor").page(LIST).text
    assert desk("foreign_staff").post(f"{LIST}/{fine.id}/end").status_code == 404
    assert Invitation.get_by_id(fine.id).revoked_at is None


def test_names_are_text(desk: Any, world: World) -> None:
    hostile = '<script>alert(1)</script>"><img src=x>'
    Organization.update(name=hostile).where(Organization.id == world.chamber.id).execute()
    made = make(world)
    for path in (LIST, f"{LIST}/new", f"{LIST}/{made.id}"):
        page = desk("staff").page(path)
        assert not page.select("main img, main script")
        assert hostile in page.text or hostile in str([one.text for one in page.select("option, textarea")])
