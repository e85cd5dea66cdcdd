"""What imports keep about one person."""

from __future__ import annotations

from typing import Any

from backend.rosters.models import RosterImport, RosterRow
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Each imported row that is about the member, as long as its batch can be taken back."""
    if member_id is None:
        return {}
    rows = RosterRow.select(RosterRow, RosterImport).join(RosterImport).where(RosterRow.member == member_id)
    return {
        "imported_rows": [
            {"file": row.roster.file_name, "row": row.number, "at": iso(row.roster.at), "outcome": row.outcome}
            for row in rows.order_by(RosterRow.id)
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """The rows go; who imported is forgotten."""
    if member_id is not None:
        RosterRow.delete().where(RosterRow.member == member_id).execute()
        RosterImport.update(imported_by=None).where(RosterImport.imported_by == member_id).execute()
        RosterImport.update(undone_by=None).where(RosterImport.undone_by == member_id).execute()
