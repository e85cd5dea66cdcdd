"""Who may call what: every route, tried by everybody.

The table is the promise. A route that is missing from it fails the first test, and a person whose answer differs
from the table fails the second. Each request runs in a transaction of its own that is rolled back.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from backend import app as backend_app
from backend import clock as backend_clock
from backend.activities.models import Activity
from backend.audiences.models import SavedFilter, Tag
from backend.auth import Access, Blueprint
from backend.checkin.hall import hall_link
from backend.checkin.models import DoorGrant, Scan
from backend.database import db
from backend.desks.models import ConsoleSession
from backend.desks.services import ask_to_sign_in
from backend.joining.models import Application, Invitation
from backend.organizations.models import Role
from backend.profiles.definitions import ensure_default_sections
from backend.push.models import Notification
from backend.push.services import News, notify
from backend.safety.models import Complaint, TextCheck
from backend.surveys.links import make_link
from tests.factories import (
    QUESTIONS,
    invite,
    make_account,
    make_activity,
    make_case,
    make_media,
    make_member,
    make_organizer,
    make_signup,
    make_statement,
    make_survey,
    make_topic,
)
from tests.people import World

PEOPLE = ("nobody", "visitor", "member", "organizer", "staff", "auditor", "administrator", "foreign_staff", "stranger")


def row(route: str, statuses: str, body: Any = None, **options: Any) -> Any:
    """`statuses` in the order of PEOPLE."""
    return pytest.param(route, [int(status) for status in statuses.split()], body, options, id=route)


SOON = "2026-04-25T14:00:00+08:00"
LATER = "2026-04-25T16:00:00+08:00"
# Nobody has acted on a case by the time it is shown.
CASE_VERSION = 0
NEW_SUGGESTION = {"title": "修补人行道", "text": "门口的地砖松动了。", "category": "community", "client_ref": "new"}
NEW_TOPIC = {
    "organization_id": "{chamber}",
    "title": "新话题",
    "opens_at": SOON,
    "closes_at": LATER,
    "client_ref": "topic",
}
NEW_SURVEY = {
    "organization_id": "{chamber}",
    "title": "新问卷",
    "definition": QUESTIONS,
    "opens_at": SOON,
    "closes_at": LATER,
    "client_ref": "survey",
}
NEW_ACTIVITY = {"title": "新活动", "venue": "三楼", "starts_at": SOON, "ends_at": LATER}

# fmt: off
ROUTES = [
    #   route                                            nobody visitor member organizer staff auditor admin foreign stranger
    row("POST /login",                                        "422 422 422 422 422 422 422 422 422", {}),
    row("POST /presence",                                     "422 422 422 422 422 422 422 422 422", {"code": "x"}),
    row("GET /home",                                          "401 200 200 200 200 200 200 200 200"),
    row("GET /me",                                            "401 200 200 200 200 200 200 200 200"),
    row("GET /tasks?list=do",                                 "401 200 200 200 200 200 200 200 200"),
    row("POST /tasks/seen",                                   "401 204 204 204 204 204 204 204 204", {"key": "x"}),
    row("POST /logout",                                       "401 204 204 204 204 204 204 204 204"),
    row("DELETE /sessions",                                   "401 204 204 204 204 204 204 204 204"),
    row("POST /subscriptions",                                "401 422 422 422 422 422 422 422 422", {}),
    row("GET /subscriptions",                                 "401 200 200 200 200 200 200 200 200"),
    row("GET /notifications",                                 "401 200 200 200 200 200 200 200 200"),
    row("POST /notifications/read",                           "401 204 204 204 204 204 204 204 204", {"all": True}),
    row("GET /notifications/settings",                        "401 200 200 200 200 200 200 200 200"),
    row("PUT /notifications/settings",                        "401 403 200 200 200 200 200 200 200", {"about": "voice", "is_on": True}),
    row("GET /me/export",                                     "401 200 200 200 200 200 200 200 200"),
    row("GET /me/access-log",                                 "401 403 200 200 200 200 200 200 200"),
    row("GET /me/delegations",                                "401 403 200 200 200 200 200 200 200"),
    row("DELETE /me",                                         "401 204 204 204 204 204 409 409 204", {"confirm": "注销"}),

    row("GET /join/organizations",                            "401 200 200 200 200 200 200 200 200"),
    row("POST /join/phone",                                   "401 422 409 409 409 409 409 409 409", {"phone_code": "x"}),
    row("POST /join/phone/confirm",                           "401 404 404 404 404 404 404 404 404", {"claim_id": "1", "name": "王敏"}),
    row("GET /join/invitations/{invitation_code}",            "401 200 200 200 200 200 200 200 200"),
    row("POST /join/invitations/{invitation_code}",           "401 200 200 200 200 200 200 200 200", {"name": "新人"}),
    row("POST /join/applications",                            "401 201 409 409 409 409 409 409 409", {"organization_id": "{chamber}", "name": "新人"}),
    row("PUT /me/phone",                                      "401 403 204 204 204 204 204 204 204", {"phone_code": "x"}),
    row("DELETE /join/applications/current",                  "401 204 204 204 204 204 204 204 204"),

    row("GET /profile",                                       "401 403 200 200 200 200 200 200 200"),
    row("GET /profile/sections/{section}",                       "401 403 200 200 200 200 200 200 200"),
    row("PUT /profile/sections/{section}",                       "401 403 422 422 422 422 422 422 422", {}),
    row("POST /profile/sections/{section}/confirm",              "401 403 409 409 409 409 409 409 409"),
    row("GET /profile/history",                               "401 403 200 200 200 200 200 200 200"),
    row("GET /profile/consents",                              "401 403 200 200 200 200 200 200 200"),
    row("PUT /profile/consents/{question}",                     "401 403 404 404 404 404 404 404 404", {"text_version": "x"}),
    row("DELETE /profile/consents/{question}",                  "401 403 404 404 404 404 404 404 404"),

    row("GET /activities?tab=open",                           "401 200 200 200 200 200 200 200 200"),
    row("GET /activities/{activity}",                         "401 404 200 200 200 200 200 404 404"),
    row("PUT /activities/{activity}/signup",                  "401 404 200 201 201 201 201 404 404", {"answers": {}}),
    row("GET /activities/{over}/feedback",                    "401 404 200 403 403 403 403 404 404"),
    row("PUT /activities/{over}/feedback",                    "401 404 409 403 403 403 403 404 404", {"answers": {}, "form_version": 9}),
    row("DELETE /activities/{activity}/signup",               "401 404 200 404 404 404 404 404 404"),
    row("POST /activities/{activity}/photos",                 "401 403 403 422 422 403 422 404 404", form={"client_ref": "reference"}),
    row("DELETE /photos/{photo}",                             "401 403 204 404 404 404 404 404 404"),
    row("GET /passes/{signup}",                               "401 403 200 404 404 404 404 404 404"),
    row("POST /checkins",                                     "401 403 422 422 422 422 422 422 422", {"code": "x", "client_ref": "reference"}),

    row("GET /me/tags",                                       "401 403 200 200 200 200 200 200 200"),

    row("GET /surveys",                                       "401 403 200 200 200 200 200 200 200"),
    row("GET /surveys/{survey}",                              "401 403 200 404 404 404 404 404 404"),
    row("PUT /surveys/{survey}/response",                     "401 403 422 404 404 404 404 404 404", {"answers": {}, "form_version": 1}),
    row("POST /surveys/{survey}/files",                       "401 403 409 404 404 404 404 404 404", form={"question": "photo", "client_ref": "reference"}),
    row("GET /surveys/{asked}/results",                       "401 403 200 404 404 404 404 404 404"),
    row("DELETE /surveys/{survey}/files/{photo}",             "401 403 404 404 404 404 404 404 404"),

    row("GET /suggestions",                                   "401 403 200 200 200 200 200 200 200"),
    row("GET /suggestions/guide",                             "401 403 200 200 200 200 200 200 200"),
    row("GET /suggestions/similar?text=x",                    "401 403 200 200 200 200 200 200 200"),
    row("POST /suggestions",                                  "401 403 201 201 201 201 201 201 201", NEW_SUGGESTION),
    row("GET /suggestions/{case}",                            "401 403 200 200 404 404 404 404 404"),
    row("PUT /suggestions/{case}",                            "401 403 200 404 404 404 404 404 404", {"title": "改个标题"}),
    row("PUT /suggestions/{case}/endorsement",                "401 403 409 200 404 404 404 404 404"),
    row("DELETE /suggestions/{case}/endorsement",             "401 403 200 200 404 404 404 404 404"),
    row("POST /suggestions/{case}/rating",                    "401 403 409 404 404 404 404 404 404", {"score": 5}),
    row("POST /suggestions/{case}/reopening",                 "401 403 409 404 404 404 404 404 404", {"reason": "没说明白"}),
    row("POST /suggestions/{case}/withdrawal",                "401 403 200 404 404 404 404 404 404"),
    row("POST /suggestions/{case}/opt-out",                   "401 403 409 409 404 404 404 404 404"),
    row("POST /suggestions/{case}/check",                     "401 403 200 404 404 404 404 404 404"),
    row("POST /suggestions/{case}/photos",                    "401 403 422 404 404 404 404 404 404", form={"client_ref": "reference"}),
    row("DELETE /suggestions/{case}/photos/{photo}",          "401 403 404 404 404 404 404 404 404"),
    row("POST /complaints",                                   "401 403 201 201 404 404 404 404 404", {"subject_kind": "suggestion", "subject_id": "{case}", "reason": "false"}),

    row("GET /topics",                                        "401 403 200 200 200 200 200 200 200"),
    row("GET /topics/{topic}",                                "401 403 200 200 404 404 404 404 404"),
    row("POST /topics/{topic}/statements",                    "401 403 201 201 404 404 404 404 404", {"text": "多开一个门", "client_ref": "said"}),
    row("PUT /topics/{topic}/statements/{statement}/vote",    "401 403 200 200 404 404 404 404 404", {"vote": "agree"}),

    row("GET /participation",                                 "401 403 200 200 200 200 200 200 200"),

    row("GET /organizer/activities",                          "401 403 200 200 200 200 200 200 200"),
    row("GET /organizer/activities/{activity}/live?since=0",  "401 403 404 200 200 404 200 404 404"),
    row("GET /organizer/activities/{activity}/hall-link",     "401 403 404 200 200 404 200 404 404"),
    row("POST /organizer/activities/{activity}/walk-ins",     "401 403 404 403 403 404 403 404 404", {"name": "路过的人", "client_ref": "walk-in"}),
    row("POST /organizer/activities/{activity}/scans/{scan}/undo", "401 403 404 409 409 404 409 404 404", {"reason": "扫错人", "client_ref": "undo"}),
    row("GET /halls/{hall}",                                  "200 200 200 200 200 200 200 200 200"),
    row("GET /organizer/activities/{activity}/attendees",     "401 403 404 200 200 404 200 404 404"),
    row("GET /organizer/activities/{activity}/event-code",    "401 403 404 200 200 404 200 404 404"),
    row("POST /organizer/activities/{activity}/scans",        "401 403 404 422 422 404 422 404 404", {"code": "x", "client_ref": "reference"}),
    row("POST /organizer/activities/{activity}/checkins",     "401 403 404 200 200 404 200 404 404", {"signup_id": "{signup}", "client_ref": "reference"}),
    row("POST /organizer/activities/{activity}/grants",       "401 403 404 200 200 404 200 404 404", {"device": "phone-one", "door": "东门"}),
    row("POST /organizer/activities/{activity}/grants/{grant}/revoke", "401 403 404 204 204 404 204 404 404"),
    row("GET /organizer/activities/{activity}/list?grant_id={grant}",  "401 403 404 200 404 404 404 404 404"),
    row("POST /organizer/activities/{activity}/batches",      "401 403 404 200 404 404 404 404 404", {"grant_id": "{grant}", "scans": []}),

    row("GET /staff/organizations",                           "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/organizations",                          "401 403 403 403 403 403 201 404 403", {"name": "新协会", "parent_id": "{chamber}"}),
    row("PATCH /staff/organizations/{chamber}",               "401 403 403 403 403 403 200 404 403", {"name": "新名字"}),
    row("GET /staff/roles",                                   "401 403 403 403 403 403 200 200 403"),
    row("POST /staff/roles",                                  "401 403 403 403 403 403 201 404 403", {"member_id": "{member}", "organization_id": "{chamber}", "role": "staff"}),
    row("DELETE /staff/roles/{role}",                         "401 403 403 403 403 403 204 404 403"),
    row("GET /staff/members",                                 "401 403 403 403 200 200 200 200 403"),
    row("GET /staff/members/{member}",                        "401 403 403 403 200 200 200 404 403"),
    row("POST /staff/members/{member}/unmask",                "401 403 403 403 200 403 200 404 403", {"field": "phone", "reason": "核对报名信息"}),
    row("GET /staff/invitations",                             "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/invitations",                            "401 403 403 403 201 403 201 404 403", {"organization_id": "{chamber}"}),
    row("DELETE /staff/invitations/{invitation}",             "401 403 403 403 204 403 204 404 403"),
    row("GET /staff/applications",                            "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/applications/{application}/approve",     "401 403 403 403 200 403 200 404 403", {}),
    row("POST /staff/applications/{application}/decline",     "401 403 403 403 200 403 200 404 403", {"reason": "名单里没有"}),
    row("POST /staff/roster-imports",                         "401 403 403 403 422 403 422 404 403", form={"organization_id": "{chamber}", "dry_run": "true"}),
    row("POST /staff/audience-counts",                        "401 403 403 403 200 200 200 404 403", {"organization_id": "{chamber}", "audience": {}}),
    row("GET /staff/tags",                                    "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/tags",                                   "401 403 403 403 201 403 201 404 403", {"organization_id": "{chamber}", "name": "理事"}),
    row("DELETE /staff/tags/{tag}",                           "401 403 403 403 204 403 204 404 403"),
    row("PUT /staff/tags/{tag}/members",                      "401 403 403 403 200 403 200 404 403", {"add": []}),
    row("GET /staff/filters",                                 "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/filters",                                "401 403 403 403 201 403 201 404 403", {"organization_id": "{chamber}", "name": "常用", "definition": {}}),
    row("DELETE /staff/filters/{filter}",                     "401 403 403 403 204 403 204 404 403"),
    row("GET /staff/cases",                                   "401 403 403 403 200 200 200 200 403"),
    row("GET /staff/cases/{case}",                            "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/cases/{case}/candidates",                 "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/cases/{case}/organizations",              "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/cases/{case}/similar?q=公交",             "401 403 403 403 200 200 200 404 403"),
    row("POST /staff/cases/{case}/assign",                    "401 403 403 403 200 403 200 404 403", {"member_id": "{officer}", "version": CASE_VERSION}),
    row("POST /staff/cases/{case}/transfer",                  "401 403 403 403 200 403 200 404 403", {"organization_id": "{library}", "reason": "归他们管", "version": CASE_VERSION}),
    row("POST /staff/cases/{case}/start",                     "401 403 403 403 409 403 409 404 403", {"version": CASE_VERSION}),
    row("POST /staff/cases/{case}/pause",                     "401 403 403 403 200 403 200 404 403", {"reason": "等回函", "version": CASE_VERSION}),
    row("POST /staff/cases/{case}/resume",                    "401 403 403 403 409 403 409 404 403", {"version": CASE_VERSION}),
    row("POST /staff/cases/{case}/notes",                     "401 403 403 403 200 403 200 404 403", {"text": "已电话联系", "version": CASE_VERSION}),
    row("PUT /staff/cases/{case}/handlers",                   "401 403 403 403 200 403 200 404 403", {"member_ids": ["{officer}"]}),
    row("POST /staff/cases/{case}/due",                       "401 403 403 403 200 403 200 404 403", {"due_at": SOON, "reason": "等材料", "version": CASE_VERSION}),
    row("POST /staff/cases/{case}/reply",                     "401 403 403 403 200 403 200 404 403", {"text": "已安排", "outcome": "adopted", "version": CASE_VERSION}),
    row("POST /staff/cases/{case}/decline",                   "401 403 403 403 200 403 200 404 403", {"reason": "不在职责内", "version": CASE_VERSION}),
    row("POST /staff/cases/{case}/merge",                     "401 403 403 403 200 403 200 404 403", {"into_id": "{other_case}", "version": CASE_VERSION}),
    row("GET /staff/days",                                    "401 403 403 403 200 200 200 200 403"),
    row("PUT /staff/days/{day}",                              "401 403 403 403 403 403 200 200 403", {"is_workday": False, "name": "建会日"}),
    row("DELETE /staff/days/{day}",                           "401 403 403 403 403 403 204 204 403"),
    row("GET /staff/texts",                                   "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/texts/{text}/clear",                     "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/texts/{text}/block",                     "401 403 403 403 200 403 200 404 403", {"reason": "广告"}),
    row("GET /staff/console-sessions",                        "401 403 403 403 200 200 200 200 403"),
    row("DELETE /staff/console-sessions/{desk}",              "401 403 403 403 204 404 404 404 403"),
    row("GET /staff/console-sign-ins/{sign_in}",                 "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/console-sign-ins/{sign_in}/confirm",        "401 403 403 403 204 204 204 204 403"),
    row("POST /staff/console-sign-ins/{sign_in}/refuse",         "401 403 403 403 204 204 204 204 403"),
    row("GET /staff/decisions",                               "401 403 403 403 200 200 200 200 403"),
    row("GET /staff/complaints",                              "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/complaints/{complaint}/decide",          "401 403 403 403 200 403 200 404 403", {"is_upheld": False}),
    row("GET /staff/topics",                                  "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/topics",                                 "401 403 403 403 201 403 201 404 403", NEW_TOPIC),
    row("GET /staff/topics/{topic}",                          "401 403 403 403 200 200 200 404 403"),
    row("PATCH /staff/topics/{topic}",                        "401 403 403 403 200 403 200 404 403", {"closes_at": LATER}),
    row("POST /staff/topics/{topic}/publish",                 "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/topics/{topic}/close",                   "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/topics/{topic}/results",                 "401 403 403 403 409 403 409 404 403", {"summary": "多数人赞成"}),
    row("POST /staff/topics/{topic}/activity",                "401 403 403 403 200 403 200 404 403", {"title": "座谈会", "starts_at": SOON, "ends_at": LATER, "client_ref": "meeting"}),
    row("GET /staff/surveys",                                 "401 403 403 403 200 200 200 200 403"),
    row("GET /staff/surveys/templates",                       "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/surveys",                                "401 403 403 403 201 403 201 404 403", NEW_SURVEY),
    row("GET /staff/surveys/{survey}",                        "401 403 403 403 200 200 200 404 403"),
    row("PATCH /staff/surveys/{survey}",                      "401 403 403 403 200 403 200 404 403", {"title": "改个名"}),
    row("DELETE /staff/surveys/{draft}",                      "401 403 403 403 204 403 204 404 403"),
    row("POST /staff/surveys/{survey}/check",                 "401 403 403 403 200 200 200 404 403"),
    row("POST /staff/surveys/{survey}/publish",               "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/surveys/{survey}/close",                 "401 403 403 403 200 403 200 404 403"),
    row("PUT /staff/surveys/{survey}/closing-time",           "401 403 403 403 200 403 200 404 403", {"closes_at": LATER}),
    row("POST /staff/surveys/{survey}/cancel",                "401 403 403 403 200 403 200 404 403", {"reason": "问重了"}),
    row("POST /staff/surveys/{survey}/copy",                  "401 403 403 403 201 403 201 404 403", {"opens_at": SOON, "closes_at": LATER, "client_ref": "copy"}),
    row("POST /staff/surveys/{survey}/reminders",             "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/surveys/{survey}/closing-note",          "401 403 403 403 409 403 409 404 403", {"text": "已经增设两场"}),
    row("GET /staff/surveys/{survey}/results",                "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/surveys/{survey}/cross?question=day&by=organization", "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/surveys/{survey}/texts?question=why",     "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/surveys/{survey}/responses",              "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/surveys/{survey}/responses.xlsx",         "401 403 403 403 200 200 200 404 403"),
    row("POST /staff/surveys/{survey}/links",                 "401 403 403 403 201 403 201 404 403", {"days": 7}),
    row("GET /staff/surveys/{survey}/links",                  "401 403 403 403 200 403 200 404 403"),
    row("DELETE /staff/surveys/{survey}/links/{link}",        "401 403 403 403 204 403 204 404 403"),
    row("GET /staff/reach?about=activity_changed&id={activity}", "401 403 403 403 200 403 200 404 403"),
    row("GET /staff/reach?about=survey_reminder&id={survey}",  "401 403 403 403 200 403 200 404 403"),
    row("GET /staff/notifications",                           "401 403 403 403 200 200 200 200 403"),
    row("GET /staff/notifications/{told}",                    "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/notifications/{told}/unreached",          "401 403 403 403 200 200 200 404 403"),
    row("POST /staff/notifications/{told}/calls",             "401 403 403 403 200 403 200 404 403", {"member_id": "{member}", "outcome": "reached"}),
    row("DELETE /staff/notifications/{told}/calls/{member}",  "401 403 403 403 200 403 200 404 403"),
    row("GET /staff/push-rules",                              "401 403 403 403 200 200 200 200 403"),
    row("PUT /staff/push-rules/{rule}",              "401 403 403 403 200 403 200 404 403", {"organization_id": "{chamber}", "reason": "换届期间"}),
    row("DELETE /staff/push-rules/{rule}?organization_id={chamber}", "401 403 403 403 200 403 200 404 403"),
    row("GET /staff/push-plan",                               "401 403 403 403 200 200 200 200 403"),
    row("GET /staff/push-plan/people?kind=activity_changed&subject=activity:{activity}", "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/activities",                              "401 403 403 403 200 200 200 200 403"),
    row("POST /staff/activities",                             "401 403 403 403 201 403 201 404 403", {**NEW_ACTIVITY, "organization_id": "{chamber}"}),
    row("GET /staff/activities/{activity}",                   "401 403 403 403 200 200 200 404 403"),
    row("PATCH /staff/activities/{activity}",                 "401 403 403 403 200 403 200 404 403", {"title": "改个名"}),
    row("PUT /staff/activities/{activity}/when-and-where",    "401 403 403 403 200 403 200 404 403", {"starts_at": SOON, "ends_at": LATER, "venue": "一楼"}),
    row("POST /staff/activities/{activity}/publish",          "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/activities/{activity}/cancel",           "401 403 403 403 200 403 200 404 403", {"reason": "下雨"}),
    row("PUT /staff/activities/{activity}/organizers",        "401 403 403 403 200 403 200 404 403", {"member_ids": ["{member}"]}),
    row("PUT /staff/activities/{activity}/sessions",          "401 403 403 403 200 403 200 404 403", {"sessions": []}),
    row("PUT /staff/activities/{activity}/quotas",            "401 403 403 403 200 403 200 404 403", {"quotas": []}),
    row("PUT /staff/activities/{activity}/shares",            "401 403 403 403 200 403 200 404 403", {"shares": []}),
    row("PUT /staff/activities/{activity}/review-rules",      "401 403 403 403 200 403 200 404 403", {"review_rules": []}),
    row("POST /staff/activities/{activity}/copy",             "401 403 403 403 201 403 201 404 403", {"starts_at": SOON, "client_ref": "copy"}),
    row("GET /staff/activities/{activity}/history",           "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/activities/{activity}/signups",           "401 403 403 403 200 200 200 404 403"),
    row("POST /staff/activities/{activity}/signups",          "401 403 403 403 201 403 201 404 403", {"member_id": "{newcomer}"}),
    row("POST /staff/activities/{activity}/media",            "401 403 403 403 422 403 422 404 403", form={"purpose": "cover"}),
    row("GET /staff/media",                                   "401 403 403 403 200 200 200 200 403"),
    row("DELETE /staff/media/{photo}",                        "401 403 403 403 204 403 204 404 403"),
    row("POST /staff/media/{photo}/clear",                    "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/media/{photo}/block",                    "401 403 403 403 200 403 200 404 403"),
    row("GET /staff/activities/{activity}/signups.xlsx",      "401 403 403 403 200 200 200 404 403"),
    row("GET /staff/activities/{activity}/report",            "401 403 403 403 200 200 200 404 403"),
    row("POST /staff/activities/{activity}/report-link",      "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/activities/{over}/close-report",         "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/activities/{activity}/signups/{pending}/approve", "401 403 403 403 200 403 200 404 403"),
    row("POST /staff/activities/{activity}/signups/{pending}/reject",  "401 403 403 403 200 403 200 404 403", {"reason": "名额有限"}),
]
# fmt: on


# What of the staff's a role of organizer opens; the rest of it is shut. Everywhere else it does what it does for staff.
ORGANIZING = (
    "/staff/activities",
    "/staff/console-sign-ins",
    "/staff/console-sessions",
    "/staff/decisions",
    "/staff/reach?about=activity_changed",
)
SHUT_EVEN_SO = {
    # Finding somebody to sign up is looking through the members.
    "POST /staff/activities/{activity}/signups": 403,
    # What members show one another is for staff to judge; a cover or an attachment would be theirs to take away.
    "DELETE /staff/media/{photo}": 404,
    "POST /staff/media/{photo}/clear": 404,
    "POST /staff/media/{photo}/block": 404,
    "GET /staff/reach?about=survey_reminder&id={survey}": 404,
    "DELETE /staff/console-sessions/{desk}": 404,
}


def planner_gets(route: str, expected: list[int]) -> int:
    """The answer for who plans activities, from what the others get."""
    if route in SHUT_EVEN_SO:
        return SHUT_EVEN_SO[route]
    path = route.partition(" ")[2]
    if path.startswith("/staff/") and not path.startswith(ORGANIZING):
        return 403
    return expected[PEOPLE.index("staff")]


@dataclass
class Things:
    """One of each thing a path names."""

    activity: int
    over: int
    signup: int
    pending: int
    chamber: int
    member: int
    newcomer: int
    role: int
    invitation: int
    invitation_code: str
    application: int
    grant: int
    photo: int
    hall: str
    scan: int
    library: int
    officer: int
    case: int
    other_case: int
    text: int
    complaint: int
    topic: int
    statement: int
    survey: int
    asked: int
    link: int
    draft: int
    told: int
    tag: int
    filter: int
    desk: int
    sign_in: str
    section: str = "basics"
    day: str = "2026-05-06"
    question: str = "religion"
    rule: str = "survey_reminder"


@pytest.fixture
def things(world: World) -> Things:
    ensure_default_sections()
    activity = make_activity(world.chamber, checkin_opens_at=backend_clock.now() - timedelta(minutes=5))
    make_organizer(activity, world.organizer)
    over = make_activity(world.chamber, starts_at=backend_clock.now() - timedelta(days=1))
    make_signup(over, world.member, checked_in_at=over.starts_at)
    applicant = make_account()
    invitation = Invitation.create(
        code="ABCD2345", organization=world.chamber, max_uses=9, expires_at=backend_clock.now() + timedelta(days=1)
    )
    application = Application.create(
        account=applicant, organization=world.chamber, name="申请人", pending_account=applicant.id
    )
    case = make_case(world.chamber, world.member)
    topic = make_topic(world.chamber)
    survey = make_survey(world.chamber)
    asked = make_survey(world.chamber, closes_at=backend_clock.now(), results_for="respondents")
    for one in (survey, asked):
        invite(one, world.member)
    return Things(
        activity=activity.id,
        over=over.id,
        signup=make_signup(activity, world.member).id,
        pending=make_signup(activity, make_member("待审"), "pending").id,
        chamber=world.chamber.id,
        member=world.member.id,
        newcomer=make_member("新会员", organization=world.chamber).id,
        role=Role.create(member=make_member("持角色的人"), organization=world.chamber, name="auditor").id,
        invitation=invitation.id,
        invitation_code=invitation.code,
        application=application.id,
        grant=DoorGrant.create(
            activity=activity, member=world.organizer, device="phone", expires_at=activity.ends_at
        ).id,
        photo=make_media(activity, world.member).id,
        scan=Scan.create(activity=activity, method="pass", refusal="pass_invalid", client_ref="earlier").id,
        hall=hall_link(activity.id, "")["url"].rpartition("/")[2],
        library=world.library.id,
        officer=world.staff.id,
        case=case.id,
        other_case=make_case(world.chamber, make_member(organization=world.chamber)).id,
        text=TextCheck.create(
            subject_kind="suggestion", subject_id=case.id, digest="", organization=world.chamber, state="staff"
        ).id,
        complaint=Complaint.create(
            subject_kind="suggestion", subject_id=case.id, organization=world.chamber, reason="other"
        ).id,
        topic=topic.id,
        statement=make_statement(topic).id,
        survey=survey.id,
        asked=asked.id,
        link=make_link(survey, world.staff.id, 7).id,
        draft=make_survey(world.chamber, state="draft").id,
        told=tell(world, activity),
        tag=Tag.create(organization=world.chamber, name="新会员").id,
        filter=SavedFilter.create(organization=world.chamber, name="新人", definition={}).id,
        desk=ConsoleSession.create(token_hash="", member=world.staff, browser="", expires_at=activity.ends_at).id,
        sign_in=ask_to_sign_in("Chrome / Windows")[0],
    )


def tell(world: World, activity: Activity) -> int:
    """Of a change that the member was told of; returns the notification's id."""
    values = {"title": activity.title, "note": "地点有变化"}
    subject = f"activity:{activity.id}"
    notify(News("activity_changed", subject, values, organization_id=world.chamber.id), (world.member.id,))
    return Notification.get(subject=subject).id


