"""Who may change what holds for the whole installation. Nobody here administers both trees, so nobody may."""

from __future__ import annotations

from typing import Any

from backend.profiles.definitions import define_section, ensure_default_sections
from backend.profiles.models import ProfileSection
from tests.people import World

SENSITIVE = {
    "title": "生日",
    "type": "date",
    "purpose": "生日当天送上祝福",
    "consent": "我同意石桥商会保存我的生日，用于送上祝福，随时可以撤回。",
    "agreed": "生日",
}

# fmt: off
ROWS = [
    # route                                        nobody member planner staff auditor admin foreign
    ("GET /console/settings/",                      "302 403 403 200 200 200 200"),
    ("POST /console/settings/set",                  "401 403 403 403 403 403 403", {"key": "push.weekly_budget", "value": "5"}),
    ("POST /console/settings/reset",                "401 403 403 403 403 403 403", {"key": "push.weekly_budget"}),
    ("GET /console/settings/days",                  "302 403 403 200 200 200 200"),
    ("POST /console/settings/days",                 "401 403 403 403 403 303 303", {"day": "2026-05-08", "is_workday": "0"}),
    ("POST /console/settings/days/clear",           "401 403 403 403 403 303 303", {"day": "2026-05-08"}),
    ("GET /console/settings/sections",              "302 403 403 200 200 200 200"),
    ("GET /console/settings/sections/{section}",    "302 403 403 200 200 200 404"),
    ("GET /console/settings/sections/{everybodys}", "302 403 403 200 200 200 200"),
    ("POST /console/settings/sections/{section}",   "401 403 403 403 403 303 404", {"title": "新名称", "freshness_days": "90"}),
    ("POST /console/settings/sections/{everybodys}", "401 403 403 403 403 403 403", {"title": "新名称", "freshness_days": "90"}),
    ("POST /console/settings/sections/{section}/move", "401 403 403 403 403 403 403", {"to": "up"}),
    ("GET /console/settings/sections/new",          "302 403 403 403 403 200 200"),
    ("POST /console/settings/sections/new",         "401 403 403 403 403 303 404", {"title": "新栏目", "freshness_days": "90", "organization_id": "{chamber}"}),
    ("GET /console/settings/sections/{section}/sensitive",  "302 403 403 403 403 200 404"),
    ("POST /console/settings/sections/{section}/sensitive", "401 403 403 403 403 303 404", SENSITIVE),
    ("GET /console/settings/sections/{section}/questions",          "302 403 403 200 200 200 404"),
    ("POST /console/settings/sections/{section}/questions",         "401 403 403 403 403 303 404", {"do": "undo"}),
    ("POST /console/settings/sections/{section}/questions/preview", "401 403 403 200 200 200 404"),
    ("GET /console/settings/sections/{section}/questions/changes",  "302 403 403 204 204 204 404"),
    ("GET /console/settings/retention",             "302 403 403 200 200 200 200"),
    ("GET /console/settings/retention/messages",    "302 403 403 200 200 200 200"),
    ("GET /console/settings/integrations",          "302 403 403 200 200 200 200"),
    ("POST /console/settings/integrations/test",    "401 403 403 403 403 403 403", {"what": "storage"}),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """`section` is the chamber's own, `everybodys` for all members."""
    ensure_default_sections()
    question = {"key": "wish", "type": "text", "title": "心愿"}
    definition = {"sections": [{"key": "own", "title": "心愿", "questions": [question]}]}
    section = define_section("own", definition, organization_id=world.chamber.id, title="心愿")
    return {"section": section.id, "everybodys": ProfileSection.get(ProfileSection.key == "basics").id}
