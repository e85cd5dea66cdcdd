"""Who may judge what others write."""

from __future__ import annotations

from typing import Any

from backend.safety.checks import digest_of
from backend.safety.models import Complaint, TextCheck
from backend.suggestions.subjects import load
from tests.factories import make_activity, make_case, make_media
from tests.people import World

# fmt: off
ROWS = [
    # route                                  nobody member planner staff auditor admin foreign
    ("GET /console/safety/",                  "302 403 403 200 200 200 200"),
    ("GET /console/safety/?format=xlsx",      "302 403 403 200 200 200 200"),
    ("GET /console/safety/photos",            "302 403 403 200 200 200 200"),
    ("GET /console/safety/complaints",        "302 403 403 200 200 200 200"),
    ("POST /console/safety/texts",            "401 403 403 303 403 303 404", {"ids": "{check}", "verdict": "clear"}),
    ("POST /console/safety/photos",           "401 403 403 303 403 303 404", {"ids": "{photo}", "verdict": "clear"}),
    ("POST /console/safety/complaints",       "401 403 403 303 403 303 404", {"ids": "{complaint}", "verdict": "clear"}),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """A text, a photo and a complaint of the chamber's."""
    case = make_case(world.chamber, world.member)
    digest = digest_of(load([case.id])[case.id])
    same = {"subject_kind": "suggestion", "subject_id": case.id, "organization": world.chamber}
    check = TextCheck.create(**same, digest=digest, author=world.member, state="staff")
    complaint = Complaint.create(**same, member=world.organizer, reason="abuse")
    photo = make_media(make_activity(world.chamber), world.member, state="pending")
    return {"check": check.id, "complaint": complaint.id, "photo": photo.id}
