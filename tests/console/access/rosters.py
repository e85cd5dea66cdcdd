"""Who may call what of importing people."""

from __future__ import annotations

from typing import Any

from backend.profiles.definitions import ensure_default_sections
from backend.rosters import batches
from backend.rosters.models import RosterImport
from tests.people import World
from tests.rosters.conftest import workbook

# fmt: off
ROWS = [
    # route                                              nobody member planner staff auditor admin foreign
    ("GET /console/members/import",                       "302 403 403 200 200 200 200"),
    ("GET /console/members/import?format=xlsx",           "302 403 403 200 200 200 200"),
    ("GET /console/members/import/new",                   "302 403 403 200 403 200 200"),
    ("POST /console/members/import/new",                  "401 403 403 422 403 422 404", {"organization_id": "{chamber}"}),
    ("GET /console/members/import/{mapping}",             "302 403 403 200 200 200 404"),
    ("GET /console/members/import/{ready}",               "302 403 403 200 200 200 404"),
    ("GET /console/members/import/{ready}?format=xlsx",   "302 403 403 200 200 200 404"),
    ("GET /console/members/import/{done}",                "302 403 403 200 200 200 404"),
    ("GET /console/members/import/{ready}/progress",      "302 403 403 200 200 200 404"),
    ("GET /console/members/import/{ready}/left-out.xlsx", "302 403 403 200 403 200 404"),
    ("POST /console/members/import/{mapping}/columns",    "401 403 403 303 403 303 404", {"column_1": "name", "column_2": "phone"}),
    ("POST /console/members/import/{ready}/back",         "401 403 403 303 403 303 404"),
    ("POST /console/members/import/{ready}/apply",        "401 403 403 303 403 303 404"),
    ("POST /console/members/import/{ready}/cancel",       "401 403 403 303 403 303 404"),
    ("POST /console/members/import/{done}/undo",          "401 403 403 303 403 303 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """Three imports of the chamber: whose columns are being chosen, previewed, and done."""
    ensure_default_sections()
    made: dict[str, Any] = {"chamber": world.chamber.id}
    for number, name in enumerate(("mapping", "ready", "done")):
        file = workbook(("钱多多", f"1990000200{number}"), header=("姓名", "手机"))
        roster = batches.start_import(file, world.chamber.id, "名册.xlsx", world.staff.id)
        if name != "mapping":
            batches.preview_import(roster, {1: "name", 2: "phone"})
            batches.advance(roster.id, 10)
        if name == "done":
            batches.apply_import(RosterImport.get_by_id(roster.id), world.staff.id)
            batches.advance(roster.id, 10)
        made[name] = roster.id
    return made
