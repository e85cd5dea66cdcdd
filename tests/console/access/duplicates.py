"""Who may call what of duplicates and merges."""

from __future__ import annotations

from typing import Any

from backend.merging.duplicates import find_lookalikes
from backend.merging.services import merge_members
from backend.scope import load_scope
from tests.factories import make_member
from tests.people import World

_PAIR = {"one": "{one}", "other": "{other}"}
_BOTH = {"kept": "{one}", "gone": "{other}"}

# fmt: off
ROWS = [
    # route                                                         nobody member planner staff auditor admin foreign
    ("GET /console/members/duplicates",                              "302 403 403 200 200 200 200"),
    ("GET /console/members/duplicates?format=xlsx",                  "302 403 403 200 200 200 200"),
    ("POST /console/members/duplicates/distinct",                    "401 403 403 303 403 303 404", _PAIR),
    ("POST /console/members/duplicates/show-again",                  "401 403 403 303 403 303 404", _PAIR),
    ("GET /console/members/duplicates/merge?kept={one}&gone={other}", "302 403 403 200 403 200 404"),
    ("POST /console/members/duplicates/merge",                       "401 403 403 303 403 303 404", _BOTH),
    ("GET /console/members/duplicates/merges",                       "302 403 403 200 200 200 200"),
    ("GET /console/members/duplicates/merges?open={merge}",          "302 403 403 200 200 200 404"),
    ("GET /console/members/duplicates/merges?format=xlsx",           "302 403 403 200 200 200 200"),
    ("POST /console/members/duplicates/merges/{merge}/undo",         "401 403 403 303 403 303 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """Two records of one sound in the chamber, and two that are merged."""
    one, other = (make_member("钱多多", f"1990000200{number}", world.chamber) for number in range(2))
    kept, gone = (make_member("孙少少", f"1990000300{number}", world.chamber) for number in range(2))
    find_lookalikes()
    merge = merge_members(kept.id, gone.id, {}, load_scope(world.staff.id), world.staff.id)
    return {"one": one.id, "other": other.id, "merge": merge.id}
