"""Joining, as a visitor does it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import peewee

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import InvalidInput, NotFound, WeChatUnavailable
from backend.home.payload import home_payload, me_payload
from backend.joining.schemas import (
    AcceptInvitationSchema,
    ApplySchema,
    ConfirmPhoneSchema,
    InvitationSchema,
    JoinableOrganizationsSchema,
    JoinOutcomeSchema,
    PhoneCodeSchema,
    PhoneOutcomeSchema,
)
from backend.joining.services import applications, invitations, own_phone, phone_claims, ties
from backend.joining.services.ties import Joined
from backend.limits import guess_limit
from backend.members.models import mask_name
from backend.organizations.models import Organization

blueprint = Blueprint("joining", access=Access.SESSION, url_prefix="/join", description="Becoming a member.")
own_phone_blueprint = Blueprint("own_phone", access=Access.MEMBER, url_prefix="/me", description="My phone number.")
blueprints = [blueprint, own_phone_blueprint]

_CODE = [{"in": "path", "name": "code", "description": "the invitation code, in either case"}]


def _delivered(result: Joined) -> dict[str, Any]:
    """Joining delivers like login: the answer carries the first screen as it is from now on."""
    caller = replace(current_caller(), member_id=result.member_id)
    return {"outcome": result.outcome, "me": me_payload(caller), "home": home_payload(caller)}


@blueprint.post("/phone")
@guess_limit
@blueprint.arguments(PhoneCodeSchema)
@blueprint.response(200, PhoneOutcomeSchema)
@blueprint.refuses(ties.AlreadyMember, ties.PhoneCodeInvalid, ties.PhoneUnsupported, WeChatUnavailable)
def match_phone(arguments: dict[str, Any]) -> dict[str, Any]:
    """Look my phone number up on the roster."""
    caller = current_caller()
    claim = phone_claims.claim_phone(caller.account_id, caller.member_id, arguments["phone_code"])
    answer = {"outcome": claim.outcome, "claim_id": claim.id}
    return answer if claim.candidate is None else {**answer, "masked_name": mask_name(claim.candidate.name)}


@blueprint.post("/phone/confirm")
@guess_limit
@blueprint.arguments(ConfirmPhoneSchema)
@blueprint.response(200, JoinOutcomeSchema)
@blueprint.refuses(NotFound, ties.AlreadyMember, phone_claims.ClaimExpired, phone_claims.NameMismatch, InvalidInput)
def confirm_phone(arguments: dict[str, Any]) -> dict[str, Any]:
    """Prove with my full name that the number on the roster is mine, or leave it to staff."""
    return _delivered(phone_claims.confirm_claim(current_caller().account_id, **arguments))


@blueprint.get("/invitations/<code>", parameters=_CODE)
@guess_limit
@blueprint.response(200, InvitationSchema)
@blueprint.refuses(invitations.InvitationUnknown, invitations.InvitationExpired)
def show_invitation(code: str) -> Any:
    """Where an invitation code leads."""
    return invitations.open_invitation(code)


@blueprint.post("/invitations/<code>", parameters=_CODE)
@guess_limit
@blueprint.arguments(AcceptInvitationSchema)
@blueprint.response(200, JoinOutcomeSchema)
@blueprint.refuses(
    invitations.InvitationUnknown,
    invitations.InvitationExpired,
    ties.PhoneCodeInvalid,
    ties.PhoneUnsupported,
    WeChatUnavailable,
)
def accept_invitation(arguments: dict[str, Any], code: str) -> dict[str, Any]:
    """Join by invitation."""
    return _delivered(invitations.accept_invitation(current_caller().account_id, code, **arguments))


@blueprint.get("/organizations")
@blueprint.response(200, JoinableOrganizationsSchema)
def list_joinable_organizations() -> dict[str, Any]:
    """Every organization that takes applications, by name below its parent."""
    parent = Organization.alias()
    rows = (
        Organization.select(Organization.id, Organization.name, parent.name.alias("parent_name"))
        .join(parent, peewee.JOIN.LEFT_OUTER, on=(Organization.parent == parent.id))
        .where(Organization.accepts_applications == True)  # noqa: E712
        .order_by(parent.name.asc(nulls="first"), Organization.name)
        .dicts()
    )
    return {"items": list(rows)}


@blueprint.post("/applications")
@blueprint.arguments(ApplySchema)
@blueprint.response(201, JoinOutcomeSchema)
@blueprint.refuses(ties.AlreadyMember, ties.PhoneCodeInvalid, ties.PhoneUnsupported, WeChatUnavailable)
def apply(arguments: dict[str, Any]) -> dict[str, Any]:
    """Ask to join an organization. There is one pending application; asking again returns it."""
    caller = current_caller()
    if caller.member_id is not None:
        raise ties.AlreadyMember
    applications.apply(caller.account_id, **arguments)
    return _delivered(Joined("application", None))


@blueprint.delete("/applications/current")
@blueprint.response(204)
def withdraw_application() -> None:
    """Take my pending application back."""
    applications.withdraw_application(current_caller().account_id)


@own_phone_blueprint.put("/phone")
@guess_limit
@own_phone_blueprint.arguments(PhoneCodeSchema)
@own_phone_blueprint.response(204)
@own_phone_blueprint.refuses(own_phone.PhoneTaken, ties.PhoneCodeInvalid, ties.PhoneUnsupported, WeChatUnavailable)
def put_own_phone(arguments: dict[str, Any]) -> None:
    """Have WeChat verify my number, where I joined without one: what others read comes from a verified person."""
    own_phone.verify_phone(current_member_id(), arguments["phone_code"])
