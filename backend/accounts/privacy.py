"""What is held about one WeChat account."""

from __future__ import annotations

from typing import Any

from backend.accounts.models import Account, SeenTask, Session
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """The account as WeChat names it to us, its sessions, and what it has opened."""
    account = Account.get_by_id(account_id)
    return {
        "account": {
            "id": str(account.id),
            "openid": account.openid,
            "unionid": account.unionid,
            "created_at": iso(account.created_at),
            "seen_at": iso(account.seen_at),
        },
        "sessions": [
            {"created_at": iso(session.created_at), "expires_at": iso(session.expires_at)}
            for session in Session.select().where(Session.account == account_id).order_by(Session.id)
        ],
        "opened": [
            {"item": seen.task_key, "at": iso(seen.seen_at)}
            for seen in SeenTask.select().where(SeenTask.account == account_id).order_by(SeenTask.id)
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Every session ends. The account itself goes last of all, when no feature needs it any more."""
    for table in (Session, SeenTask):
        table.delete().where(table.account == account_id).execute()
