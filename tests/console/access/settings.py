"""Who may change what holds for the whole installation. Nobody here administers both trees, so nobody may."""

from __future__ import annotations

# fmt: off
ROWS = [
    # route                                        nobody member planner staff auditor admin foreign
    ("GET /console/settings/",                      "302 403 403 200 200 200 200"),
    ("POST /console/settings/set",                  "401 403 403 403 403 403 403", {"key": "push.weekly_budget", "value": "5"}),
    ("POST /console/settings/reset",                "401 403 403 403 403 403 403", {"key": "push.weekly_budget"}),
    ("GET /console/settings/days",                  "302 403 403 200 200 200 200"),
    ("POST /console/settings/days",                 "401 403 403 403 403 303 303", {"day": "2026-05-08", "is_workday": "0"}),
    ("POST /console/settings/days/clear",           "401 403 403 403 403 303 303", {"day": "2026-05-08"}),
    ("GET /console/settings/retention",             "302 403 403 200 200 200 200"),
    ("GET /console/settings/retention/messages",    "302 403 403 200 200 200 200"),
    ("GET /console/settings/integrations",          "302 403 403 200 200 200 200"),
    ("POST /console/settings/integrations/test",    "401 403 403 403 403 403 403", {"what": "storage"}),
]
# fmt: on
