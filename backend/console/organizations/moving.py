"""Moving an organization: where to, what that changes, and then the move."""

from __future__ import annotations

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.organizations.pages import blueprint, load_organization
from backend.console.organizations.trees import choices_of
from backend.console.rendering import done, read_form, render
from backend.errors import DomainError, Forbidden
from backend.organizations.models import Organization
from backend.organizations.moving import MoveEffects, TopStays, move_organization, weigh_move
from backend.schemas import Id, read_id
from backend.scope import ADMINISTER


class MoveForm(ma.Schema):
    """`from_parent_id` is where the mover saw it."""

    parent_id = Id(required=True)
    from_parent_id = Id(required=True)


@blueprint.get("/<entity_id:organization_id>/move")
def weigh(organization_id: int) -> Response:
    """Choose where to; with ?to= what moving there would change. Dragging opens this, too."""
    organization = load_organization(organization_id)
    choices = choices_of(current_caller().scope, ADMINISTER, without=organization_id)
    targets = {one for one, _ in choices}
    _require_movable(organization, targets)
    chosen = request.args.get("to", "")
    parent_id = read_id(chosen)
    effects: MoveEffects | None = None
    refused: DomainError | None = None
    if parent_id is not None:
        if parent_id not in targets:
            load_organization(parent_id)
        try:
            effects = weigh_move(organization_id, parent_id)
        except DomainError as error:
            refused = error
    is_panel = request.headers.get("HX-Target") == "panel" and "HX-Boosted" not in request.headers
    return render(
        "organizations/move.html",
        title=f"移动{organization.name}",
        wrapper="console/only_panel.html" if is_panel else "console/layout.html",
        organization=organization,
        choices=choices,
        chosen=chosen,
        effects=effects,
        refused=refused,
    )


@blueprint.post("/<entity_id:organization_id>/move")
def move(organization_id: int) -> BaseResponse:
    """Move it, after having been told what that changes. Taken back by moving back."""
    organization = load_organization(organization_id)
    _require_movable(organization, {one for one, _ in choices_of(current_caller().scope, ADMINISTER)})
    form = read_form(MoveForm)
    parent = load_organization(form["parent_id"])
    move_organization(organization_id, **form, moved_by=current_member_id())
    here = url_for("console_organizations.move", organization_id=organization_id)
    back = {"parent_id": form["from_parent_id"], "from_parent_id": parent.id}
    return done(
        f"“{organization.name}”和它的下级已移到“{parent.name}”下面。",
        to=url_for("console_organizations.index", open=organization_id),
        undo=("移回去", here, back),
    )


def _require_movable(organization: Organization, administered: set[int]) -> None:
    """Who moves it administers what it is taken from, too."""
    if organization.parent_id is None:
        raise TopStays
    if organization.parent_id not in administered:
        raise Forbidden
