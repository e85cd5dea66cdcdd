"""Delegations, as members see them."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_member_id
from backend.companies.delegation import delegations_of
from backend.companies.schemas import DelegationsSchema

blueprint = Blueprint("delegations", access=Access.MEMBER, url_prefix="/me", description="Acting for somebody.")
blueprints = [blueprint]


@blueprint.get("/delegations")
@blueprint.response(200, DelegationsSchema)
def list_delegations() -> dict[str, Any]:
    """Whom I may sign up and answer for, and who may for me."""
    return delegations_of(current_member_id())
