"""Who may call what of surveys."""

from __future__ import annotations

from typing import Any

from backend.surveys.links import make_link
from tests.factories import make_survey
from tests.people import World

# fmt: off
ROWS = [
    # route                                                        nobody member planner staff auditor admin foreign
    ("GET /console/surveys",                                        "302 403 403 200 200 200 200"),
    ("GET /console/surveys?format=xlsx",                            "302 403 403 200 200 200 200"),
    ("GET /console/surveys?open={survey}",                          "302 403 403 200 200 200 404"),
    ("GET /console/surveys/new",                                    "302 403 403 200 403 200 200"),
    ("POST /console/surveys/new",                                   "401 403 403 303 403 303 404",
     {"title": "问", "organization_id": "{chamber}", "client_ref": "a"}),
    ("GET /console/surveys/{survey}",                               "302 403 403 200 200 200 404"),
    ("GET /console/surveys/{draft}",                                "302 403 403 200 200 200 404"),
    ("POST /console/surveys/{survey}/copy",                         "401 403 403 303 403 303 404"),
    ("POST /console/surveys/{draft}/publish",                       "401 403 403 303 403 303 404"),
    ("POST /console/surveys/{survey}/close",                        "401 403 403 303 403 303 404"),
    ("POST /console/surveys/{survey}/closing-time",                 "401 403 403 303 403 303 404",
     {"closes_at": "2026-05-30T18:00"}),
    ("POST /console/surveys/{survey}/cancel",                       "401 403 403 303 403 303 404", {"reason": "重复"}),
    ("POST /console/surveys/{draft}/delete",                        "401 403 403 303 403 303 404"),
    ("POST /console/surveys/{survey}/remind",                       "401 403 403 303 403 303 404"),
    ("POST /console/surveys/{closed}/note",                         "401 403 403 303 403 303 404", {"text": "已办"}),
    ("GET /console/surveys/{draft}/settings",                       "302 403 403 200 200 200 404"),
    ("POST /console/surveys/{draft}/settings",                      "401 403 403 303 403 303 404",
     {"title": "问", "closes_at": "2026-05-30T18:00", "match": "all"}),
    ("POST /console/surveys/{draft}/audience-count",                "401 403 403 200 403 200 404"),
    ("GET /console/surveys/{draft}/questions",                      "302 403 403 200 200 200 404"),
    ("POST /console/surveys/{draft}/questions",                     "401 403 403 303 403 303 404",
     {"do": "add", "kind": "text"}),
    ("POST /console/surveys/{draft}/questions/preview",             "401 403 403 200 200 200 404"),
    ("GET /console/surveys/{draft}/questions/changes",              "302 403 403 204 204 204 404"),
    ("GET /console/surveys/{survey}/results",                       "302 403 403 200 200 200 404"),
    ("GET /console/surveys/{survey}/version?version=0",             "302 403 403 204 204 204 404"),
    ("GET /console/surveys/{survey}/texts?question=why",            "302 403 403 200 200 200 404"),
    ("GET /console/surveys/{survey}/responses",                     "302 403 403 200 200 200 404"),
    ("GET /console/surveys/{survey}/responses.xlsx",                "302 403 403 200 200 200 404"),
    ("GET /console/surveys/{survey}/participation",                 "302 403 403 200 200 200 404"),
    ("GET /console/surveys/{survey}/links",                         "302 403 403 200 403 200 404"),
    ("POST /console/surveys/{survey}/links",                        "401 403 403 303 403 303 404", {"days": "7"}),
    ("POST /console/surveys/{survey}/links/{survey_link}/revoke",   "401 403 403 303 403 303 404"),
]
# fmt: on


def things(world: World) -> dict[str, Any]:
    """Surveys of the chamber: one open, one draft, one closed; and a link to the results of the first."""
    survey = make_survey(world.chamber, created_by=world.staff, client_ref="open")
    draft = make_survey(world.chamber, state="draft", published_at=None)
    closed = make_survey(world.chamber, closes_at=survey.opens_at)
    return {
        "survey": survey.id,
        "draft": draft.id,
        "closed": closed.id,
        "survey_link": make_link(survey, world.staff.id, 7).id,
        "chamber": world.chamber.id,
    }
