"""What WeChat told us, worked on by the jobs processes: each event once, in one transaction with the mark that it is.

Any number of processes may do so at once. One that fails is tried again later, ever more rarely, and stands in no
other's way.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

import structlog

from backend import clock
from backend.database import Statement, atomic, is_postgresql
from backend.wechat.models import WechatEvent

log = structlog.get_logger()

MOST_ATTEMPTS = 10
_FIRST_RETRY_S, _LAST_RETRY_S = 10, 3600
_AT_ONCE = 100
# A process that is told to stop finishes its turn first.
_TURN_S = 20.0
# WeChat repeats within a minute. Two days leave time to look into something.
_HANDLED_KEPT, _OTHERS_KEPT = timedelta(days=2), timedelta(days=30)
_FORGET_AT_ONCE = 1_000
# Worked on, and there to read as long as what nobody waits for: staff may have to answer WeChat.
_TO_READ = frozenset({"wxa_punish_event"})


@dataclass(frozen=True, slots=True)
class Event:
    """One event, and the account it is about: None if it names nobody, or nobody we know."""

    name: str
    payload: dict[str, Any]
    received_at: datetime
    account_id: int | None
    member_id: int | None

    def entries(self, wrapper: str) -> list[dict[str, Any]]:
        """The entries of a subscription event.

        In JSON they stand in `List`, in XML in `List` inside an element of its own; one alone may stand without a
        list around it.
        """
        inside = self.payload.get(wrapper)
        found = (inside if isinstance(inside, dict) else self.payload).get("List")
        return [entry for entry in (found if isinstance(found, list) else [found]) if isinstance(entry, dict)]


Handler = Callable[[Event], None]


def text_of(value: Any) -> str:
    """A text of WeChat's (an id, a word) of at most 200 characters, whether it came as one or as a number."""
    return str(value).replace("\0", "")[:200] if isinstance(value, str | int) else ""


def number_of(value: Any) -> int:
    """A 32-bit number of WeChat's, which in XML, and often in JSON, is text; -1 for what is none, since 0 is "ok"."""
    try:
        return max(-(2**31), min(2**31 - 1, int(value)))
    except (TypeError, ValueError, OverflowError):
        return -1


_DUE = Statement(
    """SELECT digest, openid, attempts FROM wechat_event WHERE state = 'queued' AND due_at <= ?
       ORDER BY received_at, digest LIMIT ?"""
)
# The account first, as everywhere: whoever deletes theirs at this moment has it, and comes to their events later.
_ACCOUNT_TEXT = "SELECT id, member_id FROM account WHERE openid = ?"
_ACCOUNT_SQLITE, _ACCOUNT_POSTGRESQL = Statement(_ACCOUNT_TEXT), Statement(f"{_ACCOUNT_TEXT} FOR NO KEY UPDATE")
_TAKE_TEXT = "SELECT name, payload, received_at FROM wechat_event WHERE digest = ? AND state = 'queued' AND due_at <= ?"
_TAKE_SQLITE, _TAKE_POSTGRESQL = Statement(_TAKE_TEXT), Statement(f"{_TAKE_TEXT} FOR UPDATE SKIP LOCKED")
_FINISH = Statement("UPDATE wechat_event SET state = ?, handled_at = ?, error_text = '' WHERE digest = ?")
_RETRY = Statement(
    """UPDATE wechat_event SET state = ?, due_at = ?, attempts = attempts + 1, error_text = ?
       WHERE digest = ? AND state = 'queued' AND attempts = ?"""
)
_FORGET = Statement(
    """DELETE FROM wechat_event WHERE digest IN (
         SELECT digest FROM wechat_event WHERE state = ? AND received_at < ? LIMIT ?)"""
)
_FORGET_WHO = Statement(
    """UPDATE wechat_event SET payload = replace(payload, openid, ''), openid = ''
       WHERE state = 'kept' AND openid <> '' AND received_at < ?"""
)


def handle_events(handlers: Mapping[str, Handler]) -> int:
    """Hand what is due to its handler, oldest first; returns how many were done with.

    A handler is called inside the transaction that marks its event as handled, while the account is held. What has
    no handler is kept for somebody to read.
    """
    handled, until = 0, time.monotonic() + _TURN_S
    while due := _DUE.rows(clock.now_ms(), _AT_ONCE):
        before = handled
        for digest, openid, attempts in due:
            handled += _handle_one(digest, openid, attempts, handlers)
            if time.monotonic() > until:
                return handled
        if handled == before:
            break  # other processes have them, or they failed and are due later
    return handled


def _handle_one(digest: str, openid: str, attempts: int, handlers: Mapping[str, Handler]) -> bool:
    """Whether this call did it, and nobody before."""
    try:
        with atomic():
            event = _taken(digest, openid)
            if event is None:
                return False
            handler = handlers.get(event.name)
            if handler is not None:
                handler(event)
            state = "handled" if handler is not None and event.name not in _TO_READ else "kept"
            _FINISH.run(state, clock.now_ms(), digest)
    except Exception as error:
        _try_later(digest, attempts, error)
        return False
    return True


def _taken(digest: str, openid: str) -> Event | None:
    on_postgresql = is_postgresql()
    account = (_ACCOUNT_POSTGRESQL if on_postgresql else _ACCOUNT_SQLITE).row(openid) if openid else None
    row = (_TAKE_POSTGRESQL if on_postgresql else _TAKE_SQLITE).row(digest, clock.now_ms())
    if row is None:
        return None
    account_id, member_id = account or (None, None)
    return Event(row[0], json.loads(row[1]), clock.from_ms(row[2]), account_id, member_id)


def _try_later(digest: str, attempts: int, error: Exception) -> None:
    made = attempts + 1
    is_last = made >= MOST_ATTEMPTS
    due_at = clock.now_ms() + min(_LAST_RETRY_S, _FIRST_RETRY_S * 2**attempts) * 1000
    text = f"{type(error).__name__}: {error}".replace("\0", "")[:500]
    _RETRY.run("failed" if is_last else "queued", due_at, text, digest, attempts)
    if is_last:
        log.error("wechat_event_failed", digest=digest, attempts=made, exc_info=error)
    else:
        log.warning("wechat_event_retried", digest=digest, attempts=made, exc_info=error)


def delete_old_events() -> int:
    """Forget what was handled two days ago, and the rest after thirty; returns how many.

    Whom a kept event is about is forgotten after two days, too. One that failed keeps it: what it asks for, perhaps
    that data be erased, is still to be done.
    """
    ends = _kept_until(clock.now())
    _FORGET_WHO.run(ends["handled"])
    return sum(_forget(state, until) for state, until in ends.items())


def old_events(at: datetime) -> Any:
    """The events that are old enough at a moment to be forgotten."""
    ends = _kept_until(at)
    is_old = [(WechatEvent.state == state) & (WechatEvent.received_at < until) for state, until in ends.items()]
    return WechatEvent.select(WechatEvent.digest).where(reduce(or_, is_old))


def _kept_until(at: datetime) -> dict[str, int]:
    """By state: what came before this is forgotten."""
    others = clock.to_ms(at - _OTHERS_KEPT)
    return {"handled": clock.to_ms(at - _HANDLED_KEPT), "kept": others, "failed": others, "queued": others}


def _forget(state: str, until: int) -> int:
    """In portions, so that nobody waits long for a lock."""
    deleted = 0
    while True:
        count: int = _FORGET.run(state, until, _FORGET_AT_ONCE).rowcount
        deleted += count
        if count < _FORGET_AT_ONCE:
            return deleted
