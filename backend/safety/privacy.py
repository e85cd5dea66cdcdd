"""What one member complained of, and how their texts were judged."""

from __future__ import annotations

from typing import Any

from backend.safety.complaints import REASONS
from backend.safety.models import Complaint, TextCheck
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Each complaint with what became of it, and each verdict on a text of theirs."""
    if member_id is None:
        return {}
    complaints = Complaint.select().where(Complaint.member == member_id).order_by(Complaint.id)
    checks = TextCheck.select().where(TextCheck.author == member_id).order_by(TextCheck.id)
    return {
        "complaints": [
            {
                "reason": REASONS.get(row.reason, row.reason),
                "text": row.text,
                "state": row.state,
                "created_at": iso(row.created_at),
            }
            for row in complaints
        ],
        "text_checks": [
            {"about": row.subject_kind, "state": row.state, "created_at": iso(row.created_at)} for row in checks
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Who complained, and in which words, is forgotten; that there was a complaint stays."""
    if member_id is None:
        return
    Complaint.update(member=None, text="").where(Complaint.member == member_id).execute()
    TextCheck.update(author=None).where(TextCheck.author == member_id).execute()
