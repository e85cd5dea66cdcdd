"""Who may call what of the dashboard."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.console.dashboard.links import make_screen_link
from backend.dashboard.services import keep_figures
from tests.people import World

# fmt: off
ROWS = [
    # route                                           nobody member planner staff auditor admin foreign
    ("GET /console/dashboard",                         "302 403 403 200 200 200 200"),
    ("GET /console/dashboard?organization={chamber}",  "302 403 403 200 200 200 404"),
    ("GET /console/dashboard?organization={district}", "302 403 403 404 404 200 404"),
    ("GET /console/dashboard?organization=x",          "302 403 403 404 404 404 404"),
    ("GET /console/dashboard/burden",                  "302 403 403 200 200 200 200"),
    ("GET /console/dashboard/organizations",           "302 403 403 200 200 200 200"),
    ("POST /console/dashboard/screen",                 "401 403 403 303 303 303 404", {"organization_id": "{chamber}"}),
    ("GET /console/screens/{screen}",                  "200 200 200 200 200 200 200"),
    ("GET /console/screens/no-such-link",              "404 404 404 404 404 404 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`screen`: the token of a link to the chamber's."""
    keep_figures()
    return {"district": world.district.id, "screen": make_screen_link(world.chamber.id, clock.now()).rpartition("/")[2]}
