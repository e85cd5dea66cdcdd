"""Signing in to the console: a browser asks, a phone says yes, the browser follows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from backend import clock
from backend.audit.services import record
from backend.auth import hash_token
from backend.config import Security
from backend.database import Statement, atomic
from backend.desks.models import ConsoleSession, SignInRequest
from backend.errors import DomainError, NotFound
from backend.scope import load_scope

REQUEST_LIVES = timedelta(minutes=2)
LINK_LIVES = timedelta(hours=24)
# How often a session that is being used says so.
_NOTED_EVERY_MS = 60_000

State = Literal["waiting", "seen", "confirmed", "refused", "over"]


class SignInOver(DomainError):
    """The code was used or refused, or two minutes have passed."""

    status, code, message = 410, "sign_in_over", "这个登录码已失效，请在电脑上刷新后重新扫码。"


class NoRole(DomainError):
    """Somebody without a role cannot use the console."""

    status, code, message = 403, "no_role", "您目前没有后台权限，请联系管理员为您添加角色。"


@dataclass(frozen=True, slots=True)
class Desk:
    """The browser behind a request, and whose it is. `is_locked`: it must be unlocked before it shows anything."""

    session_id: int
    member_id: int
    member_name: str
    organization_id: int | None
    organization_name: str | None
    notice: str | None
    token_hash: str
    is_locked: bool


def ask_to_sign_in(browser: str) -> tuple[str, str]:
    """A browser wants in: the code that its page shows, and the secret that its cookie keeps."""
    code, secret = secrets.token_urlsafe(16), secrets.token_urlsafe(32)
    SignInRequest.create(
        code_hash=hash_token(code),
        browser_hash=hash_token(secret),
        browser=browser,
        expires_at=clock.now() + REQUEST_LIVES,
    )
    return code, secret


def make_sign_in_link(member_id: int) -> str:
    """The code of a link that signs one browser in, whichever opens it first, within 24 hours."""
    code = secrets.token_urlsafe(32)
    SignInRequest.create(
        code_hash=hash_token(code), state="confirmed", member=member_id, expires_at=clock.now() + LINK_LIVES
    )
    return code


def find_request(code: str) -> SignInRequest:
    """The browser that shows this code and still waits; from now on it says that it was scanned.

    Raises SignInOver.
    """
    request: SignInRequest | None = SignInRequest.get_or_none(
        SignInRequest.code_hash == hash_token(code),
        SignInRequest.state << ("waiting", "seen"),
        SignInRequest.browser_hash.is_null(False),
        SignInRequest.expires_at > clock.now(),
    )
    if request is None:
        raise SignInOver
    SignInRequest.update(state="seen").where(SignInRequest.id == request.id, SignInRequest.state == "waiting").execute()
    return request


def answer_request(code: str, member_id: int, *, is_welcome: bool) -> None:
    """The phone's word on a waiting browser. Saying the same again changes nothing. Raises NoRole, SignInOver."""
    if is_welcome and not load_scope(member_id).roles:
        raise NoRole
    state = "confirmed" if is_welcome else "refused"
    answered = (
        SignInRequest.update(state=state, member=member_id)
        .where(
            SignInRequest.code_hash == hash_token(code),
            SignInRequest.state << ("waiting", "seen"),
            SignInRequest.expires_at > clock.now(),
        )
        .execute()
    )
    if not answered:
        said_before = SignInRequest.select().where(
            SignInRequest.code_hash == hash_token(code), SignInRequest.state == state, SignInRequest.member == member_id
        )
        if not said_before.exists():
            raise SignInOver


def state_of(secret: str) -> State:
    """What has become of the request of the browser that keeps this secret."""
    request = SignInRequest.get_or_none(SignInRequest.browser_hash == hash_token(secret))
    if request is None or request.state == "taken" or request.expires_at <= clock.now():
        return "over"
    return cast(State, request.state)


def follow(secret: str, browser: str, security: Security) -> str:
    """The waiting browser takes what the phone has granted: the token of its session. Raises SignInOver, NoRole."""
    return _take(SignInRequest.browser_hash == hash_token(secret), browser, security)


def follow_link(code: str, browser: str, security: Security) -> str:
    """A browser opens a link from the command line: the token of its session. Raises SignInOver, NoRole."""
    by_link = (SignInRequest.code_hash == hash_token(code)) & SignInRequest.browser_hash.is_null()
    return _take(by_link, browser, security)


