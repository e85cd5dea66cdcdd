"""What is held about a person's browsers."""

from __future__ import annotations

from typing import Any

from backend.desks.models import ConsoleSession, SignInRequest
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """The browsers that the member is signed in with."""
    if member_id is None:
        return {}
    sessions = ConsoleSession.select().where(ConsoleSession.member == member_id).order_by(ConsoleSession.id)
    return {
        "console_sessions": [
            {
                "browser": session.browser,
                "created_at": iso(session.created_at),
                "used_at": iso(session.used_at),
                "expires_at": iso(session.expires_at),
            }
            for session in sessions
        ]
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Every session ends."""
    if member_id is not None:
        for table in (ConsoleSession, SignInRequest):
            table.delete().where(table.member == member_id).execute()
