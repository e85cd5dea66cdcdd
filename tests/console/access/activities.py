"""Who may call what of activities."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.activities.services.plan_copies import keep_copy
from tests.factories import make_activity, make_media, make_member, make_organizer, make_signup
from tests.people import World

_PLAN = {"title": "改过的名称", "venue": "三楼", "starts_at": "2030-05-01T14:00", "ends_at": "2030-05-01T16:00"}

# fmt: off
ROWS = [
    # route                                                  nobody member planner staff auditor admin foreign
    ("GET /console/activities",                               "302 403 200 200 200 200 200"),
    ("GET /console/activities?format=xlsx",                   "302 403 200 200 200 200 200"),
    ("GET /console/activities?open={draft}",                  "302 403 200 200 200 200 404"),
    ("GET /console/activities/calendar",                      "302 403 200 200 200 200 200"),
    ("GET /console/activities/new",                           "302 403 200 200 403 200 200"),
    ("GET /console/activities/new?copy={copy}",               "302 403 404 200 403 404 404"),
    ("POST /console/activities/new",                          "401 403 303 303 403 303 404", {**_PLAN, "organization_id": "{chamber}"}),
    ("POST /console/activities/keep",                         "401 403 200 200 403 200 404", {"title": "新", "activity_id": "{draft}"}),
    ("POST /console/activities/keep",                         "401 403 200 200 403 200 200", {"title": "新"}),
    ("POST /console/activities/preview",                      "401 403 200 200 403 200 404", {"title": "新", "activity_id": "{draft}"}),
    ("POST /console/activities/copies/{copy}/drop",           "401 403 303 303 404 303 303"),
    ("GET /console/activities/{draft}",                       "302 403 200 200 200 200 404"),
    ("GET /console/activities/{above}",                       "302 403 404 404 404 200 404"),
    ("GET /console/activities/{draft}/plan",                  "302 403 200 200 403 200 404"),
    ("GET /console/activities/{cancelled}/plan",              "302 403 403 403 403 403 404"),
    ("POST /console/activities/{draft}/plan",                 "401 403 303 303 403 303 404", _PLAN),
    ("POST /console/activities/{draft}/plan/discard",         "401 403 303 303 403 303 404"),
    ("POST /console/activities/{draft}/media/{cover}/remove", "401 403 303 303 403 303 404"),
    ("POST /console/activities/{open}/media/{photo}/remove",  "401 403 403 303 403 303 404"),
    ("POST /console/activities/{draft}/media/{photo}/remove", "401 403 404 404 403 404 404"),
    ("GET /console/activities/{draft}/questions",             "302 403 200 200 200 200 404"),
    ("POST /console/activities/{draft}/questions",            "401 403 303 303 403 303 404", {"do": "add", "kind": "text"}),
    ("POST /console/activities/{cancelled}/questions",        "401 403 403 403 403 403 404", {"do": "add", "kind": "text"}),
    ("POST /console/activities/{draft}/questions/preview",    "401 403 200 200 200 200 404"),
    ("GET /console/activities/{draft}/questions/changes",     "302 403 204 204 204 204 404"),
    ("POST /console/activities/{draft}/questions/drop",       "401 403 303 303 403 303 404"),
    ("GET /console/activities/{draft}/publish",               "302 403 200 200 403 200 404"),
    ("POST /console/activities/{draft}/publish",              "401 403 303 303 403 303 404"),
    ("GET /console/activities/{open}/cancel",                 "302 403 200 200 403 200 404"),
    ("POST /console/activities/{open}/cancel",                "401 403 303 303 403 303 404", {"reason": "场地维修"}),
    ("GET /console/activities/{open}/copy",                   "302 403 200 200 403 200 404"),
    ("POST /console/activities/{open}/copy",                  "401 403 303 303 403 303 404", {"starts_at": "2030-05-01T14:00", "client_ref": "reference"}),
    ("GET /console/activities/{open}/history",                "302 403 200 200 200 200 404"),
    ("GET /console/activities/{open}/signups",                "302 403 200 200 200 200 404"),
    ("GET /console/activities/{open}/signups?format=xlsx",    "302 403 200 200 200 200 404"),
    ("GET /console/activities/{open}/signups?open={pending}", "302 403 200 200 200 200 404"),
    ("GET /console/activities/{draft}/signups?open={pending}", "302 403 404 404 404 404 404"),
    ("GET /console/activities/{open}/signups.xlsx",           "302 403 200 200 200 200 404"),
    ("POST /console/activities/{open}/signups/decide",        "401 403 303 303 403 303 404", {"ids": "{pending}", "verdict": "approve"}),
    ("POST /console/activities/{open}/signups/undo",          "401 403 409 409 403 409 404", {"batch": "1"}),
    ("GET /console/activities/{open}/signups/add",            "302 403 403 200 403 200 404"),
    ("POST /console/activities/{open}/signups/add",           "401 403 403 303 403 303 404", {"member_id": "{newcomer}"}),
    ("GET /console/activities/{open}/door",                   "302 403 200 200 200 200 404"),
    ("GET /console/activities/{open}/door/live",              "302 403 200 200 200 200 404"),
    ("POST /console/activities/{open}/door/tick",             "401 403 303 303 403 303 404", {"signup_id": "{approved}", "client_ref": "reference"}),
    ("POST /console/activities/{draft}/door/tick",            "401 403 404 404 403 404 404", {"signup_id": "{approved}", "client_ref": "reference"}),
    ("POST /console/activities/{open}/door/undo",             "401 403 404 404 403 404 404", {"scan_id": "1", "client_ref": "reference"}),
    ("POST /console/activities/{open}/door/walk-in",          "401 403 303 303 403 303 404", {"name": "来宾", "client_ref": "reference"}),
    ("POST /console/activities/{open}/organizers",            "401 403 303 303 403 303 404", {"member_id": "{newcomer}"}),
    ("POST /console/activities/{open}/organizers/{member}/remove", "401 403 303 303 403 303 404"),
    ("GET /console/activities/{open}/report",                 "302 403 200 200 200 200 404"),
    ("POST /console/activities/{open}/report/link",           "401 403 200 200 403 200 404"),
    ("POST /console/activities/{over}/report/close",          "401 403 303 303 403 303 404"),
    ("POST /console/activities/{open}/photos/{photo}/clear",  "401 403 403 303 403 303 404"),
    ("POST /console/activities/{draft}/photos/{photo}/block", "401 403 403 404 403 404 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """Activities of the chamber by their state (`open` lets people in), one of the district above, and what hangs on
    them; `copy`: what the staff have begun and not saved."""
    now = clock.now()
    begins = now + timedelta(minutes=30)
    opened = make_activity(
        world.chamber, starts_at=begins, checkin_opens_at=now, needs_review=True, allows_walk_ins=True, capacity=50
    )
    draft = make_activity(world.chamber, state="draft")
    make_organizer(opened, world.member)
    keep_copy(1, world.staff.id, None, {"title": ["新"]}, {})
    over = make_activity(world.chamber, starts_at=now - timedelta(days=1))
    return {
        "open": opened.id,
        "draft": draft.id,
        "cancelled": make_activity(world.chamber, state="cancelled").id,
        "over": over.id,
        "above": make_activity(world.district).id,
        "copy": 1,
        "pending": make_signup(opened, make_member("甲", organization=world.chamber), "pending").id,
        "approved": make_signup(opened, world.member).id,
        "newcomer": make_member("新人", organization=world.chamber).id,
        "cover": make_media(draft, world.staff, "cover", state="clear").id,
        "photo": make_media(opened, world.member, "photo", state="pending").id,
    }
