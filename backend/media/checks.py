"""Having WeChat judge pending pictures: sent by the jobs process, answered by an event, given to staff when unsure.

At least once: a process killed between sending and storing sends again, by another address, and only the last trace
id counts.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.media.links import check_url
from backend.media.models import Media, MediaCheck, MediaVerdict
from backend.media.settings import base_url, can_hear_verdicts
from backend.wechat.errors import QuotaReached, WeChatError
from backend.wechat.gateway import wechat

log = structlog.get_logger()

VERDICT_WITHIN = timedelta(minutes=30)
MOST_ATTEMPTS = 6
_LEASE = timedelta(minutes=2)
_AT_ONCE = 20
_MINUTE_QUOTA, _DAY_QUOTA, _BUSY = timedelta(minutes=1), timedelta(hours=1), timedelta(seconds=15)
_DAY_QUOTA_CODES = (44993, 45009)
_SCENE_SOCIAL_LOG = 4

_DUE = Statement(
    """SELECT c.media_id, c.due_at, c.attempts, a.openid FROM media_check c JOIN media m ON m.id = c.media_id
       LEFT JOIN account a ON a.member_id = m.uploaded_by_id
       WHERE c.state = 'queued' AND c.due_at <= ? AND m.state = 'pending' ORDER BY c.due_at, c.media_id LIMIT ?"""
)
_CLAIM = Statement(
    """UPDATE media_check SET due_at = ?, attempts = attempts + 1
       WHERE media_id = ? AND state = 'queued' AND due_at = ?"""
)
_TO_STAFF = Statement(
    "UPDATE media_check SET state = 'staff', error_code = ?, label = ? WHERE media_id = ? AND state <> 'done'"
)
_AGAIN = Statement(
    "UPDATE media_check SET state = 'queued', due_at = ?, error_code = ? WHERE media_id = ? AND state <> 'done'"
)
_SENT = Statement("UPDATE media_check SET state = 'sent', due_at = ? WHERE media_id = ? AND state = 'queued'")
_NO_ANSWER = Statement("UPDATE media_check SET state = 'staff' WHERE state = 'sent' AND due_at <= ?")
_ALL_TO_STAFF = Statement("UPDATE media_check SET state = 'staff' WHERE state = 'queued'")


class _Due(NamedTuple):
    media_id: int
    due_at: int
    attempts: int
    openid: str | None


def check_pictures() -> int:
    """Send what is due, apply what came early, and give to staff what WeChat stays silent about; returns how many
    were sent."""
    if not can_hear_verdicts():
        _ALL_TO_STAFF.run()
        return 0
    now = clock.now_ms()
    sent = sum(_send(_Due(*row), now) for row in _DUE.rows(now, _AT_ONCE))
    for verdict in list(MediaVerdict.select()):
        apply_verdict(verdict.trace_id)
    _NO_ANSWER.run(now)
    return sent


def _send(due: _Due, now: int) -> bool:
    if not _CLAIM.run(now + _ms(_LEASE), due.media_id, due.due_at).rowcount:
        return False  # another process has it
    if due.openid is None:
        _TO_STAFF.run(None, None, due.media_id)
        return False
    url = base_url() + check_url(due.media_id, now, due.attempts)
    try:
        trace_id = wechat().check_picture(url, due.openid, _SCENE_SOCIAL_LOG)
    except WeChatError as error:
        _after_failure(due, error)
        return False
    with atomic():
        Media.update(trace_id=trace_id).where(Media.id == due.media_id).execute()
        _SENT.run(clock.now_ms() + _ms(VERDICT_WITHIN), due.media_id)
    return True


def _after_failure(due: _Due, error: WeChatError) -> None:
    log.warning("media_check_failed", media_id=due.media_id, error_code=error.code, attempt=due.attempts + 1)
    if error.permanent or due.attempts + 1 >= MOST_ATTEMPTS:
        _TO_STAFF.run(error.code, None, due.media_id)
        return
    wait = _BUSY * 2**due.attempts
    if isinstance(error, QuotaReached):
        wait = _DAY_QUOTA if error.code in _DAY_QUOTA_CODES else _MINUTE_QUOTA
    _AGAIN.run(clock.now_ms() + _ms(wait), error.code, due.media_id)


def keep_verdict(trace_id: str, error_code: int, suggest: str, label: int) -> None:
    """Store a verdict and apply it; what it is about may not be stored yet, and then the jobs process applies it."""
    MediaVerdict.insert(
        trace_id=trace_id, error_code=error_code, suggest=suggest, label=label
    ).on_conflict_ignore().execute()
    apply_verdict(trace_id)


def apply_verdict(trace_id: str) -> bool:
    """Let a verdict take effect on the picture it is about, once; False while there is none of that name."""
    with atomic():
        verdict = MediaVerdict.get_or_none(MediaVerdict.trace_id == trace_id)
        media = Media.get_or_none(Media.trace_id == trace_id)
        if verdict is None or media is None:
            return False
        if not MediaVerdict.delete().where(MediaVerdict.trace_id == trace_id).execute():
            return False  # another process applies it
        _apply(media, verdict)
    return True


def _apply(media: Media, verdict: MediaVerdict) -> None:
    if verdict.error_code:
        # Not a verdict: WeChat could not fetch the picture, or not look at it.
        attempts = MediaCheck.get(MediaCheck.media == media.id).attempts
        if attempts < MOST_ATTEMPTS:
            _AGAIN.run(clock.now_ms() + _ms(_BUSY * 2**attempts), verdict.error_code, media.id)
        else:
            _TO_STAFF.run(verdict.error_code, None, media.id)
        return
    state = {"pass": "clear", "risky": "blocked"}.get(verdict.suggest)
    if state is None:
        _TO_STAFF.run(None, verdict.label, media.id)
        return
    # What staff have decided meanwhile stands.
    decided = Media.update(state=state, checked_at=clock.now()).where(Media.id == media.id, Media.state == "pending")
    if decided.execute() and state == "blocked":
        record(
            action="media.blocked",
            actor_kind="system",
            subject_kind="media",
            subject_id=media.id,
            about_member_id=media.uploaded_by_id,
            detail={"label": verdict.label},
        )
    MediaCheck.update(state="done", label=verdict.label).where(MediaCheck.media == media.id).execute()


def delete_old_verdicts() -> int:
    """Remove verdicts nothing here was about (deleted pictures); returns how many."""
    return int(MediaVerdict.delete().where(MediaVerdict.trace_id << old_verdicts(clock.now())).execute())


def old_verdicts(at: datetime) -> Any:
    """The verdicts that are old enough at a moment for that."""
    return MediaVerdict.select(MediaVerdict.trace_id).where(MediaVerdict.received_at < at - timedelta(days=2))


def _ms(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)
