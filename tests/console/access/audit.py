"""Who may read the audit trail."""

from __future__ import annotations

from typing import Any

from backend.audit.models import AuditEntry
from tests.people import World

# fmt: off
ROWS = [
    # route                                       nobody member planner staff auditor admin foreign
    ("GET /console/audit",                         "302 403 403 200 200 200 200"),
    ("GET /console/audit?format=xlsx",             "302 403 403 200 200 200 200"),
    ("GET /console/audit?open={entry}",            "302 403 403 200 200 200 404"),
    ("GET /console/audit?open={nobodys}",          "302 403 403 404 404 200 200"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`entry`: of the chamber. `nobodys`: of no organization and about nobody."""
    entry = AuditEntry.create(action="tag.created", subject_kind="tag", organization=world.chamber)
    nobodys = AuditEntry.create(action="day.set", subject_kind="day")
    return {"entry": entry.id, "nobodys": nobodys.id}
