"""Who may call what about members."""

from __future__ import annotations

from typing import Any

from backend.audiences.models import SavedFilter
from backend.audiences.services import create_tag
from backend.batches.services import Plan, plan_batch, start_batch
from backend.profiles.definitions import ensure_default_sections
from tests.people import World

# fmt: off
ROWS = [
    # route                                              nobody member planner staff auditor admin foreign
    ("GET /console/members",                              "302 403 403 200 200 200 200"),
    ("GET /console/members?format=xlsx",                  "302 403 403 200 200 200 200"),
    ("GET /console/members?open={member}",                "302 403 403 200 200 200 404"),
    ("GET /console/members?organization={chamber}",       "302 403 403 200 200 200 404"),
    ("GET /console/members/find?q=wm",                    "302 403 403 200 200 200 200"),
    ("GET /console/members/{member}",                     "302 403 403 200 200 200 404"),
    ("GET /console/members/{member}/unmask/phone",        "302 403 403 200 403 200 404"),
    ("POST /console/members/{member}/unmask/phone",       "401 403 403 200 403 200 404", {"reason": "通知改期"}),
    ("POST /console/members/{member}/name",               "401 403 403 303 403 303 404", {"name": "王敏敏"}),
    ("GET /console/members/{member}/sections/basics",     "302 403 403 200 403 200 404"),
    ("POST /console/members/{member}/sections/basics",    "401 403 403 303 403 303 404", {"area": "石桥街道"}),
    ("POST /console/members/bulk/export",                 "401 403 403 303 303 303 303", {"ids": "{member}"}),
    ("GET /console/members/new",                          "302 403 403 200 403 200 200"),
    ("GET /console/members/new/alike?name=王敏",          "302 403 403 200 403 200 200"),
    ("POST /console/members/new",                         "401 403 403 303 403 303 404", {"name": "钱多多", "organization_id": "{chamber}"}),
    ("GET /console/members/views",                        "302 403 403 200 200 200 200"),
    ("POST /console/members/views",                       "401 403 403 303 403 303 404", {"name": "新视图", "query": "organization={chamber}"}),
    ("POST /console/members/views/{shared}/delete",       "401 403 403 303 403 303 404"),
    ("POST /console/members/views/{own}/delete",          "401 403 403 303 404 404 404"),
    ("GET /console/members/bulk/tag",                     "302 403 403 302 302 302 302"),
    ("POST /console/members/bulk/tag",                    "401 403 403 200 403 200 200", {"ids": "{member}"}),
    ("POST /console/members/bulk/tag/plan",               "401 403 403 303 403 303 404", {"ids": "{member}", "tag_id": "{tag}"}),
    ("POST /console/members/bulk/leave/plan",             "401 403 403 303 403 303 404", {"ids": "{member}", "organization_id": "{chamber}"}),
    ("GET /console/members/batches",                      "302 403 403 200 200 200 200"),
    ("GET /console/members/batches/{batch}",              "302 403 403 200 200 200 404"),
    ("GET /console/members/batches/{draft}",              "302 403 403 200 404 404 404"),
    ("POST /console/members/batches/{draft}/run",         "401 403 403 303 404 404 404"),
    ("POST /console/members/batches/{batch}/undo",        "401 403 403 303 403 303 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """A tag and views of the chamber, and two acts of its staff: one done, one only planned."""
    ensure_default_sections()
    tag = create_tag(world.chamber.id, "骨干", world.staff.id)
    plan = Plan("tag", world.chamber.id, tag_id=tag.id)
    batch = start_batch(plan_batch(plan, [world.member.id], world.staff.id), world.staff.id)
    draft = plan_batch(plan, [world.organizer.id], world.staff.id)
    shared = SavedFilter.create(organization=world.chamber, name="大家的", definition={}, created_by=world.staff)
    own = SavedFilter.create(
        organization=world.chamber, name="我的", definition={}, created_by=world.staff, owner=world.staff
    )
    return {"tag": tag.id, "batch": batch.id, "draft": draft.id, "shared": shared.id, "own": own.id}
