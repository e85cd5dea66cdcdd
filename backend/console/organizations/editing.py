"""Adding organizations, renaming them, and what each allows."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_member_id
from backend.console.organizations.pages import blueprint, load_organization
from backend.console.organizations.trees import path_of
from backend.console.rendering import done, read_form, render
from backend.errors import DomainError, InvalidInput
from backend.organizations.models import Organization
from backend.organizations.schemas import KINDS
from backend.organizations.services import OrganizationNameTaken, change_organization, open_organization
from backend.organizations.wording import KIND_NAMES
from backend.schemas import Text

# Most bodies of these kinds are government bodies, for which compliance mode is on unless somebody says otherwise.
_USUALLY_GOVERNMENT = ("district", "street")


class OrganizationForm(ma.Schema):
    """What a form says of an organization; a box left out is unticked."""

    name = Text(required=True, min_length=2, max_length=60)
    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(KINDS))
    is_government = ma.fields.Boolean()
    accepts_applications = ma.fields.Boolean()


@blueprint.get("/<entity_id:organization_id>/new")
def new(organization_id: int) -> Response:
    """The form of a new organization below this one."""
    parent = load_organization(organization_id)
    return _form("organizations/new.html", parent, {"kind": "association", "accepts_applications": True})


@blueprint.post("/<entity_id:organization_id>/new")
def create(organization_id: int) -> BaseResponse:
    """Add it."""
    parent = load_organization(organization_id)
    try:
        made = open_organization(parent_id=parent.id, created_by=current_member_id(), **read_form(OrganizationForm))
    except (InvalidInput, OrganizationNameTaken) as refused:
        return _form("organizations/new.html", parent, request.form, refused)
    return done(f"已在“{parent.name}”下面新建“{made.name}”。", to=_panel(made.id))


@blueprint.get("/<entity_id:organization_id>/edit")
def edit(organization_id: int) -> Response:
    """The form of one there is."""
    organization = load_organization(organization_id)
    names = ("name", "kind", "is_government", "accepts_applications")
    return _form("organizations/edit.html", organization, {name: getattr(organization, name) for name in names})


@blueprint.post("/<entity_id:organization_id>/edit")
def change(organization_id: int) -> BaseResponse:
    """Change it."""
    organization = load_organization(organization_id)
    try:
        changes = read_form(OrganizationForm)
        change_organization(organization_id, changes, changed_by=current_member_id())
    except (InvalidInput, OrganizationNameTaken) as refused:
        return _form("organizations/edit.html", organization, request.form, refused)
    before = {
        "name": organization.name,
        "kind": organization.kind,
        "is_government": "1" if organization.is_government else "",
        "accepts_applications": "1" if organization.accepts_applications else "",
    }
    here = url_for("console_organizations.change", organization_id=organization_id)
    return done(f"已保存“{changes['name']}”。", to=_panel(organization_id), undo=("撤销", here, before))


def _panel(organization_id: int) -> str:
    return url_for("console_organizations.index", open=organization_id)


def _form(template: str, organization: Organization, values: Any, refused: DomainError | None = None) -> Response:
    errors = None
    if refused is not None:
        errors = refused.errors or {"name": [refused.message]}
    return render(
        template,
        status=200 if refused is None else refused.status if refused.status != 409 else 422,
        title="新建组织" if template.endswith("new.html") else f"修改{organization.name}",
        organization=organization,
        path=path_of(organization.id),
        kinds=list(KIND_NAMES.items()),
        usually_government=_USUALLY_GOVERNMENT,
        values=values,
        errors=errors,
    )
