"""What is held about one person's way in."""

from __future__ import annotations

from typing import Any

from backend.audit.models import AuditEntry
from backend.audit.services import erase_words
from backend.joining.models import Application, Invitation, InvitationUse, PhoneClaim
from backend.organizations.models import Organization
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Applications to join, phone numbers WeChat vouched for, and invitations accepted."""
    applications = Application.select(Application, Organization).left_outer_join(Organization)
    claims = PhoneClaim.select().where(PhoneClaim.account == account_id).order_by(PhoneClaim.id)
    uses = (
        InvitationUse.select(InvitationUse, Invitation, Organization)
        .join(Invitation)
        .join(Organization)
        .where(InvitationUse.account == account_id)
        .order_by(InvitationUse.id)
    )
    return {
        "applications": [
            {
                "organization": row.organization.name if row.organization else None,
                "name": row.name,
                "note": row.note,
                "phone": row.phone,
                "state": row.state,
                "reason": row.reason,
                "created_at": iso(row.created_at),
            }
            for row in applications.where(Application.account == account_id).order_by(Application.id)
        ],
        "phone_claims": [
            {
                "phone": row.phone,
                "outcome": row.outcome,
                "created_at": iso(row.created_at),
            }
            for row in claims
        ],
        "invitations_accepted": [
            {"organization": row.invitation.organization.name, "at": iso(row.created_at)} for row in uses
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:
    """The person's own applications, claims and invitations, and claims of others that found this member by phone."""
    mine = Application.select(Application.id).where(Application.account == account_id)
    # Staff wrote down why they decided as they did, perhaps naming the person.
    erase_words((AuditEntry.subject_kind == "application") & (AuditEntry.subject_id << mine))
    Application.delete().where(Application.account == account_id).execute()
    PhoneClaim.delete().where(PhoneClaim.account == account_id).execute()
    InvitationUse.delete().where(InvitationUse.account == account_id).execute()
    if member_id is not None:
        PhoneClaim.delete().where(PhoneClaim.candidate == member_id).execute()
