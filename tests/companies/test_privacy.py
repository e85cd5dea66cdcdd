"""What a person takes along of it, and what is left when they leave."""

from __future__ import annotations

from backend.companies.models import Company, CompanyDelegate, CompanyRepresentative, Dues, Standing
from backend.companies.services import set_contact
from backend.companies.standings import open_standing, record_dues
from backend.scope import load_scope
from tests.companies.conftest import Firm
from tests.people import World
from tests.phone import Phone


def test_it_is_in_ones_own_export(firm: Firm, world: World, as_member: Phone, as_organizer: Phone) -> None:
    scope = load_scope(world.staff.id)
    standing = open_standing(world.chamber.id, world.member.id, world.staff.id, scope, "2026-01-01", "2026-12-31")
    record_dues(standing, world.staff.id, year=2026, amount=20_050, paid_on="2026-01-05", note="收据 7")
    mine, theirs = (phone.get("/me/export").json["data"] for phone in (as_member, as_organizer))
    line = {"company": "清河机械有限公司", "delegate": "王敏", "for": "李建国", "from": None, "to": None}
    assert mine["delegations"] == theirs["delegations"] == [line]
    assert theirs["companies_represented"] == [
        {"company": "清河机械有限公司", "position": "董事长", "from": None, "to": None}
    ]
    paid = [{"year": 2026, "amount": 200.5, "paid_on": "2026-01-05", "note": "收据 7"}]
    assert mine["standings"] == [
        {"organization": "石桥商会", "state": "active", "from": "2026-01-01", "to": "2026-12-31", "dues": paid}
    ]
    assert (mine["companies_represented"], theirs["standings"]) == ([], [])


def test_whoever_leaves_represents_nobody_and_what_was_paid_stays_counted(
    firm: Firm, world: World, as_organizer: Phone
) -> None:
    scope = load_scope(world.staff.id)
    standing = open_standing(world.chamber.id, world.organizer.id, world.staff.id, scope, None, None)
    record_dues(standing, world.staff.id, year=2026, amount=20_000, paid_on="2026-01-05", note="李建国交来")
    set_contact(firm.company, world.organizer.id, world.staff.id)
    assert as_organizer.delete("/me", {"confirm": "注销"}).status_code == 204
    assert CompanyRepresentative.select().count() == CompanyDelegate.select().count() == 0
    assert Company.get().contact_id is None
    assert Standing.get_by_id(standing.id).state == "left"
    assert [(one.amount, one.note) for one in Dues.select()] == [(20_000, "")]


def test_a_delegate_who_leaves_acts_for_nobody(firm: Firm, as_member: Phone) -> None:
    assert as_member.delete("/me", {"confirm": "注销"}).status_code == 204
    assert CompanyDelegate.select().count() == 0
    assert CompanyRepresentative.select().count() == 1
