"""The tags one member carries."""

from __future__ import annotations

from typing import Any

from backend.audiences.models import SavedFilter, Tag, Tagging
from backend.organizations.models import Organization
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Each tag, whose it is and since when."""
    if member_id is None:
        return {}
    rows = Tagging.select(Tagging, Tag, Organization).join(Tag).join(Organization).where(Tagging.member == member_id)
    return {
        "tags": [
            {"name": row.tag.name, "organization": row.tag.organization.name, "at": iso(row.created_at)}
            for row in rows.order_by(Tagging.id)
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """They go, and filters of one's own; who put tags on others, or saved a filter for all, is forgotten."""
    if member_id is None:
        return
    Tagging.delete().where(Tagging.member == member_id).execute()
    Tagging.update(tagged_by=None).where(Tagging.tagged_by == member_id).execute()
    SavedFilter.delete().where(SavedFilter.owner == member_id).execute()
    SavedFilter.update(created_by=None).where(SavedFilter.created_by == member_id).execute()
