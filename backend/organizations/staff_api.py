"""The tree and its roles, as staff see them and administrators change them."""

from __future__ import annotations

from typing import Any

import peewee

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import Forbidden, NotFound
from backend.members.models import Member
from backend.organizations import roles
from backend.organizations.models import Membership, Organization, OrganizationClosure, Role
from backend.organizations.schemas import (
    NewOrganizationSchema,
    NewRoleSchema,
    OrganizationChangeSchema,
    OrganizationSchema,
    RoleQuery,
    RoleSchema,
)
from backend.organizations.services import OrganizationNameTaken, change_organization, open_organization
from backend.schemas import PageQuery, page_of, paginate
from backend.scope import ADMINISTER, Scope

blueprint = Blueprint(
    "organizations_staff", access=Access.STAFF, url_prefix="/staff", description="Organizations and roles."
)
blueprints = [blueprint]


@blueprint.get("/organizations")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_of(OrganizationSchema))
def list_organizations(query: dict[str, Any]) -> dict[str, Any]:
    """The part of the tree my roles cover, from the top down."""
    rows = _organizations(current_caller().scope).order_by(peewee.SQL("depth"), Organization.id)
    return paginate(rows, query["page"], query["page_size"])


@blueprint.post("/organizations")
@blueprint.arguments(NewOrganizationSchema)
@blueprint.response(201, OrganizationSchema)
@blueprint.refuses(NotFound, OrganizationNameTaken)
def create_organization(arguments: dict[str, Any]) -> Any:
    """Add an organization below one I administer."""
    scope = current_caller().scope
    scope.require(arguments["parent_id"], ADMINISTER)
    organization = open_organization(**arguments, created_by=current_member_id())
    return _organizations(scope).where(Organization.id == organization.id).get()


@blueprint.patch("/organizations/<entity_id:organization_id>")
@blueprint.arguments(OrganizationChangeSchema)
@blueprint.response(200, OrganizationSchema)
@blueprint.refuses(NotFound, OrganizationNameTaken)
def update_organization(arguments: dict[str, Any], organization_id: int) -> Any:
    """Rename an organization I administer, or change what it allows."""
    scope = current_caller().scope
    scope.require(organization_id, ADMINISTER)
    change_organization(organization_id, arguments, changed_by=current_member_id())
    return _organizations(scope).where(Organization.id == organization_id).get()


@blueprint.get("/roles")
@blueprint.arguments(RoleQuery, location="query")
@blueprint.response(200, page_of(RoleSchema))
def list_roles(query: dict[str, Any]) -> dict[str, Any]:
    """Every role held where I am administrator."""
    scope = current_caller().scope
    if not scope.roots(ADMINISTER):
        raise Forbidden
    rows = _roles(scope).order_by(Role.id)
    if query["organization_id"] is not None:
        rows = rows.where(Role.organization == query["organization_id"])
    return paginate(rows, query["page"], query["page_size"])


@blueprint.post("/roles")
@blueprint.arguments(NewRoleSchema)
@blueprint.response(201, RoleSchema)
@blueprint.refuses(NotFound, roles.LastAdministrator)
def grant_role(arguments: dict[str, Any]) -> Any:
    """Give somebody a role where I am administrator; granting it again sets its period."""
    scope = current_caller().scope
    roles.check_grant(scope, arguments["member_id"], arguments["organization_id"], arguments["ends_at"])
    name = arguments.pop("role")
    role = roles.grant_role(**arguments, name=name, granted_by=current_member_id())
    return _roles(scope).where(Role.id == role.id).get()


@blueprint.delete("/roles/<entity_id:role_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound, roles.LastAdministrator)
def revoke_role(role_id: int) -> None:
    """Take a role away."""
    role = Role.get_or_none(Role.id == role_id)
    if role is None:
        raise NotFound
    current_caller().scope.require(role.organization_id, ADMINISTER)
    roles.revoke_role(role, current_member_id())


def _organizations(scope: Scope) -> Any:
    above = OrganizationClosure.alias()
    depth = above.select(peewee.fn.COUNT(above.ancestor) - 1).where(above.descendant == Organization.id)
    members = (
        Membership.select(peewee.fn.COUNT(Membership.id))
        .join(Member)
        .where(Membership.organization == Organization.id, Member.state == "active")
    )
    return Organization.select(Organization, depth.alias("depth"), members.alias("members")).where(
        Organization.id << scope.organizations()
    )


def _roles(scope: Scope) -> Any:
    return (
        Role.select(Role, Member, Organization)
        .join(Member)
        .switch(Role)
        .join(Organization)
        .where(Role.organization << scope.organizations(ADMINISTER))
    )
