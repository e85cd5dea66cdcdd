"""Texts that others can read: judged by WeChat first, and by a person where WeChat is unsure or silent.

msg_sec_check version 2 answers at once, so the request that brings a text asks for itself, and what it cannot settle
is asked again by the jobs process. Nothing is shown before a verdict; a verdict on words that have changed since
counts for nothing.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import hashlib
from datetime import timedelta

import structlog

from backend import clock
from backend.accounts.models import Account
from backend.audit.services import record
from backend.database import Statement, atomic, new_id
from backend.errors import DomainError, NotFound
from backend.safety.models import TextCheck
from backend.safety.subjects import SubjectView, subjects, view_of
from backend.wechat.errors import QuotaReached, VisitExpired, WeChatError
from backend.wechat.gateway import wechat

log = structlog.get_logger()

MOST_ATTEMPTS = 6
_BUSY, _QUOTA = timedelta(seconds=15), timedelta(minutes=10)
_LEASE = timedelta(minutes=1)
_AT_ONCE = 50
# WeChat's limit for one text.
_LONGEST = 2_500
_SCENE_FORUM = 3
_RISKY = "内容没有通过微信的安全检查，请修改后再发。"

# What a person took away comes back by a person only, not by changing a word until WeChat lets it pass.
_WAS_TAKEN_AWAY = "text_check.decided_by_id IS NOT NULL AND text_check.state IN ('blocked', 'staff')"
_QUEUE = Statement(
    f"""INSERT INTO text_check
         (id, subject_kind, subject_id, digest, organization_id, author_id, state, due_at, attempts, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, 0, ?)
       ON CONFLICT (subject_kind, subject_id) DO UPDATE SET digest = excluded.digest, due_at = excluded.due_at,
         attempts = 0, error_code = NULL, label = NULL, organization_id = excluded.organization_id,
         state = CASE WHEN {_WAS_TAKEN_AWAY} THEN 'staff' ELSE 'queued' END,
         decided_by_id = CASE WHEN {_WAS_TAKEN_AWAY} THEN text_check.decided_by_id END,
         decided_at = CASE WHEN {_WAS_TAKEN_AWAY} THEN text_check.decided_at END"""
)
_HOLD = Statement("UPDATE text_check SET attempts = attempts WHERE subject_kind = ? AND subject_id = ?")
_TAKE_AWAY = Statement(
    """UPDATE text_check SET state = 'blocked', decided_by_id = ?, decided_at = ?
       WHERE subject_kind = ? AND subject_id = ?"""
)
_GIVE_TO_STAFF = Statement(
    """INSERT INTO text_check
         (id, subject_kind, subject_id, digest, organization_id, author_id, state, due_at, attempts, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'staff', ?, 0, ?) ON CONFLICT (subject_kind, subject_id) DO NOTHING"""
)
_CLAIM = Statement(
    """UPDATE text_check SET due_at = ?, attempts = attempts + 1
       WHERE id = ? AND state IN ('queued', 'log_in') AND due_at = ? AND digest = ?"""
)
_SETTLE = Statement(
    """UPDATE text_check SET state = ?, due_at = ?, error_code = ?, label = ?
       WHERE id = ? AND digest = ? AND state IN ('queued', 'log_in')"""
)


class TextChanged(DomainError):
    status, code, message = 409, "text_changed", "内容刚刚有修改，请重新看过再决定。"


def digest_of(view: SubjectView) -> str:
    """What names the words that were judged."""
    return hashlib.sha256(f"{view.title}\0{view.text}".encode()).hexdigest()


def queue_text(kind: str, subject_id: int, view: SubjectView) -> None:
    """Have a text judged, in the transaction that writes it; words judged before are judged anew."""
    now = clock.now_ms()
    _QUEUE.run(new_id(), kind, subject_id, digest_of(view), view.organization_id, view.author_id, now, now)


def hold_check(kind: str, subject_id: int) -> None:
    """Hold a text's check before the text itself, as verdicts do: the other way round each could wait for the other."""
    _HOLD.run(kind, subject_id)


def take_away(kind: str, subject_id: int, staff_id: int) -> None:
    """Remember that a person took a text away: from now on other words for it are looked at by a person too."""
    _TAKE_AWAY.run(staff_id, clock.now_ms(), kind, subject_id)


def give_to_staff(kind: str, subject_id: int, view: SubjectView) -> bool:
    """Put something that WeChat could not settle into the patrol queue; False if it is there already."""
    now = clock.now_ms()
    values = (new_id(), kind, subject_id, digest_of(view), view.organization_id, view.author_id, now, now)
    return bool(_GIVE_TO_STAFF.run(*values).rowcount)


