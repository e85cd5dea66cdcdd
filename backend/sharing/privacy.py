"""Who shared what: what one person did. Whom a sharing shows is never stored; looks are in the audit trail."""

from __future__ import annotations

from typing import Any

from backend.organizations.models import Organization
from backend.schemas import iso
from backend.sharing.models import OrganizationShare


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """What the member shared in an organization's name."""
    if member_id is None:
        return {}
    rows = OrganizationShare.select(OrganizationShare, Organization).join(
        Organization, on=OrganizationShare.with_organization
    )
    return {
        "shares_begun": [
            {"with": row.with_organization.name, "purpose": row.purpose, "at": iso(row.created_at)}
            for row in rows.where(OrganizationShare.created_by == member_id).order_by(OrganizationShare.id)
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """The sharing stays the organization's; who began or ended it is forgotten."""
    if member_id is None:
        return
    OrganizationShare.update(created_by=None).where(OrganizationShare.created_by == member_id).execute()
    OrganizationShare.update(revoked_by=None).where(OrganizationShare.revoked_by == member_id).execute()
