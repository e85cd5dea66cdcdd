"""What acts on many did to one member."""

from __future__ import annotations

from typing import Any

from backend.batches.models import Batch, BatchMember
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Each act that changed something of theirs and can still be taken back."""
    if member_id is None:
        return {}
    rows = (
        BatchMember.select(BatchMember, Batch)
        .join(Batch)
        .where(BatchMember.member == member_id, BatchMember.state << ("changed", "undone"))
        .order_by(BatchMember.id)
    )
    return {
        "batches": [
            {"what": row.batch.words, "at": iso(row.batch.created_at), "is_undone": row.state == "undone"}
            for row in rows
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """What they had before is kept no longer: nobody can give it back to them."""
    if member_id is not None:
        BatchMember.delete().where(BatchMember.member == member_id).execute()
        Batch.update(made_by=None).where(Batch.made_by == member_id).execute()
        Batch.update(undone_by=None).where(Batch.undone_by == member_id).execute()
