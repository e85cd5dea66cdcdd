"""Invitations and applications, as staff handle them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend import clock
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import NotFound
from backend.joining.models import Application, Invitation
from backend.joining.schemas import (
    ApplicationQuery,
    ApplicationSchema,
    ApproveSchema,
    DeclineSchema,
    InvitationQuery,
    NewInvitationSchema,
    StaffInvitationSchema,
)
from backend.joining.services import applications, invitations
from backend.joining.services.reach import application_to_decide, applications_in, candidates_among, person_to_tie
from backend.organizations.models import Organization
from backend.schemas import page_of, paginate
from backend.scope import Scope

blueprint = Blueprint("joining_staff", access=Access.STAFF, url_prefix="/staff", description="Letting people in.")
blueprints = [blueprint]

_SHOWN = ("id", "state", "source", "name", "note", "phone_masked", "organization", "reason", "created_at")
_DECISION = ("decided_at", "decided_by")


@blueprint.get("/invitations")
@blueprint.arguments(InvitationQuery, location="query")
@blueprint.response(200, page_of(StaffInvitationSchema))
def list_invitations(query: dict[str, Any]) -> dict[str, Any]:
    """Invitations in my scope, newest first."""
    rows = (
        Invitation.select(Invitation, Organization)
        .join(Organization)
        .where(Invitation.organization << current_caller().scope.organizations())
        .order_by(Invitation.id.desc())
    )
    if query["organization_id"] is not None:
        rows = rows.where(Invitation.organization == query["organization_id"])
    return paginate(rows, query["page"], query["page_size"])


@blueprint.post("/invitations")
@blueprint.arguments(NewInvitationSchema)
@blueprint.response(201, StaffInvitationSchema)
@blueprint.refuses(NotFound)
def create_invitation(arguments: dict[str, Any]) -> Any:
    """Make a code of 8 characters."""
    current_caller().scope.require(arguments["organization_id"])
    return invitations.create_invitation(
        arguments["organization_id"],
        current_member_id(),
        arguments["max_uses"],
        clock.now() + timedelta(days=arguments["days"]),
    )


@blueprint.delete("/invitations/<entity_id:invitation_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def revoke_invitation(invitation_id: int) -> None:
    """End a code before its time."""
    invitation = Invitation.get_or_none(Invitation.id == invitation_id)
    if invitation is None:
        raise NotFound
    current_caller().scope.require(invitation.organization_id)
    invitations.revoke_invitation(invitation, current_member_id())


@blueprint.get("/applications")
@blueprint.arguments(ApplicationQuery, location="query")
@blueprint.response(200, page_of(ApplicationSchema))
def list_applications(query: dict[str, Any]) -> dict[str, Any]:
    """Applications in my scope, oldest first, each with the people on the roster it may be about."""
    scope = current_caller().scope
    rows = applications_in(scope).order_by(Application.id)
    if query["state"] is not None:
        rows = rows.where(Application.state == query["state"])
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": _shown(page["items"], scope)}


@blueprint.post("/applications/<entity_id:application_id>/approve")
@blueprint.arguments(ApproveSchema)
@blueprint.response(200, ApplicationSchema)
@blueprint.refuses(NotFound, applications.ApplicationDecided, applications.MemberTaken, applications.AlreadyOnRoster)
def approve_application(arguments: dict[str, Any], application_id: int) -> Any:
    """Let the applicant in, as the chosen person on the roster or as a new one."""
    scope = current_caller().scope
    application = application_to_decide(application_id, scope)
    member = None if arguments["member_id"] is None else person_to_tie(arguments["member_id"], scope)
    applications.approve_application(application, current_member_id(), member)
    return _load(application_id)


@blueprint.post("/applications/<entity_id:application_id>/decline")
@blueprint.arguments(DeclineSchema)
@blueprint.response(200, ApplicationSchema)
@blueprint.refuses(NotFound, applications.ApplicationDecided)
def decline_application(arguments: dict[str, Any], application_id: int) -> Any:
    """Turn the applicant down, with a reason they can read."""
    application = application_to_decide(application_id, current_caller().scope)
    applications.decline_application(application, current_member_id(), arguments["reason"])
    return _load(application_id)


def _load(application_id: int) -> dict[str, Any]:
    scope = current_caller().scope
    application = applications_in(scope).where(Application.id == application_id).first()
    if application is None:
        raise NotFound
    return _shown([application], scope)[0]


def _shown(items: list[Application], scope: Scope) -> list[dict[str, Any]]:
    candidates = candidates_among(items, scope)
    return [
        {**{name: getattr(one, name) for name in (*_SHOWN, *_DECISION)}, "candidates": candidates[one.id]}
        for one in items
    ]
