"""Who may read and change companies, their people, terms and dues."""

from __future__ import annotations

from typing import Any

from backend.companies.models import CompanyDelegate
from backend.companies.services import create_company, put_delegate, put_representative
from backend.companies.standings import record_dues, standing_of
from backend.scope import load_scope
from tests.people import World

_NEW = {"organization_id": "{chamber}", "name": "新单位"}
_DUES = {"year": "2026", "amount": "500", "paid_on": "2026-01-05"}

# fmt: off
ROWS = [
    # route                                                                   nobody member planner staff auditor admin foreign
    ("GET /console/companies",                                                 "302 403 403 200 200 200 200"),
    ("GET /console/companies?open={company}",                                  "302 403 403 200 200 200 404"),
    ("GET /console/companies?format=xlsx",                                     "302 403 403 200 200 200 200"),
    ("GET /console/companies/new",                                             "302 403 403 200 200 200 200"),
    ("POST /console/companies/new",                                            "401 403 403 303 403 303 404", _NEW),
    ("GET /console/companies/people?field=member_id&find=王",                  "302 403 403 200 200 200 200"),
    ("GET /console/companies/{company}",                                       "302 403 403 200 200 200 404"),
    ("GET /console/companies/{company}/edit",                                  "302 403 403 200 403 200 404"),
    ("POST /console/companies/{company}/edit",                                 "401 403 403 303 403 303 404", {"name": "新名称"}),
    ("POST /console/companies/{company}/representatives",                      "401 403 403 303 403 303 404", {"member_id": "{member}"}),
    ("POST /console/companies/{company}/representatives/{organizer}/remove",   "401 403 403 303 403 303 404"),
    ("POST /console/companies/{company}/delegates",                            "401 403 403 303 403 303 404", {"delegate_id": "{member}", "principal_id": "{organizer}"}),
    ("POST /console/companies/{company}/delegates/{delegation}/remove",        "401 403 403 303 403 303 404"),
    ("POST /console/companies/{company}/contact",                              "401 403 403 303 403 303 404", {"member_id": "{organizer}"}),
    ("POST /console/companies/standings/{standing}/term",                      "401 403 403 303 403 303 404", {"ends_on": "2027-12-31"}),
    ("POST /console/companies/standings/{standing}/state",                     "401 403 403 303 403 303 404", {"state": "left"}),
    ("POST /console/companies/standings/{standing}/dues",                      "401 403 403 303 403 303 404", _DUES),
    ("POST /console/companies/standings/{standing}/dues/2025/remove",          "401 403 403 303 403 303 404"),
    ("POST /console/companies/standings",                                      "401 403 403 303 403 303 404", {"organization_id": "{chamber}", "member_id": "{member}"}),
    ("GET /console/companies/lapses",                                          "302 403 403 200 200 200 200"),
    ("GET /console/companies/lapses?open={standing}",                          "302 403 403 200 200 200 404"),
    ("GET /console/companies/lapses?format=xlsx",                              "302 403 403 200 200 200 200"),
    ("POST /console/companies/lapses/renew",                                   "401 403 403 303 403 303 303", {"ids": "{standing}", "ends_on": "2027-12-31"}),
    ("POST /console/companies/lapses/undo",                                    "401 403 403 303 403 303 409", {"ends_on": "2026-05-31", "before": "{standing}:2025-05-31"}),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """A company of the chamber that 李建国 represents; 王敏 acts for him."""
    company = create_company(world.chamber.id, world.staff.id, {"name": "清河机械", "ends_on": "2026-05-31"})
    scope = load_scope(world.staff.id)
    put_representative(company, world.organizer.id, world.staff.id, scope, {})
    put_delegate(company, world.member.id, world.organizer.id, world.staff.id, scope, {})
    standing = standing_of(company)
    record_dues(standing, world.staff.id, year=2025, amount=50_000, paid_on="2025-01-05")
    return {
        "company": company.id,
        "standing": standing.id,
        "organizer": world.organizer.id,
        "delegation": CompanyDelegate.get().id,
    }
