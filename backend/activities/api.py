"""Activities as members and visitors meet them: lists, one in full, signing up and taking it back."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities import feedback_api, pictures_api, queries
from backend.activities.payloads import card_payload, detail_payload, signup_payload
from backend.activities.schemas import (
    ActivityCardSchema,
    ActivityDetailSchema,
    ActivityListQuery,
    SignupRequestSchema,
    SignupSchema,
)
from backend.activities.services import errors
from backend.activities.services.signing_up import cancel_signup, sign_up, view_activity
from backend.auth import Access, Blueprint, JoinFirst, current_caller
from backend.errors import NotFound
from backend.schemas import page_of

browse_blueprint = Blueprint(
    "activities", access=Access.SESSION, url_prefix="/activities", description="Activities I may see."
)
signup_blueprint = Blueprint("signups", access=Access.SESSION, url_prefix="/activities", description="Signing up.")
blueprints = [browse_blueprint, signup_blueprint, pictures_api.blueprint, feedback_api.blueprint]


@browse_blueprint.get("")
@browse_blueprint.arguments(ActivityListQuery, location="query")
@browse_blueprint.response(200, page_of(ActivityCardSchema))
def list_activities(query: dict[str, Any]) -> dict[str, Any]:
    """One tab of activities: open to sign up, mine, or past. Visitors get public ones only."""
    page, page_size = query["page"], query["page_size"]
    member_id = current_caller().member_id
    rows, total = queries.list_cards(query["tab"], member_id, clock.now_ms(), page, page_size)
    return {"items": [card_payload(row) for row in rows], "page": page, "page_size": page_size, "total": total}


@browse_blueprint.get("/<entity_id:activity_id>")
@browse_blueprint.response(200, ActivityDetailSchema)
@browse_blueprint.refuses(NotFound)
def show_activity(activity_id: int) -> dict[str, Any]:
    """One activity in full, with my signup and its pass."""
    member_id = current_caller().member_id
    return detail_payload(view_activity(activity_id, member_id), member_id)


def _member_at(activity_id: int) -> int:
    """The calling member. A visitor is told to join where they may see the activity, and nothing where they may not."""
    caller = current_caller()
    if caller.member_id is None:
        view_activity(activity_id, None)
    return caller.require_member()


@signup_blueprint.put("/<entity_id:activity_id>/signup")
@signup_blueprint.arguments(SignupRequestSchema)
@signup_blueprint.response(200, SignupSchema)
@signup_blueprint.alt_response(201, schema=SignupSchema, description="Signed up by this request.", success=True)
@signup_blueprint.refuses(
    NotFound,
    JoinFirst,
    errors.SignupNotOpen,
    errors.SignupClosed,
    errors.ActivityCancelled,
    errors.FormOutdated,
    errors.InvalidAnswers,
    errors.ActivityFull,
    errors.AlreadyCheckedIn,
)
def put_signup(arguments: dict[str, Any], activity_id: int) -> Any:
    """Sign up, with whoever comes along. When it is full, the signup waits in line.

    The same request again is the same signup; with other companions, it changes the party while signup is open.
    """
    row, is_new = sign_up(
        activity_id,
        _member_at(activity_id),
        arguments["answers"],
        arguments["form_version"],
        arguments["companions"],
        arguments["companion_count"],
    )
    return signup_payload(row), 201 if is_new else 200


@signup_blueprint.delete("/<entity_id:activity_id>/signup")
@signup_blueprint.response(200, SignupSchema)
@signup_blueprint.refuses(NotFound, JoinFirst, errors.CancelClosed, errors.AlreadyCheckedIn, errors.ActivityCancelled)
def delete_signup(activity_id: int) -> dict[str, Any]:
    """Take my signup back; the place goes to whoever waits longest."""
    return signup_payload(cancel_signup(activity_id, _member_at(activity_id)))
