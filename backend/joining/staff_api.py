"""Invitations and applications, as staff handle them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import peewee

from backend import clock
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.encryption import keys
from backend.errors import Forbidden, NotFound
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
from backend.members.models import PHONE_INDEX, Member
from backend.members.queries import claimed_among, visible_members
from backend.organizations.models import Organization, Role
from backend.schemas import page_of, paginate
from backend.scope import ADMINISTER, READ, WRITE, Scope

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
    rows = _applications(scope).order_by(Application.id)
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
    application = _load_to_decide(application_id)
    member: Member | None = None
    if arguments["member_id"] is not None:
        scope = current_caller().scope
        member = visible_members(scope, WRITE).where(Member.id == arguments["member_id"]).first()
        if member is None:
            raise NotFound("没有找到所选的人员。")
        _require_may_hand_over(member, scope)
    applications.approve_application(application, current_member_id(), member)
    return _load(application_id)


@blueprint.post("/applications/<entity_id:application_id>/decline")
@blueprint.arguments(DeclineSchema)
@blueprint.response(200, ApplicationSchema)
@blueprint.refuses(NotFound, applications.ApplicationDecided)
def decline_application(arguments: dict[str, Any], application_id: int) -> Any:
    """Turn the applicant down, with a reason they can read."""
    applications.decline_application(_load_to_decide(application_id), current_member_id(), arguments["reason"])
    return _load(application_id)


def _require_may_hand_over(member: Member, scope: Scope) -> None:
    """Whoever gets tied to this person gets its roles: only who could grant those may decide that."""
    roles = Role.select(Role.organization).where(Role.member == member)
    if not all(scope.covers(role.organization_id, ADMINISTER) for role in roles):
        raise Forbidden("所选人员担任管理角色，须由管理员核实身份后通过。")


def _applications(scope: Scope) -> Any:
    """Applications a scope may see, with the names they are shown with."""
    decider = Member.alias()
    return (
        Application.select(Application, Organization, decider)
        .join(Organization, peewee.JOIN.LEFT_OUTER)
        .switch(Application)
        .join(decider, peewee.JOIN.LEFT_OUTER, on=(Application.decided_by == decider.id))
        .where(_in_reach(scope))
    )


def _in_reach(scope: Scope, names: tuple[str, ...] = READ) -> Any:
    """An application for no one organization (two rows far apart) is for those who hold a role at the top."""
    within = Application.organization << scope.organizations(names)
    top = Organization.select().where(Organization.id << scope.roots(names), Organization.parent.is_null())
    return within | (Application.organization.is_null() & peewee.fn.EXISTS(top))


def _load(application_id: int) -> dict[str, Any]:
    scope = current_caller().scope
    application = _applications(scope).where(Application.id == application_id).first()
    if application is None:
        raise NotFound
    return _shown([application], scope)[0]


def _load_to_decide(application_id: int) -> Application:
    scope = current_caller().scope
    application: Application | None = _applications(scope).where(Application.id == application_id).first()
    if application is None:
        raise NotFound
    if not Application.select().where(Application.id == application_id, _in_reach(scope, WRITE)).exists():
        raise Forbidden
    return application


def _shown(items: list[Application], scope: Scope) -> list[dict[str, Any]]:
    """Applications with the people on the roster they may be about; two statements for any number of them."""
    indexes = {one.id: keys().blind_indexes(one.phone, PHONE_INDEX) for one in items if one.phone}
    wanted = [index for those in indexes.values() for index in those]
    people: list[Member] = list(visible_members(scope).where(Member.phone_index << wanted))
    claimed = claimed_among([person.id for person in people])
    return [
        {
            **{name: getattr(one, name) for name in (*_SHOWN, *_DECISION)},
            "candidates": [
                {
                    "id": person.id,
                    "name": person.name,
                    "phone_masked": person.phone_masked,
                    "is_claimed": person.id in claimed,
                }
                for person in people
                if person.phone_index in indexes.get(one.id, ())
            ],
        }
        for one in items
    ]
