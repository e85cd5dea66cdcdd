"""Kinds of messages, and stopping one for a while."""

from __future__ import annotations

from typing import Any

import peewee

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import Forbidden, NotFound
from backend.members.models import Member
from backend.organizations.models import Organization, OrganizationClosure
from backend.push.kinds import ABOUT, kind_of
from backend.push.models import PushPause
from backend.push.pauses import PAUSABLE, pause, resume
from backend.push.staff_schemas import NewPauseSchema, PushRuleSchema, PushRulesSchema, ResumeQuery
from backend.scope import ADMINISTER, WRITE, Scope

blueprint = Blueprint(
    "push_rules", access=Access.STAFF, url_prefix="/staff/push-rules", description="Stopping a kind of message."
)

_KIND = [{"in": "path", "name": "kind", "description": "a kind of message"}]


@blueprint.get("")
@blueprint.response(200, PushRulesSchema)
def list_rules() -> dict[str, Any]:
    """Every kind of message, and where it is stopped as far as it concerns my organizations."""
    scope = current_caller().scope
    roots = Organization.select().where(Organization.id << scope.roots(WRITE)).order_by(Organization.id)
    places = [{"id": one.id, "name": one.name} for one in roots]
    if _may_everywhere(scope):
        places.append({"id": None, "name": "所有组织"})
    return {"rules": _rules(PAUSABLE), "places": places}


@blueprint.put("/<string(maxlength=40):kind>", parameters=_KIND)
@blueprint.arguments(NewPauseSchema)
@blueprint.response(200, PushRuleSchema)
@blueprint.refuses(NotFound)
def put_pause(arguments: dict[str, Any], kind: str) -> dict[str, Any]:
    """Stop a kind of message for an organization and all below it, or everywhere; what comes due waits."""
    _check(kind, arguments["organization_id"])
    pause(kind, arguments["organization_id"], current_member_id(), arguments["reason"])
    return _rules((kind,))[0]


@blueprint.delete("/<string(maxlength=40):kind>", parameters=_KIND)
@blueprint.arguments(ResumeQuery, location="query")
@blueprint.response(200, PushRuleSchema)
@blueprint.refuses(NotFound)
def delete_pause(query: dict[str, Any], kind: str) -> dict[str, Any]:
    """Let it go on: what waited and is of use yet goes out, bit by bit."""
    _check(kind, query["organization_id"])
    resume(kind, query["organization_id"], current_member_id())
    return _rules((kind,))[0]


def _check(kind: str, organization_id: int | None) -> None:
    if kind not in PAUSABLE:
        raise NotFound
    scope = current_caller().scope
    if organization_id is not None:
        scope.require(organization_id, WRITE)
    elif not _may_everywhere(scope):
        raise Forbidden


def _may_everywhere(scope: Scope) -> bool:
    """Whoever administers all there is."""
    return {one.id for one in Organization.at_the_top()} <= set(scope.roots(ADMINISTER))


def _rules(kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    scope = current_caller().scope
    pauses = list(_pauses(scope).where(PushPause.kind << kinds))
    mine = {row[0] for row in scope.organizations(WRITE).tuples()}
    may_everywhere = _may_everywhere(scope)
    return [
        {
            "kind": name,
            "label": kind_of(name).label,
            "about": ABOUT[kind_of(name).about],
            "is_urgent": kind_of(name).is_urgent,
            "pauses": [
                {
                    "organization": one.organization if one.organization_id else None,
                    "reason": one.reason,
                    "paused_at": one.paused_at,
                    "paused_by": one.paused_by.name if one.paused_by else "",
                    "can_resume": one.organization_id in mine if one.organization_id else may_everywhere,
                }
                for one in pauses
                if one.kind == name
            ],
        }
        for name in kinds
    ]


def _pauses(scope: Scope) -> Any:
    """Those within my scope, above it, and everywhere."""
    above = OrganizationClosure.select(OrganizationClosure.ancestor).where(
        OrganizationClosure.descendant << scope.roots()
    )
    return (
        PushPause.select(PushPause, Organization, Member)
        .join(Organization, peewee.JOIN.LEFT_OUTER)
        .switch(PushPause)
        .join(Member, peewee.JOIN.LEFT_OUTER)
        .where(
            PushPause.resumed_at.is_null(),
            PushPause.organization.is_null()
            | (PushPause.organization << scope.organizations())
            | (PushPause.organization << above),
        )
        .order_by(PushPause.paused_at, PushPause.id)
    )
