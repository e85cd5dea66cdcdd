"""The tree of organizations, and one of them in the side panel."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from backend import clock
from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint
from backend.console.organizations.trees import count_below, load_forest, path_of
from backend.console.organizations.wording import WORDS
from backend.console.rendering import in_view, render
from backend.errors import NotFound
from backend.members.models import Member
from backend.organizations.models import Organization, Role
from backend.schemas import read_id
from backend.scope import ADMINISTER, READ

blueprint = ConsoleBlueprint("organizations", "/organizations", needs=READ)

_MOST_OPEN = 60


@blueprint.get("")
def index() -> Response:
    """The part of the tree my roles cover; ?open= shows one of its organizations."""
    is_panel = request.headers.get("HX-Target") == "panel" and "HX-Boosted" not in request.headers
    opened = _opened()
    forest = [] if is_panel else load_forest(in_view())
    return render(
        "organizations/tree.html",
        title="组织",
        wrapper="console/only_panel.html" if is_panel else "console/layout.html",
        forest=forest,
        is_small=sum(len(top.walk()) for top in forest) <= _MOST_OPEN,
        may_administer=bool(current_caller().scope.roots(ADMINISTER)),
        opened=opened,
        **WORDS,
    )


def load_organization(organization_id: int, names: tuple[str, ...] = ADMINISTER) -> Organization:
    """The organization. Raises NotFound outside the reader's scope, Forbidden without one of these roles there."""
    organization: Organization | None = Organization.get_or_none(Organization.id == organization_id)
    if organization is None:
        raise NotFound
    current_caller().scope.require(organization_id, names)
    return organization


def _opened() -> dict[str, Any] | None:
    opened_id = read_id(request.args.get("open"))
    if opened_id is None:
        return None
    organization = load_organization(opened_id, READ)
    administers = current_caller().scope.covers(organization.id, ADMINISTER)
    return {
        "organization": organization,
        "path": path_of(organization.id),
        "counts": count_below(organization.id),
        "administers": administers,
        # A top stays where it is; who moves one must administer both places, the old one too.
        "may_move": administers
        and organization.parent_id is not None
        and current_caller().scope.covers(organization.parent_id, ADMINISTER),
        "holders": _holders(organization.id),
        "now": clock.now(),
    }


def _holders(organization_id: int) -> list[Role]:
    rows = Role.select(Role, Member).join(Member).where(Role.organization == organization_id)
    rows = rows.where(Role.ends_at.is_null() | (Role.ends_at > clock.now()), Member.state == "active")
    return list(rows.order_by(Role.name, Member.name, Role.id).limit(50))
