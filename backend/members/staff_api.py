"""People, as staff look them up."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import Forbidden, NotFound
from backend.limits import guess_limit
from backend.members.finding import find_members
from backend.members.limits import number_limit
from backend.members.models import Member
from backend.members.queries import claimed_among, organizations_of, visible_members
from backend.members.reach import Reach
from backend.members.schemas import MemberQuery, MemberSchema, UnmaskedSchema, UnmaskSchema
from backend.members.services import reveal_phone
from backend.organizations.models import Membership, OrganizationClosure
from backend.schemas import page_of, paginate
from backend.scope import WRITE

blueprint = Blueprint("members_staff", access=Access.STAFF, url_prefix="/staff/members", description="People.")
blueprints = [blueprint]


@blueprint.get("")
@number_limit
@blueprint.arguments(MemberQuery, location="query")
@blueprint.response(200, page_of(MemberSchema))
@blueprint.refuses(NotFound)
def list_members(query: dict[str, Any]) -> dict[str, Any]:
    """People in my scope by name; search by name as written or spelt, number, its last four digits, organization."""
    scope = current_caller().scope
    rows = visible_members(scope).order_by(Member.spelling, Member.id)
    if query["organization_id"] is not None:
        if not scope.covers(query["organization_id"]):
            raise NotFound
        below = OrganizationClosure.select(OrganizationClosure.descendant).where(
            OrganizationClosure.ancestor == query["organization_id"]
        )
        belonging = Membership.select(Membership.member).where(Membership.organization << below)
        rows = rows.where(Member.id << belonging)
    if query["q"]:
        rows = rows.where(Member.id << find_members(query["q"], Reach(tuple(scope.roots()))).ids)
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": _shown(page["items"])}


@blueprint.get("/<entity_id:member_id>")
@blueprint.response(200, MemberSchema)
@blueprint.refuses(NotFound)
def show_member(member_id: int) -> dict[str, Any]:
    """One person in my scope."""
    return _shown([_load(member_id)])[0]


@blueprint.post("/<entity_id:member_id>/unmask")
@guess_limit
@blueprint.arguments(UnmaskSchema)
@blueprint.response(200, UnmaskedSchema)
@blueprint.refuses(NotFound)
def unmask(arguments: dict[str, Any], member_id: int) -> dict[str, Any]:
    """The plain number. The audit trail keeps who asked and why, and the member can read it."""
    member = _load(member_id)
    writable = organizations_of([member.id], current_caller().scope, WRITE)[member.id]
    if not writable:
        raise Forbidden
    phone = reveal_phone(member, current_member_id(), writable[0]["id"], arguments["reason"])
    return {"field": arguments["field"], "value": phone}


def _load(member_id: int) -> Member:
    member: Member | None = visible_members(current_caller().scope).where(Member.id == member_id).first()
    if member is None:
        raise NotFound
    return member


def _shown(members: list[Member]) -> list[dict[str, Any]]:
    """Two statements for any number of people."""
    ids = [member.id for member in members]
    organizations = organizations_of(ids, current_caller().scope)
    claimed = claimed_among(ids)
    return [
        {
            "id": member.id,
            "name": member.name,
            "phone_masked": member.phone_masked,
            "organizations": organizations[member.id],
            "source": member.source,
            "is_claimed": member.id in claimed,
            "created_at": member.created_at,
        }
        for member in members
    ]