def is_link_open(code: str) -> bool:
    """Whether a link from the command line would still sign somebody in."""
    waiting = SignInRequest.select().where(
        SignInRequest.code_hash == hash_token(code),
        SignInRequest.browser_hash.is_null(),
        SignInRequest.state == "confirmed",
        SignInRequest.expires_at > clock.now(),
    )
    return bool(waiting.exists())


def _take(which: Any, browser: str, security: Security) -> str:
    now = clock.now()
    with atomic():
        request = SignInRequest.get_or_none(which, SignInRequest.state == "confirmed", SignInRequest.expires_at > now)
        if request is None:
            raise SignInOver
        # Of two that come with the same secret, one counts.
        taken = SignInRequest.update(state="taken").where(
            SignInRequest.id == request.id, SignInRequest.state == "confirmed"
        )
        if not taken.execute():
            raise SignInOver
        if not load_scope(request.member_id).roles:
            raise NoRole
        token = secrets.token_urlsafe(32)
        session = ConsoleSession.create(
            token_hash=hash_token(token),
            member=request.member_id,
            browser=browser,
            expires_at=now + timedelta(hours=security.console_hours),
        )
        record(
            action="sign_in_to_console",
            subject_kind="console_session",
            subject_id=session.id,
            actor_id=request.member_id,
            detail={"browser": browser, "by": "scan" if request.browser_hash else "link"},
        )
    return token


_FIND = Statement(
    """SELECT s.id, s.member_id, m.name, s.organization_id, o.name, s.notice, s.used_at, s.locked_at
       FROM console_session s JOIN member m ON m.id = s.member_id LEFT JOIN organization o ON o.id = s.organization_id
       WHERE s.token_hash = ? AND s.expires_at > ? AND m.state = 'active'"""
)
_USE = Statement("UPDATE console_session SET used_at = ? WHERE id = ? AND used_at = ?")


def find_desk(token: str, security: Security) -> Desk | None:
    """The desk behind a cookie; None if there is no such session. One that idled too long is locked."""
    now, token_hash = clock.now_ms(), hash_token(token)
    row = _FIND.row(token_hash, now)
    if row is None:
        return None
    session_id, member_id, name, organization_id, organization_name, notice, used_at, locked_at = row
    is_locked = locked_at is not None or now - used_at > security.console_idle_minutes * 60_000
    if not is_locked and now - used_at > _NOTED_EVERY_MS:
        _USE.run(now, session_id, used_at)
    return Desk(session_id, member_id, name, organization_id, organization_name, notice, token_hash, is_locked)


def lock(session_id: int) -> None:
    """Show nothing more in this browser until its owner has scanned again."""
    ConsoleSession.update(locked_at=clock.now()).where(
        ConsoleSession.id == session_id, ConsoleSession.locked_at.is_null()
    ).execute()


def sign_out(session_id: int) -> None:
    """End one session."""
    ConsoleSession.delete().where(ConsoleSession.id == session_id).execute()


def end_session(session_id: int, of_members: Any, ended_by: int) -> None:
    """End a session of one of `of_members` (ids or a sub-select). Raises NotFound if it is none of theirs."""
    with atomic():
        session = ConsoleSession.get_or_none(ConsoleSession.id == session_id, ConsoleSession.member << of_members)
        if session is None:
            raise NotFound
        ConsoleSession.delete().where(ConsoleSession.id == session_id).execute()
        record(
            action="end_console_session",
            subject_kind="console_session",
            subject_id=session_id,
            actor_id=ended_by,
            about_member_id=session.member_id,
            detail={"browser": session.browser},
        )


def sessions_of(member_id: int) -> list[ConsoleSession]:
    """The open sessions of one person, latest used first."""
    open_ones = ConsoleSession.select().where(
        ConsoleSession.member == member_id, ConsoleSession.expires_at > clock.now()
    )
    return list(open_ones.order_by(ConsoleSession.used_at.desc(), ConsoleSession.id.desc()))


def expired_desks(at: datetime) -> Any:
    """Sessions that will have ended by a moment, if nobody uses them."""
    return ConsoleSession.select(ConsoleSession.id).where(ConsoleSession.expires_at <= at)


def delete_what_is_over() -> int:
    """Remove sessions and requests that have ended by themselves; returns how many."""
    now = clock.now()
    sessions = ConsoleSession.delete().where(ConsoleSession.id << expired_desks(now)).execute()
    requests = SignInRequest.delete().where(SignInRequest.expires_at <= now - timedelta(hours=1)).execute()
    return int(sessions + requests)
