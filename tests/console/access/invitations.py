"""Who may call what of inviting people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.joining.services.invitations import create_invitation
from tests.people import World

_NEW = {"organization_id": "{chamber}", "max_uses": "5", "days": "7"}

# fmt: off
ROWS = [
    # route                                              nobody member planner staff auditor admin foreign
    ("GET /console/members/invitations",                  "302 403 403 200 200 200 200"),
    ("GET /console/members/invitations?format=xlsx",      "302 403 403 200 200 200 200"),
    ("GET /console/members/invitations/new",              "302 403 403 200 403 200 200"),
    ("POST /console/members/invitations/new",             "401 403 403 303 403 303 404", _NEW),
    ("GET /console/members/invitations/{invitation}",     "302 403 403 200 403 200 404"),
    ("POST /console/members/invitations/{invitation}/end", "401 403 403 303 403 303 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """A code of the chamber."""
    ends = clock.now() + timedelta(days=7)
    return {"invitation": create_invitation(world.chamber.id, world.staff.id, 5, ends).id}
