"""What the audit trail holds about one person."""

from __future__ import annotations

from typing import Any

import peewee

from backend.audit.models import AuditEntry
from backend.audit.services import erase_words
from backend.members.models import Member
from backend.schemas import iso


def looks_at(member_id: int) -> peewee.Select:
    """Every time somebody saw what is otherwise not theirs to see, newest first, with `by_name`.

    A masked value in full, or the member's record where it was shared with another organization.
    """
    looked = AuditEntry.action.startswith("unmask") | (AuditEntry.action == "view_shared")
    return _about(member_id).where(looked)


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every entry about the member."""
    if member_id is None:
        return {}
    return {
        "audit": [
            {
                "at": iso(entry.at),
                "by": entry.by_name,
                "action": entry.action,
                "reason": entry.reason,
                "detail": entry.detail,
            }
            for entry in _about(member_id)
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Keep that it was done, and by whom; drop the words, which may name the person."""
    if member_id is not None:
        erase_words(AuditEntry.about_member << _records_of(member_id))


def _records_of(member_id: int) -> peewee.Select:
    """The member's record and those merged into it: the trail is not rewritten."""
    own: peewee.Select = Member.select(Member.id).where((Member.id == member_id) | (Member.merged_into == member_id))
    return own


def _about(member_id: int) -> peewee.Select:
    return (
        AuditEntry.select(AuditEntry, Member.name.alias("by_name"))
        .join(Member, peewee.JOIN.LEFT_OUTER, on=AuditEntry.actor)
        .where(AuditEntry.about_member << _records_of(member_id))
        .order_by(AuditEntry.id.desc())
        .objects()
    )
