"""What is held of a person's merged records."""

from __future__ import annotations

from typing import Any

from backend.merging.models import DistinctPair, Lookalike, MemberMerge
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """That records were merged, and parted again."""
    if member_id is None:
        return {}
    merges = MemberMerge.select().where(MemberMerge.kept == member_id).order_by(MemberMerge.id)
    return {
        "merged": [
            {
                "at": iso(merge.merged_at),
                "what": merge.summary.get("moved", {}),
                "undone_at": merge.undone_at and iso(merge.undone_at),
            }
            for merge in merges
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Ledgers go, and with them the way back; so does whom the person was told apart from."""
    if member_id is None:
        return
    MemberMerge.forget(member_id, "erased")
    concerned = (MemberMerge.kept == member_id) | (MemberMerge.gone == member_id)
    MemberMerge.update(summary={}).where(concerned).execute()
    for pairs in (DistinctPair, Lookalike):
        pairs.delete().where((pairs.first == member_id) | (pairs.second == member_id)).execute()
