"""A company of the chamber: 李建国 represents it, 王敏 acts for him."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from backend.companies.models import Company, CompanyDelegate, Standing
from backend.companies.services import create_company, put_delegate, put_representative
from backend.companies.standings import standing_of
from backend.scope import load_scope
from tests.people import World

# Made for tests: the check character fits.
CODE = "91330106MA2XXXXX05"


class Firm(NamedTuple):
    company: Company
    standing: Standing


def make_company(world: World, name: str = "清河机械有限公司", **values: Any) -> Firm:
    organization = values.pop("organization", world.chamber)
    company = create_company(organization.id, world.staff.id, {"name": name, **values})
    return Firm(company, standing_of(company))


@pytest.fixture
def firm(world: World) -> Firm:
    """Its term ends on 2026-05-31; 李建国 is its chairman, 王敏 his delegate."""
    made = make_company(world, starts_on="2025-06-01", ends_on="2026-05-31")
    scope = load_scope(world.staff.id)
    put_representative(made.company, world.organizer.id, world.staff.id, scope, {"position": "董事长"})
    put_delegate(made.company, world.member.id, world.organizer.id, world.staff.id, scope, {})
    return made


@pytest.fixture
def delegation(firm: Firm) -> CompanyDelegate:
    found: CompanyDelegate = CompanyDelegate.get(CompanyDelegate.company == firm.company)
    return found
