"""Writing the audit trail, in the transaction of the act itself."""

from __future__ import annotations

from typing import Any

from backend.audit.models import AuditEntry


def record(
    *,
    action: str,
    subject_kind: str,
    subject_id: int | None = None,
    actor_id: int | None = None,
    actor_kind: str = "staff",
    about_member_id: int | None = None,
    organization_id: int | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Add one entry. `detail` must hold no phone number and no sensitive value: entries are kept for years."""
    AuditEntry.insert(
        action=action,
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor=actor_id,
        actor_kind=actor_kind,
        about_member=about_member_id,
        organization=organization_id,
        reason=reason,
        detail=detail or {},
    ).execute()
