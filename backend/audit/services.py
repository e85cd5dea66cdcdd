"""Writing the audit trail, in the transaction of the act itself, and erasing its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import peewee

from backend.audit.differences import differing
from backend.audit.models import AuditEntry
from backend.database import atomic, in_chunks

ERASED = "audit.erased"
# Ids in one entry about an erasure.
_MOST_ERASED = 1_000


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
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add one entry; `action` has its words in backend/audit/words.py.

    `before` and `after` are the values of the record's fields; what differs is kept (for a new record only `after` is
    given, for a deleted one only `before`). Neither they nor `detail` may hold a phone number, a sensitive value or
    another person's name: entries are kept for years.
    """
    _insert(
        action=action,
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor=actor_id,
        actor_kind=actor_kind,
        about_member=about_member_id,
        organization=organization_id,
        reason=reason,
        detail={**(detail or {}), **differing(before, after)},
    )


def record_each(
    *,
    action: str,
    about_member_ids: Collection[int],
    subject_kind: str,
    subject_id: int,
    actor_id: int,
    organization_id: int,
    reason: str,
    detail: dict[str, Any],
) -> None:
    """The same entry about each of these members, as `record` would write it; a statement for hundreds of them."""
    rows = [
        {
            "action": action,
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "actor": actor_id,
            "about_member": member_id,
            "organization": organization_id,
            "reason": reason,
            "detail": detail,
        }
        for member_id in about_member_ids
    ]
    for some in in_chunks(rows):
        AuditEntry.insert_many(list(some)).execute()


def _insert(**values: Any) -> int:
    return int(AuditEntry.insert(**values).execute())


def erase_words(condition: peewee.Expression) -> int:
    """Erase reason and detail of the entries the condition finds, for good; returns how many.

    That they were erased is an entry itself, which names them by id: only so does the chain accept the gap.
    """
    with atomic():
        found = AuditEntry.select(AuditEntry.id).where(
            condition, AuditEntry.erased_by.is_null(), (AuditEntry.reason != "") | (AuditEntry.detail != {})
        )
        ids = [entry.id for entry in found.order_by(AuditEntry.id)]
        for some in in_chunks(ids, _MOST_ERASED):
            erasure = _insert(
                action=ERASED, subject_kind="audit_entry", actor_kind="system", detail={"entries": list(some)}
            )
            AuditEntry.update(reason="", detail={}, salt=None, erased_by=erasure).where(AuditEntry.id << some).execute()
    return len(ids)
