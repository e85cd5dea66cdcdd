"""Kinds of messages, and stopping one for a while."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import NotFound
from backend.organizations.models import Organization
from backend.push.kinds import ABOUT, kind_of
from backend.push.models import PushPause
from backend.push.pauses import PAUSABLE, pause, pauses_for, require_place, resume
from backend.push.staff_schemas import NewPauseSchema, PushRuleSchema, PushRulesSchema, ResumeQuery
from backend.scope import WRITE

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
    if scope.covers_everything():
        places.append({"id": None, "name": "所有组织"})
    return {"rules": _rules(PAUSABLE), "places": places}


@blueprint.put("/<string(maxlength=40):kind>", parameters=_KIND)
@blueprint.arguments(NewPauseSchema)
@blueprint.response(200, PushRuleSchema)
@blueprint.refuses(NotFound)
def put_pause(arguments: dict[str, Any], kind: str) -> dict[str, Any]:
    """Stop a kind of message for an organization and all below it, or everywhere; what comes due waits."""
    require_place(current_caller().scope, (kind,), arguments["organization_id"])
    pause(kind, arguments["organization_id"], current_member_id(), arguments["reason"])
    return _rules((kind,))[0]


@blueprint.delete("/<string(maxlength=40):kind>", parameters=_KIND)
@blueprint.arguments(ResumeQuery, location="query")
@blueprint.response(200, PushRuleSchema)
@blueprint.refuses(NotFound)
def delete_pause(query: dict[str, Any], kind: str) -> dict[str, Any]:
    """Let it go on: what waited and is of use yet goes out, bit by bit."""
    require_place(current_caller().scope, (kind,), query["organization_id"])
    resume(kind, query["organization_id"], current_member_id())
    return _rules((kind,))[0]


def _rules(kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    scope = current_caller().scope
    pauses = list(pauses_for(scope).where(PushPause.kind << kinds))
    mine = {row[0] for row in scope.organizations(WRITE).tuples()}
    may_everywhere = scope.covers_everything()
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
