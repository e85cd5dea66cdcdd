"""Who may call what about messages."""

from __future__ import annotations

from typing import Any

from backend.push.models import Delivery, Notification
from backend.push.services import News, notify
from tests.people import World

# fmt: off
ROWS = [
    # route                                            nobody member planner staff auditor admin foreign
    ("GET /console/push/",                              "302 403 403 200 200 200 200"),
    ("GET /console/push/people?kind=activity_changed&subject=activity:1&occurrence=1", "302 403 403 200 200 200 404"),
    ("GET /console/push/sent",                          "302 403 403 200 200 200 200"),
    ("GET /console/push/sent?format=xlsx",              "302 403 403 200 200 200 200"),
    ("GET /console/push/sent?open={told}",              "302 403 403 200 200 200 404"),
    ("GET /console/push/sent/{told}",                   "302 403 403 200 200 200 404"),
    ("GET /console/push/sent/{told}?format=xlsx",       "302 403 403 200 200 200 404"),
    ("POST /console/push/sent/{told}/call",             "401 403 403 303 403 303 404", {"member_id": "{member}", "outcome": "reached"}),
    ("POST /console/push/sent/{told}/retry",            "401 403 403 303 403 303 404"),
    ("GET /console/push/stuck",                         "302 403 403 200 200 200 200"),
    ("GET /console/push/stuck?open={stuck}",            "302 403 403 200 200 200 404"),
    ("POST /console/push/stuck/retry",                  "401 403 403 303 403 303 303", {"ids": "{stuck}"}),
    ("POST /console/push/stuck/retry-all",              "401 403 403 303 403 303 303", {"reason": "47003"}),
    ("POST /console/push/stuck/drop",                   "401 403 403 303 403 303 303", {"ids": "{stuck}", "reason": "已电话通知"}),
    ("GET /console/push/rules",                         "302 403 403 200 200 200 200"),
    ("GET /console/push/rules/pause",                   "302 403 403 200 403 200 200"),
    ("POST /console/push/rules/pause",                  "401 403 403 303 403 303 404", {"what": "all", "organization_id": "{chamber}", "reason": "正在核对"}),
    ("POST /console/push/rules/pause",                  "401 403 403 403 403 403 403", {"what": "all", "reason": "正在核对"}),
    ("POST /console/push/rules/resume",                 "401 403 403 303 403 303 404", {"what": "all", "organization_id": "{chamber}"}),
    ("GET /console/push/templates",                     "302 403 403 200 200 200 200"),
    ("POST /console/push/templates/check",              "401 403 403 303 403 303 303"),
    ("POST /console/push/templates/sync",               "401 403 403 403 403 403 403"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`told`: something of the chamber; `stuck`: a message of it that failed."""
    values = {"title": "春季企业家沙龙"}
    news = News("activity_changed", "activity:1", values, "1", organization_id=world.chamber.id)
    notify(news, [world.member.id, world.organizer.id])
    told = Notification.get()
    stuck = Delivery.get(Delivery.member == world.member)
    Delivery.update(state="failed", error_code=47003).where(Delivery.id == stuck.id).execute()
    return {"told": told.id, "stuck": stuck.id}
