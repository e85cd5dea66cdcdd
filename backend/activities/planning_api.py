"""Planning an activity in detail: its sessions, whom the seats are for, a copy of it, and what was done to it."""

from __future__ import annotations

from typing import Any

from backend.activities.services import errors
from backend.activities.services.allotment import set_quotas, set_review_rules, set_shares
from backend.activities.services.copying import copy_activity
from backend.activities.services.history import list_history
from backend.activities.services.programme import set_sessions
from backend.activities.staff_payloads import planned_activity, whole_activity
from backend.activities.staff_schemas import (
    CopyActivitySchema,
    HistoryEntrySchema,
    QuotasSchema,
    ReviewRulesSchema,
    SessionsSchema,
    SharesSchema,
    StaffActivitySchema,
)
from backend.auth import Access, Blueprint, current_member_id
from backend.errors import InvalidInput, NotFound
from backend.schemas import PageQuery, page_of
from backend.scope import READ_ACTIVITIES

blueprint = Blueprint(
    "activities_planning",
    access=Access.ORGANIZING,
    url_prefix="/staff/activities",
    description="Sessions, quotas, shares and review rules of an activity; copies and history.",
)


@blueprint.put("/<entity_id:activity_id>/sessions")
@blueprint.arguments(SessionsSchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, InvalidInput, errors.SessionInUse)
def put_sessions(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Make these the sessions; none means that the activity is its own only session."""
    planned_activity(activity_id)
    return whole_activity(set_sessions(activity_id, current_member_id(), arguments["sessions"]))


@blueprint.put("/<entity_id:activity_id>/quotas")
@blueprint.arguments(QuotasSchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, InvalidInput, errors.SeatsDoNotFit)
def put_quotas(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Keep seats for organizations of the own subtree; what is left is for everybody."""
    planned_activity(activity_id)
    return whole_activity(set_quotas(activity_id, current_member_id(), arguments["quotas"]))


@blueprint.put("/<entity_id:activity_id>/shares")
@blueprint.arguments(SharesSchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, InvalidInput, errors.SeatsDoNotFit)
def put_shares(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Show it to organizations elsewhere, each with a share of the seats if wanted."""
    planned_activity(activity_id)
    return whole_activity(set_shares(activity_id, current_member_id(), arguments["shares"]))


@blueprint.put("/<entity_id:activity_id>/review-rules")
@blueprint.arguments(ReviewRulesSchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, InvalidInput)
def put_review_rules(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Say whose signups need no review."""
    planned_activity(activity_id)
    return whole_activity(set_review_rules(activity_id, current_member_id(), arguments["review_rules"]))


@blueprint.post("/<entity_id:activity_id>/copy")
@blueprint.arguments(CopyActivitySchema)
@blueprint.response(201, StaffActivitySchema)
@blueprint.alt_response(200, schema=StaffActivitySchema, description="Copied before.", success=True)
@blueprint.refuses(NotFound)
def copy(arguments: dict[str, Any], activity_id: int) -> Any:
    """Draft the same again at another time."""
    source = planned_activity(activity_id)
    made, is_new = copy_activity(source, current_member_id(), arguments["starts_at"], arguments["client_ref"])
    return whole_activity(made), 201 if is_new else 200


@blueprint.get("/<entity_id:activity_id>/history")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(HistoryEntrySchema))
@blueprint.refuses(NotFound)
def show_history(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """What was done to it, by whom, from what to what; latest first."""
    planned_activity(activity_id, READ_ACTIVITIES)
    return list_history(activity_id, query["page"], query["page_size"])
