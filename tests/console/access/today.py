"""Who may call what of Today."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.console.today.models import HeldAct
from tests.factories import make_activity, make_case, make_signup
from tests.people import World

# fmt: off
ROWS = [
    # route                                                  nobody member planner staff auditor admin foreign
    ("GET /console/today",                                    "302 403 200 200 200 200 200"),
    ("GET /console/today/aside",                              "302 403 200 200 200 200 200"),
    ("GET /console/today/words?of=complaints-1",              "302 403 200 200 200 200 200"),
    ("GET /console/today/cases_to_assign/{case}",             "302 403 404 200 200 200 404"),
    ("GET /console/today/signups_to_review/{signup}",         "302 403 200 200 200 200 404"),
    ("POST /console/today/signups_to_review/{signup}/decide", "401 403 303 303 403 303 404", {"act": "signups.approve"}),
    ("POST /console/today/cases_to_assign/{case}/decide",     "401 403 404 303 403 303 404", {"act": "cases.decline", "reason": "不属于职责", "version": "{version}"}),
    ("POST /console/today/undo",                              "401 403 409 303 409 409 409", {"batch": "{batch}"}),
    ("POST /console/today/held/{batch}/run",                  "401 403 404 200 404 404 404"),
    ("POST /console/today/held/{held}/seen",                  "401 403 303 303 303 303 303"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`batch`, `held`: of the staff; the others wait in the chamber."""
    case = make_case(world.chamber, world.member)
    signup = make_signup(make_activity(world.chamber, needs_review=True), world.member, "pending")
    held = HeldAct.create(
        batch=7,
        actor=world.staff,
        act="topics",
        subject="x:1",
        pending_subject="x:1",
        words="",
        due_at=clock.now() + timedelta(hours=1),
    )
    return {"case": case.id, "version": case.version, "signup": signup.id, "batch": 7, "held": held.id}
