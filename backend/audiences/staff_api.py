"""Tags, saved filters, and how many people a description means."""

from __future__ import annotations

from typing import Any

import peewee

from backend.audiences import services
from backend.audiences.models import SavedFilter, Tag, Tagging
from backend.audiences.schemas import (
    AudienceCountRequest,
    AudienceCountSchema,
    FilterSchema,
    NewFilterSchema,
    NewTagSchema,
    OfOrganizationQuery,
    TaggingSchema,
    TagSchema,
)
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import NotFound
from backend.organizations.models import Organization
from backend.schemas import page_of, paginate
from backend.scope import READ, WRITE

blueprint = Blueprint("audiences", access=Access.STAFF, url_prefix="/staff", description="Tags, filters, audiences.")
blueprints = [blueprint]


@blueprint.post("/audience-counts")
@blueprint.arguments(AudienceCountRequest)
@blueprint.response(200, AudienceCountSchema)
@blueprint.refuses(NotFound)
def count_audience(arguments: dict[str, Any]) -> dict[str, int]:
    """How many members a description means, before anything is published to them."""
    organization_id, audience = arguments["organization_id"], arguments["audience"]
    current_caller().scope.require(organization_id, READ)
    services.check_audience(audience, organization_id, current_caller().scope, current_member_id())
    return {"count": services.count_audience(audience, organization_id)}


@blueprint.get("/tags")
@blueprint.arguments(OfOrganizationQuery, location="query")
@blueprint.response(200, page_of(TagSchema))
def list_tags(query: dict[str, Any]) -> dict[str, Any]:
    """Tags of the organizations in my scope, with how many members carry each."""
    page = paginate(_in_scope(Tag, query["organization_id"]), query["page"], query["page_size"])
    return {**page, "items": _with_members(page["items"])}


@blueprint.post("/tags")
@blueprint.arguments(NewTagSchema)
@blueprint.response(201, TagSchema)
@blueprint.refuses(NotFound)
def create_tag(arguments: dict[str, Any]) -> dict[str, Any]:
    """Add a tag; the same name again is the same tag."""
    current_caller().scope.require(arguments["organization_id"])
    tag = services.create_tag(arguments["organization_id"], arguments["name"], current_member_id())
    return _with_members([tag])[0]


@blueprint.delete("/tags/<entity_id:tag_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def delete_tag(tag_id: int) -> None:
    """Take a tag away from everybody who carries it."""
    services.delete_tag(_load(Tag, tag_id), current_member_id())


@blueprint.put("/tags/<entity_id:tag_id>/members")
@blueprint.arguments(TaggingSchema)
@blueprint.response(200, TagSchema)
@blueprint.refuses(NotFound)
def change_tagging(arguments: dict[str, Any], tag_id: int) -> dict[str, Any]:
    """Put the tag on members in my scope, or take it off. Each of them sees it under their own data."""
    tag = _load(Tag, tag_id)
    services.change_tagging(tag, arguments["add"], arguments["remove"], current_caller().scope, current_member_id())
    return _with_members([tag])[0]


@blueprint.get("/filters")
@blueprint.arguments(OfOrganizationQuery, location="query")
@blueprint.response(200, page_of(FilterSchema))
def list_filters(query: dict[str, Any]) -> dict[str, Any]:
    """Saved descriptions of people, of the organizations in my scope."""
    rows = _in_scope(SavedFilter, query["organization_id"]).where(SavedFilter.for_eyes_of(current_member_id()))
    return paginate(rows, query["page"], query["page_size"])


@blueprint.post("/filters")
@blueprint.arguments(NewFilterSchema)
@blueprint.response(201, FilterSchema)
@blueprint.refuses(NotFound, services.FilterNameTaken)
def save_filter(arguments: dict[str, Any]) -> SavedFilter:
    """Keep a description of people under a name; the same name again replaces it."""
    organization_id = arguments["organization_id"]
    current_caller().scope.require(organization_id)
    services.check_audience(arguments["definition"], organization_id, current_caller().scope, current_member_id())
    return services.save_filter(organization_id, arguments["name"], arguments["definition"], current_member_id())


@blueprint.delete("/filters/<entity_id:filter_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def delete_filter(filter_id: int) -> None:
    """Forget a saved description; audiences that name it mean nobody by it any more."""
    saved = _load(SavedFilter, filter_id)
    if saved.owner_id not in (None, current_member_id()):
        raise NotFound
    saved.delete_instance()


def _in_scope(model: Any, organization_id: int | None) -> Any:
    rows = model.select(model, Organization).join(Organization)
    rows = rows.where(model.organization << current_caller().scope.organizations())
    if organization_id is not None:
        rows = rows.where(model.organization == organization_id)
    return rows.order_by(model.name, model.id)


def _load(model: Any, row_id: int) -> Any:
    row = model.get_or_none(model.id == row_id)
    if row is None:
        raise NotFound
    current_caller().scope.require(row.organization_id, WRITE)
    return row


def _with_members(tags: list[Tag]) -> list[dict[str, Any]]:
    counted: Any = Tagging.select(Tagging.tag, peewee.fn.COUNT(Tagging.id)).where(
        Tagging.tag << [tag.id for tag in tags]
    )
    members: dict[int, int] = dict(counted.group_by(Tagging.tag).tuples())
    return [
        {"id": tag.id, "name": tag.name, "organization": tag.organization, "members": members.get(tag.id, 0)}
        for tag in tags
    ]