def check_text_now(kind: str, subject_id: int) -> str:
    """Ask WeChat about a queued text, outside any transaction; returns where it stands now.

    queued (asked again later) | log_in (its author must open the mini-program first) | staff | passed | blocked.
    """
    check = TextCheck.get_or_none(TextCheck.subject_kind == kind, TextCheck.subject_id == subject_id)
    if check is None:
        raise NotFound
    if check.state in ("queued", "log_in"):
        _ask(check)
        check = TextCheck.get_by_id(check.id)
    return str(check.state)


def check_due() -> int:
    """Ask again about what could not be settled before; returns how many were asked about."""
    due = TextCheck.select().where(TextCheck.state == "queued", TextCheck.due_at <= clock.now())
    checks = list(due.order_by(TextCheck.due_at).limit(_AT_ONCE))
    # Nobody came back in two hours: a person looks.
    late = TextCheck.select().where(TextCheck.state == "log_in", TextCheck.due_at <= clock.now())
    for check in list(late.limit(_AT_ONCE)):
        _settle(check, "staff", check.error_code)
    return sum(_ask(check) for check in checks)


def _ask(check: TextCheck) -> bool:
    now = clock.now()
    claimed = _CLAIM.run(clock.to_ms(now + _LEASE), check.id, clock.to_ms(check.due_at), check.digest).rowcount
    if not claimed:
        return False  # another process asks, or the words changed
    view = view_of(check.subject_kind, check.subject_id)
    account = Account.get_or_none(Account.member == check.author_id) if check.author_id else None
    if view is None or digest_of(view) != check.digest:
        return False
    if account is None:
        _settle(check, "staff")
        return True
    try:
        words = f"{view.title}\n{view.text}"[:_LONGEST]
        verdict = wechat().check_text(words, account.openid, _SCENE_FORUM)
    except VisitExpired as error:
        # Once the phone is asked to log in again; a second time a person looks.
        _settle(check, "staff" if check.state == "log_in" else "log_in", error.code)
    except WeChatError as error:
        _after_failure(check, error)
    else:
        state = {"pass": "passed", "risky": "blocked"}.get(verdict.suggest, "staff")
        _settle(check, state, None, verdict.label)
    return True


def _after_failure(check: TextCheck, error: WeChatError) -> None:
    log.warning("text_check_failed", check_id=check.id, error_code=error.code, attempt=check.attempts + 1)
    if error.permanent or check.attempts + 1 >= MOST_ATTEMPTS:
        _settle(check, "staff", error.code)
        return
    wait = _QUOTA if isinstance(error, QuotaReached) else _BUSY * 2**check.attempts
    due = clock.to_ms(clock.now() + wait)
    _SETTLE.run("queued", due, error.code, None, check.id, check.digest)


def _settle(check: TextCheck, state: str, error_code: int | None = None, label: int | None = None) -> None:
    """Let a verdict take effect, if the words are still those that were judged."""
    due = clock.to_ms(clock.now() + timedelta(hours=2))
    with atomic():
        if not _SETTLE.run(state, due, error_code, label, check.id, check.digest).rowcount:
            return
        if state in ("passed", "blocked"):
            decide = subjects()[check.subject_kind].decide
            decide(check.subject_id, state == "passed", "" if state == "passed" else _RISKY, None)


def judge_text(check: TextCheck, is_clear: bool, reason: str, staff_id: int, digest: str | None = None) -> TextCheck:
    """A person's verdict, on a text WeChat was unsure of or on one judged before. Saying the same twice is once.

    `digest` names the words that were looked at. Raises TextChanged if they are others by now.
    """
    state = "passed" if is_clear else "blocked"
    if check.state in ("queued", "log_in") or digest not in (None, check.digest):
        raise TextChanged
    with atomic():
        changed = (
            TextCheck.update(state=state, decided_by=staff_id, decided_at=clock.now())
            .where(
                TextCheck.id == check.id,
                TextCheck.digest == check.digest,
                TextCheck.state << ("staff", "passed", "blocked"),
                TextCheck.state != state,
            )
            .execute()
        )
        if changed:
            subjects()[check.subject_kind].decide(check.subject_id, is_clear, reason, staff_id)
            record(
                action=f"text.{state}",
                subject_kind=check.subject_kind,
                subject_id=check.subject_id,
                actor_id=staff_id,
                about_member_id=check.author_id,
                organization_id=check.organization_id,
                reason=reason,
            )
    judged: TextCheck = TextCheck.get_by_id(check.id)
    if judged.state != state:  # edited in this very moment
        raise TextChanged
    return judged
