"""What a member sees of the tags they carry."""

from __future__ import annotations

from typing import Any

from backend.audiences.models import Tag, Tagging
from backend.audiences.schemas import MyTagsSchema
from backend.auth import Access, Blueprint, current_member_id
from backend.organizations.models import Organization

blueprint = Blueprint("my_tags", access=Access.MEMBER, url_prefix="/me/tags", description="Tags put on me.")
blueprints = [blueprint]


@blueprint.get("")
@blueprint.response(200, MyTagsSchema)
def list_my_tags() -> dict[str, Any]:
    """Every tag I carry, newest first: nothing about a member is kept from that member."""
    rows = (
        Tagging.select(Tagging, Tag, Organization)
        .join(Tag)
        .join(Organization)
        .where(Tagging.member == current_member_id())
        .order_by(Tagging.id.desc())
        .limit(200)
    )
    return {
        "tags": [{"name": row.tag.name, "organization": row.tag.organization, "at": row.created_at} for row in rows]
    }
