"""Activities as members and visitors meet them: lists, one in full, signing up and taking it back."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities import feedback_api, pictures_api, queries
from backend.activities.payloads import card_payload, detail_payload, signup_payload
from backend.activities.queries import DetailRow
from backend.activities.schemas import (
    ActivityCardSchema,
    ActivityDetailSchema,
    ActivityListQuery,
    SignupRequestSchema,
    SignupSchema,
)
from backend.activities.services import errors
from backend.activities.services.delegated import (
    cancel_signup_as,
    hidden_from_delegates,
    sign_up_as,
    signup_for_delegates,
)
from backend.activities.services.signing_up import view_activity
from backend.auth import Access, Blueprint, JoinFirst, current_caller
from backend.companies.delegation import acting_for
from backend.companies.errors import NotDelegate
from backend.companies.schemas import ForMemberQuery
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
@browse_blueprint.arguments(ForMemberQuery, location="query")
@browse_blueprint.response(200, ActivityDetailSchema)
@browse_blueprint.refuses(NotFound, JoinFirst, NotDelegate)
def show_activity(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """One activity in full, with my signup and its pass; for a delegate, with the signup of whom they act for."""
    member_id = current_caller().member_id
    if query["for_member_id"] is not None:
        principal = acting_for(current_caller().require_member(), query["for_member_id"])
        if principal != member_id:
            return hidden_from_delegates(detail_payload(view_activity(activity_id, principal), principal))
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
    NotDelegate,
)
def put_signup(arguments: dict[str, Any], activity_id: int) -> Any:
    """Sign up, with whoever comes along. When it is full, the signup waits in line.

    The same request again is the same signup; with other companions, it changes the party while signup is open.
    `for_member_id`: a delegate signs up whom they act for.
    """
    caller_id, principal_id = _member_at(activity_id), arguments["for_member_id"]
    row, is_new = sign_up_as(caller_id, principal_id, activity_id, arguments)
    return _signup(row, caller_id, principal_id), 201 if is_new else 200


def _signup(row: DetailRow, caller_id: int, principal_id: int | None) -> dict[str, Any]:
    return signup_payload(row) if principal_id in (None, caller_id) else signup_for_delegates(signup_payload(row))


@signup_blueprint.delete("/<entity_id:activity_id>/signup")
@signup_blueprint.arguments(ForMemberQuery, location="query")
@signup_blueprint.response(200, SignupSchema)
@signup_blueprint.refuses(
    NotFound, JoinFirst, NotDelegate, errors.CancelClosed, errors.AlreadyCheckedIn, errors.ActivityCancelled
)
def delete_signup(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Take my signup back, or that of whom I act for; the place goes to whoever waits longest."""
    caller_id, principal_id = _member_at(activity_id), query["for_member_id"]
    return _signup(cancel_signup_as(caller_id, principal_id, activity_id), caller_id, principal_id)
