"""What people do about their data in WeChat itself: taking some of it back, or closing the account there."""

from __future__ import annotations

import structlog

from backend.organizations.privacy import end_roles
from backend.privacy.services import delete_account
from backend.privacy.withdrawing import read_kinds, withdraw_data
from backend.wechat.events import Event, Handler

log = structlog.get_logger()


def withdraw(event: Event) -> None:
    """Erase what was taken back. Where it was a plugin's (OpenPID, no OpenID), it was never ours."""
    if event.account_id is not None:
        kinds = read_kinds(event.payload.get("RevokeInfo"))
        withdraw_data(event.account_id, event.member_id, kinds, event.received_at)


def close(event: Event) -> None:
    """The WeChat account is gone, and nobody can log in with it any more: erase the person everywhere.

    Unlike somebody who leaves by themselves, they cannot be asked to appoint another administrator first.
    """
    if event.account_id is None:
        return
    if event.member_id is not None and (left := end_roles(event.member_id)):
        log.error("no_administrator_left", organization_ids=left)
    delete_account(event.member_id, event.account_id, by="wechat")


event_handlers: dict[str, Handler] = {
    "user_authorization_revoke": withdraw,
    "user_authorization_cancellation": close,
}
