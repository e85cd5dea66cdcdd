"""Feedback on an activity, as those who were there give it."""

from __future__ import annotations

from typing import Any

from backend.activities.feedback_schemas import FeedbackRequestSchema, FeedbackSheetSchema
from backend.activities.services import errors
from backend.activities.services.feedback import FeedbackSheet, give_feedback, view_feedback
from backend.activities.services.signing_up import view_activity
from backend.auth import Access, Blueprint, JoinFirst, current_caller
from backend.errors import NotFound

blueprint = Blueprint(
    "feedback", access=Access.SESSION, url_prefix="/activities", description="What people say after an activity."
)


def _member_at(activity_id: int) -> int:
    """The calling member. A visitor is told to join where they may see the activity, and nothing where they may not."""
    caller = current_caller()
    if caller.member_id is None:
        view_activity(activity_id, None)
    return caller.require_member()


def _payload(sheet: FeedbackSheet) -> dict[str, Any]:
    return {
        "state": sheet.state,
        "form": {"version": sheet.form.version, "definition": sheet.form.data},
        "answers": sheet.given.answers if sheet.given else {},
        "submitted_at": sheet.given and sheet.given.updated_at,
    }


@blueprint.get("/<entity_id:activity_id>/feedback")
@blueprint.response(200, FeedbackSheetSchema)
@blueprint.refuses(NotFound, JoinFirst, errors.NotAParticipant)
def show_feedback(activity_id: int) -> dict[str, Any]:
    """What I am asked about an activity I was at, and what I answered."""
    return _payload(view_feedback(activity_id, _member_at(activity_id)))


@blueprint.put("/<entity_id:activity_id>/feedback")
@blueprint.arguments(FeedbackRequestSchema)
@blueprint.response(200, FeedbackSheetSchema)
@blueprint.refuses(
    NotFound,
    JoinFirst,
    errors.NotAParticipant,
    errors.FeedbackNotOpen,
    errors.FeedbackClosed,
    errors.FormOutdated,
    errors.InvalidAnswers,
)
def put_feedback(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Give my feedback, or change it until it is closed: two weeks after the end, or with the report."""
    member_id = _member_at(activity_id)
    return _payload(give_feedback(activity_id, member_id, arguments["answers"], arguments["form_version"]))
