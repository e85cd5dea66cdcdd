"""Who may call what of organizations, roles and sharing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.organizations.models import Role
from backend.sharing.models import OrganizationShare
from tests.factories import make_member, make_organization
from tests.people import World

_ROLE = {"member_id": "{member}", "organization_id": "{chamber}", "role": "staff", "period": "week"}
_SHARE = {
    "organization_id": "{chamber}",
    "with_organization_id": "{south}",
    "level": "people",
    "purpose": "联合活动",
    "until": "2026-05-20",
}
_NEW = {"name": "青年小组", "kind": "chapter"}

# fmt: off
ROWS = [
    # route                                                      nobody member planner staff auditor admin foreign
    ("GET /console/organizations",                               "302 403 403 200 200 200 200"),
    ("GET /console/organizations?open={chamber}",                "302 403 403 200 200 200 404"),
    ("GET /console/organizations/{chamber}/new",                  "302 403 403 403 403 200 404"),
    ("POST /console/organizations/{chamber}/new",                 "401 403 403 403 403 303 404", _NEW),
    ("GET /console/organizations/{chamber}/edit",                 "302 403 403 403 403 200 404"),
    ("POST /console/organizations/{chamber}/edit",                "401 403 403 403 403 303 404", _NEW),
    ("GET /console/organizations/{chamber}/move?to={south}",      "302 403 403 403 403 200 404"),
    ("GET /console/organizations/{chamber}/move?to={elsewhere}",  "302 403 403 403 403 404 404"),
    ("POST /console/organizations/{chamber}/move",                "401 403 403 403 403 303 404", {"parent_id": "{south}", "from_parent_id": "{street}"}),
    ("POST /console/organizations/{chamber}/move",                "401 403 403 403 403 404 404", {"parent_id": "{elsewhere}", "from_parent_id": "{street}"}),
    ("GET /console/organizations/roles",                          "302 403 403 403 403 200 200"),
    ("GET /console/organizations/roles?format=xlsx",              "302 403 403 403 403 200 200"),
    ("GET /console/organizations/roles/new?q=王&member_id={member}", "302 403 403 403 403 200 200"),
    ("POST /console/organizations/roles",                         "401 403 403 403 403 303 404", _ROLE),
    ("POST /console/organizations/roles/{role}/end",              "401 403 403 403 403 303 404"),
    ("GET /console/organizations/shares",                         "302 403 403 403 403 200 200"),
    ("GET /console/organizations/shares?format=xlsx",             "302 403 403 403 403 200 200"),
    ("GET /console/organizations/shares/new?q=商会",              "302 403 403 403 403 200 200"),
    ("POST /console/organizations/shares",                        "401 403 403 403 403 303 404", _SHARE),
    ("POST /console/organizations/shares/{given}/end",            "401 403 403 403 403 303 404"),
    ("POST /console/organizations/shares/{ended}/resume",         "401 403 403 403 403 303 404"),
    ("GET /console/organizations/shared",                         "302 403 403 200 200 200 200"),
    ("GET /console/organizations/shared?format=xlsx",             "302 403 403 200 200 200 200"),
    # Not even those who gave it look at it from the other side; what is over is gone for everybody.
    ("GET /console/organizations/shared/{given}",                 "302 403 403 404 404 404 200"),
    ("GET /console/organizations/shared/{given}?format=xlsx",     "302 403 403 404 404 404 200"),
    ("GET /console/organizations/shared/{ended}",                 "302 403 403 404 404 404 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`given` shows the chamber's people to the organization elsewhere; `ended` did."""
    terms = {
        "organization": world.chamber,
        "with_organization": world.elsewhere,
        "level": "people",
        "audience": {"organizations": [world.chamber.id]},
        "purpose": "联合活动",
        "ends_at": clock.now() + timedelta(days=7),
    }
    return {
        "south": make_organization("南湖街道", world.district).id,
        "elsewhere": world.elsewhere.id,
        "role": Role.create(member=make_member("代班人"), organization=world.chamber, name="auditor").id,
        "given": OrganizationShare.create(**terms).id,
        "ended": OrganizationShare.create(**{**terms, "purpose": "早先"}, revoked_at=clock.now()).id,
    }
