"""Logging in with WeChat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend import clock
from backend.accounts.models import Account, SeenTask, Session
from backend.auth import Caller, open_session
from backend.database import atomic
from backend.errors import DomainError, Forbidden, WeChatUnavailable
from backend.wechat import errors as wechat_errors
from backend.wechat.gateway import wechat


class LoginCodeInvalid(DomainError):
    """The code was used, has expired, or belongs to another mini-program."""

    status, code, message = 401, "login_code_invalid", "登录凭证已失效，请重新打开小程序。"


class AccountBlocked(Forbidden):
    """WeChat does not let this user log in."""

    code, message = "account_blocked", "该微信账号暂时无法登录，请在微信安全中心查看。"


def log_in(code: str) -> tuple[str, Session, Caller]:
    """Exchange a wx.login code for a session of ours.

    The openid is asked of WeChat before the transaction starts: no lock is held while the network is slow.
    Raises LoginCodeInvalid, AccountBlocked, WeChatUnavailable.
    """
    try:
        identity = wechat().code_to_session(code)
    except wechat_errors.LoginCodeInvalid:
        raise LoginCodeInvalid from None
    except wechat_errors.AccountBlocked:
        raise AccountBlocked from None
    except wechat_errors.WeChatError as error:
        raise WeChatUnavailable from error
    now = clock.now()
    with atomic():
        Account.insert(openid=identity.openid, unionid=identity.unionid).on_conflict(
            conflict_target=[Account.openid], update={Account.seen_at: now}
        ).execute()
        account = Account.get(Account.openid == identity.openid)
        if identity.unionid and account.unionid != identity.unionid:
            Account.update(unionid=identity.unionid).where(Account.id == account.id).execute()
        token, session = open_session(account.id)
    return token, session, Caller(session.id, account.id, account.member_id)


def log_out(session_id: int) -> None:
    """End one session."""
    Session.delete().where(Session.id == session_id).execute()


def log_out_everywhere(account_id: int) -> None:
    """End every session of an account."""
    Session.delete().where(Session.account == account_id).execute()


def mark_task_seen(account_id: int, task_key: str) -> None:
    """A "read" item of home was opened; saying so twice changes nothing."""
    SeenTask.insert(account=account_id, task_key=task_key).on_conflict_ignore().execute()


def delete_expired_sessions() -> int:
    """Remove sessions that have ended by themselves; returns how many."""
    return int(Session.delete().where(Session.id << expired_sessions(clock.now())).execute())


def expired_sessions(at: datetime) -> Any:
    """Those that will have ended by a moment, if nobody uses them."""
    return Session.select(Session.id).where(Session.expires_at <= at)
