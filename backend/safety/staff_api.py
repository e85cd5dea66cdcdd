"""The patrol: texts that wait for a person, and complaints."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import NotFound
from backend.safety import patrol
from backend.safety.checks import TextChanged, judge_text
from backend.safety.complaints import ComplaintDecided, decide_complaints
from backend.safety.models import Complaint, TextCheck
from backend.safety.schemas import (
    ComplaintQuery,
    DecisionSchema,
    ReasonSchema,
    SeenSchema,
    StaffComplaintSchema,
    TextQuery,
    TextToJudgeSchema,
)
from backend.schemas import page_of, paginate

blueprint = Blueprint("safety_staff", access=Access.STAFF, url_prefix="/staff", description="Patrol of texts.")
blueprints = [blueprint]


@blueprint.get("/texts")
@blueprint.arguments(TextQuery, location="query")
@blueprint.response(200, page_of(TextToJudgeSchema))
def list_texts(query: dict[str, Any]) -> dict[str, Any]:
    """Texts in my scope that wait for a person, longest waiting first; or those judged before."""
    rows = patrol.texts(query["state"], current_caller().scope.organizations()).order_by(TextCheck.id)
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": patrol.shown_texts(page["items"])}


@blueprint.post("/texts/<entity_id:check_id>/clear")
@blueprint.arguments(SeenSchema)
@blueprint.response(200, TextToJudgeSchema)
@blueprint.refuses(NotFound, TextChanged)
def clear_text(arguments: dict[str, Any], check_id: int) -> dict[str, Any]:
    """Let others see it."""
    return _one(
        judge_text(
            patrol.find(current_caller().scope, TextCheck, check_id), True, "", current_member_id(), arguments["digest"]
        )
    )


@blueprint.post("/texts/<entity_id:check_id>/block")
@blueprint.arguments(ReasonSchema)
@blueprint.response(200, TextToJudgeSchema)
@blueprint.refuses(NotFound, TextChanged)
def block_text(arguments: dict[str, Any], check_id: int) -> dict[str, Any]:
    """Keep it from others; its author reads why."""
    check, reason = patrol.find(current_caller().scope, TextCheck, check_id), arguments["reason"]
    return _one(judge_text(check, False, reason, current_member_id(), arguments["digest"]))


@blueprint.get("/complaints")
@blueprint.arguments(ComplaintQuery, location="query")
@blueprint.response(200, page_of(StaffComplaintSchema))
def list_complaints(query: dict[str, Any]) -> dict[str, Any]:
    """Complaints in my scope, oldest first: one line for each thing complained of."""
    rows = patrol.complaints(query["state"], current_caller().scope.organizations()).order_by(Complaint.id)
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": patrol.shown_complaints(page["items"])}


@blueprint.post("/complaints/<entity_id:complaint_id>/decide")
@blueprint.arguments(DecisionSchema)
@blueprint.response(200, StaffComplaintSchema)
@blueprint.refuses(NotFound, ComplaintDecided)
def decide(arguments: dict[str, Any], complaint_id: int) -> dict[str, Any]:
    """Take what is complained of away, or let it stand; every complaint about it is decided with it."""
    complaint = patrol.find(current_caller().scope, Complaint, complaint_id)
    decide_complaints(complaint, arguments["is_upheld"], arguments["note"], current_member_id())
    return patrol.shown_complaints([Complaint.get_by_id(complaint_id)])[0]


def _one(check: TextCheck) -> dict[str, Any]:
    return patrol.shown_texts([check])[0]
