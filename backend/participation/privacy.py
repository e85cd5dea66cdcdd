"""The participation record of one member."""

from __future__ import annotations

from typing import Any

import peewee

from backend.organizations.models import Organization
from backend.participation.models import Participation
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every entry."""
    if member_id is None:
        return {}
    rows = (
        Participation.select(Participation, Organization)
        .join(Organization, peewee.JOIN.LEFT_OUTER)
        .where(Participation.member == member_id)
        .order_by(Participation.occurred_at, Participation.id)
    )
    return {
        "participation": [
            {
                "kind": row.kind,
                "title": row.title,
                "organization": row.organization and row.organization.name,
                "occurred_at": iso(row.occurred_at),
                "detail": row.detail,
            }
            for row in rows
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """The record goes; what the member took part in stays counted where it was counted."""
    if member_id is not None:
        Participation.delete().where(Participation.member == member_id).execute()
