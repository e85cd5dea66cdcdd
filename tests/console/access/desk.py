"""Who may call what of the desk itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.desks.models import ConsoleSession
from tests.people import World

# fmt: off
ROWS = [
    # route                                       nobody member planner staff auditor admin foreign
    ("GET /console/",                              "302 403 302 302 302 302 302"),
    ("GET /console/start",                         "302 403 302 302 302 302 302"),
    ("GET /console/sessions",                      "302 403 200 200 200 200 200"),
    ("GET /console/sessions?format=xlsx",          "302 403 200 200 200 200 200"),
    ("POST /console/sessions/{session}/end",       "401 403 404 303 404 303 404"),
    ("GET /console/organizations-menu",            "302 403 200 200 200 200 200"),
    ("POST /console/view",                         "401 403 303 303 303 303 404", {"organization_id": "{chamber}"}),
    ("POST /console/lock",                         "401 403 303 303 303 303 303"),
    ("POST /console/sign-out",                     "401 403 303 303 303 303 303"),
    ("GET /console/no/such-page",                  "302 403 404 404 404 404 404"),
    ("GET /console/sign-in",                       "200 302 302 302 302 302 302"),
    ("GET /console/sign-in/box",                   "200 200 200 200 200 200 200"),
    ("POST /console/sign-in/follow",               "200 200 200 200 200 200 200"),
    ("GET /console/first/no-such-code",            "410 410 410 410 410 410 410"),
    ("POST /console/first/no-such-code",           "410 410 410 410 410 410 410"),
    ("GET /console/s/any-code",                    "200 200 200 200 200 200 200"),
    ("GET /console/assets/console.css",            "200 200 200 200 200 200 200"),
    ("GET /console/assets/vendor/htmx.js",         "200 200 200 200 200 200 200"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`session`: of somebody who holds a role in the street."""
    tomorrow = clock.now() + timedelta(days=1)
    session = ConsoleSession.create(token_hash="", member=world.staff, browser="Edge / Windows", expires_at=tomorrow)
    return {"session": session.id}
