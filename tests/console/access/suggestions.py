"""Who may call what of suggestions."""

from __future__ import annotations

from typing import Any

from backend.cases.models import Case, ReplyTemplate
from tests.factories import make_case
from tests.people import World

_TEMPLATE = {
    "organization_id": "{chamber}",
    "kind": "suggestion",
    "title": "已转办",
    "text": "{{称呼}}您好，已转有关部门。",
}

# fmt: off
ROWS = [
    # route                                                     nobody member planner staff auditor admin foreign
    ("GET /console/suggestions",                                 "302 403 403 200 200 200 200"),
    ("GET /console/suggestions?open={case}",                     "302 403 403 200 200 200 200"),
    ("GET /console/suggestions?format=xlsx",                     "302 403 403 200 200 200 200"),
    ("GET /console/suggestions/board",                           "302 403 403 200 200 200 200"),
    ("GET /console/suggestions/{case}",                          "302 403 403 200 200 200 404"),
    ("GET /console/suggestions/{case}/act/assign",               "302 403 403 200 403 200 404"),
    ("GET /console/suggestions/{case}/act/reply",                "302 403 403 200 403 200 404"),
    ("GET /console/suggestions/{case}/act/merge?q=公交",          "302 403 403 200 403 200 404"),
    ("POST /console/suggestions/{case}/act/note",                "401 403 403 303 403 303 404", {"text": "记一笔", "version": "{version}"}),
    ("POST /console/suggestions/{case}/act/reply",               "401 403 403 303 403 303 404", {"text": "已办。", "outcome": "adopted", "version": "{version}"}),
    ("GET /console/suggestions/templates",                       "302 403 403 200 200 200 200"),
    ("GET /console/suggestions/templates?format=xlsx",           "302 403 403 200 200 200 200"),
    ("GET /console/suggestions/templates/new",                   "302 403 403 200 404 200 200"),
    ("POST /console/suggestions/templates/new",                  "401 403 403 303 403 303 404", _TEMPLATE),
    ("GET /console/suggestions/templates/{template}",            "302 403 403 200 200 200 404"),
    ("POST /console/suggestions/templates/{template}",           "401 403 403 303 403 303 404", _TEMPLATE),
    ("POST /console/suggestions/templates/{template}/delete",    "401 403 403 303 403 303 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """A case and a template of the chamber."""
    case = make_case(world.chamber, world.member)
    template = ReplyTemplate.create(organization=world.chamber, kind="suggestion", title="好的", text="好的。")
    return {"case": case.id, "version": Case.get_by_id(case.id).version, "template": template.id}