def fill(value: Any, things: Things) -> Any:
    """Put ids where the table names things."""
    if isinstance(value, str):
        return value.format(**{name: str(thing) for name, thing in vars(things).items()})
    if isinstance(value, dict):
        return {key: fill(inner, things) for key, inner in value.items()}
    return [fill(inner, things) for inner in value] if isinstance(value, list) else value


class _RolledBack(Exception):
    """Ends the transaction of one try."""


def try_as(person: str, world: World, things: Things, route: str, body: Any, options: dict[str, Any]) -> int:
    method, path = fill(route, things).split(" ", 1)
    request: dict[str, Any] = {} if body is None else {"json": fill(body, things)}
    if "form" in options:
        request["data"] = {**fill(options["form"], things), "file": (io.BytesIO(b"not a workbook"), "名单.xlsx")}
    phone = world.phone("visitor" if person == "nobody" else person)
    if person == "nobody":
        request["headers"] = {"Authorization": ""}
    try:
        with db.atomic():
            status = phone.request(method, path, **request).status_code
            raise _RolledBack
    except _RolledBack:
        return int(status)


@pytest.mark.parametrize(("route", "expected", "body", "options"), ROUTES)
def test_everybody_gets_what_the_table_says(
    world: World,
    things: Things,
    route: str,
    expected: list[int],
    body: Any,
    options: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(backend_app, "close_request_connection", lambda: None)
    for person in (*PEOPLE[1:], "planner"):
        world.phone(person)

    answers = [try_as(person, world, things, route, body, options) for person in (*PEOPLE, "planner")]

    promised = dict(zip(PEOPLE, expected, strict=True)) | {"planner": planner_gets(route, expected)}
    assert dict(zip((*PEOPLE, "planner"), answers, strict=True)) == promised


PAGES = {
    "/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/docs",
    "/docs/<name>",
    "/docs/start.js",
    "/openapi.json",
    "/e/<code>",
    "/calendar/<token>.ics",
    "/a/<entity_id:activity_id>",
    "/media/<token>",
    "/survey-results/<token>",
    "/survey-results/assets/<path:filename>",
    "/posters/<token>.png",
    "/wechat/callback",
    "/reports/<token>",
    "/hall/<token>",
    "/hall/assets/<path:filename>",
    "/reports/assets/<path:filename>",
    "/sheets/assets/<path:filename>",
}


def test_every_route_is_in_the_table(app) -> None:
    def shape(path: str) -> str:
        return "/".join("*" if part.startswith(("{", "<")) else part for part in path.partition("?")[0].split("/"))

    in_table = [str(parameter.values[0]).split(" ", 1) for parameter in ROUTES]
    known = {(method, shape(path)) for method, path in in_table}
    routes = {
        (method, shape(rule.rule.removeprefix("/api/v1")))
        for rule in app.url_map.iter_rules()
        if rule.rule not in PAGES and not rule.rule.startswith("/console/")  # tests/console/test_access.py
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert routes - known == set()
    assert known - routes == set()


def test_every_blueprint_of_the_api_declares_whom_it_lets_in(app) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            blueprint = app.blueprints[rule.endpoint.split(".")[0]]
            assert isinstance(blueprint, Blueprint), rule.rule
            assert isinstance(blueprint.access, Access)


def test_public_routes_are_these_and_no_more(app) -> None:
    public = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and app.blueprints[rule.endpoint.split(".")[0]].access is Access.PUBLIC
    }

    assert public == {"/api/v1/login", "/api/v1/presence", "/api/v1/halls/<string(maxlength=64):token>"}
