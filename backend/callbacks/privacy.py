"""What is held of what WeChat said about one account."""

from __future__ import annotations

from typing import Any

import peewee

from backend import clock
from backend.accounts.models import Account
from backend.schemas import iso
from backend.wechat.models import WechatEvent


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every event about the account that is not forgotten yet; it is for two days in most cases."""
    events = WechatEvent.select().where(_about(account_id)).order_by(WechatEvent.received_at)
    return {"wechat_events": [{"event": event.name, "at": iso(event.received_at)} for event in events]}


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Nothing but that there was an event is left, so that its repeat is known; what still waits is dropped."""
    WechatEvent.update(state="handled", openid="", payload={}, error_text="", handled_at=clock.now()).where(
        _about(account_id)
    ).execute()


def _about(account_id: int) -> peewee.Expression:
    return WechatEvent.openid << Account.select(Account.openid).where(Account.id == account_id)
