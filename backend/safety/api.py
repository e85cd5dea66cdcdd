"""Complaints, as members make them."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_member_id
from backend.errors import NotFound
from backend.limits import guess_limit
from backend.safety.complaints import complain
from backend.safety.models import Complaint
from backend.safety.schemas import ComplaintReceiptSchema, ComplaintRequestSchema

blueprint = Blueprint("complaints", access=Access.MEMBER, url_prefix="/complaints", description="Complaints.")
blueprints = [blueprint]


@blueprint.post("")
@guess_limit
@blueprint.arguments(ComplaintRequestSchema)
@blueprint.response(201, ComplaintReceiptSchema)
@blueprint.alt_response(200, schema=ComplaintReceiptSchema, description="Complained of before.", success=True)
@blueprint.refuses(NotFound)
def make_complaint(arguments: dict[str, Any]) -> tuple[Complaint, int]:
    """Say that something I can see should not be there; staff look at it."""
    complaint, is_new = complain(
        arguments["subject_kind"],
        arguments["subject_id"],
        current_member_id(),
        arguments["reason"],
        arguments["text"],
    )
    return complaint, 201 if is_new else 200
