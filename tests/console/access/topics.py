"""Who may call what of topics."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from tests.factories import make_topic
from tests.people import World

_TIMES = {"opens_at": "2026-04-21T09:00", "closes_at": "2026-05-05T18:00"}
_NEW = {"organization_id": "{chamber}", "title": "停车难怎么办", "client_ref": "one", **_TIMES}
_MEETING = {"title": "恳谈会", "starts_at": "2026-05-10T14:00", "ends_at": "2026-05-10T16:00"}

# fmt: off
ROWS = [
    # route                                    nobody member planner staff auditor admin foreign
    ("GET /console/topics",                     "302 403 403 200 200 200 200"),
    ("GET /console/topics?format=xlsx",         "302 403 403 200 200 200 200"),
    ("GET /console/topics/new",                 "302 403 403 200 404 200 200"),
    ("POST /console/topics/new",                "401 403 403 303 403 303 404", _NEW),
    ("GET /console/topics/{topic}",             "302 403 403 200 200 200 404"),
    ("GET /console/topics/{draft}/edit",        "302 403 403 200 403 200 404"),
    ("POST /console/topics/{draft}/edit",       "401 403 403 303 403 303 404", {"title": "停车难", **_TIMES}),
    ("GET /console/topics/{draft}/publish",     "302 403 403 200 403 200 404"),
    ("POST /console/topics/{draft}/publish",    "401 403 403 303 403 303 404"),
    ("POST /console/topics/{over}/results",     "401 403 403 303 403 303 404", {"summary": "大家同意。"}),
    ("POST /console/topics/{topic}/close",      "401 403 403 303 403 303 404"),
    ("POST /console/topics/{topic}/end",        "401 403 403 303 403 303 404", {"closes_at": "2026-05-05T18:00"}),
    ("GET /console/topics/{topic}/activity",    "302 403 403 200 403 200 404"),
    ("POST /console/topics/{topic}/activity",   "401 403 403 303 403 303 404", _MEETING),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`topic` runs, `draft` is none yet, `over` is past its end."""
    now = clock.now()
    over = make_topic(world.chamber, opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))
    return {
        "topic": make_topic(world.chamber).id,
        "draft": make_topic(world.chamber, state="draft").id,
        "over": over.id,
    }
