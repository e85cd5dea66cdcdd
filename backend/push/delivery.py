"""Delivering the outbox: at most a few sends in flight, at least once each.

WeChat has no idempotency key. After a killed process exactly the messages in flight at that moment may repeat: a thread
takes its next message only once what came of the last one is written down.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import TypeVar

import structlog

from backend import clock
from backend.config import Config
from backend.database import DATABASE_AWAY, Statement, atomic, close_request_connection, is_postgresql
from backend.push import outcomes
from backend.push.breaker import CircuitBreaker, Pace
from backend.push.dispatch import LEASE, Dispatched, Outgoing, dispatch, dispatch_robots
from backend.push.fitting import UnfittingValue
from backend.push.kinds import PRIORITIES
from backend.push.robots import send_to_robot
from backend.push.tally import Tally
from backend.push.templates import message_data
from backend.wechat.errors import (
    AccessTokenRejected,
    AccountMisconfigured,
    ConcurrentSend,
    SubscribingBanned,
    WeChatError,
    WeChatUnavailable,
)
from backend.wechat.gateway import wechat

log = structlog.get_logger()

# What is claimed and does not start before this is left to whoever claims it next. The longest send takes half a
# minute: a connection, an answer, and both again with a new token.
_START_WITHIN_S = LEASE.total_seconds() - 40

# Threads that wait for WeCom send nothing to members meanwhile.
_ROBOTS_IN_FLIGHT = 2
_POLL_S = 1.0

# So many times what may be in flight is claimed ahead: deciding about thirty costs little more than about ten.
_AHEAD = 4

# How long a thread that has something to write down waits for the database to come back, well within its lease.
_AWAY_S = 45.0
_LOOK_AGAIN_S = 0.5

Written = TypeVar("Written")

# The lease begins anew: one that a step of the clock has ended would let another process send the same meanwhile.
_STILL_MINE = """UPDATE delivery SET attempts = attempts + 1, leased_until = ?
    WHERE id = ? AND lease_token = ? AND state = 'queued'"""
_BEGIN = Statement(_STILL_MINE)
# Nobody needs this on the disk before the message goes out: a server that lost power counts an attempt less.
_BEGIN_AT_ONCE = Statement(_STILL_MINE + " AND set_config('synchronous_commit', 'off', TRUE) <> ''")
_RELEASE = Statement("UPDATE delivery SET leased_until = NULL WHERE id = ? AND lease_token = ? AND state = 'queued'")
_IS_DUE = Statement(
    """SELECT 1 FROM delivery WHERE state = 'queued' AND member_id IS NOT NULL AND priority = ? AND due_at <= ?
       AND (leased_until IS NULL OR leased_until < ?) LIMIT 1"""
)


class Outbox:
    """The delivering side of one jobs process; lives as long as the process."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.breaker = CircuitBreaker(config.jobs.deliveries_in_flight)
        # WeCom is another house: neither's failures say anything about the other.
        self.robot_breaker = CircuitBreaker(_ROBOTS_IN_FLIGHT)
        self._to_robots: set[Future[tuple[str, int | None]]] = set()
        self._pace = Pace(config.push.sends_per_s)
        self._template_paces: dict[str, Pace] = {}
        self._tally = Tally()

    def deliver_due(self, pool: ThreadPoolExecutor, stop: threading.Event | None = None) -> int:
        """Send everything that is due; returns how many were handled.

        Once `stop` is set, what is in flight is finished, and what was only claimed is given back.
        """
        handled = 0
        pending: set[Future[tuple[str, int | None]]] = set()
        look_for_robots_at = time.monotonic()
        while not (stop and stop.is_set()):
            in_flight, is_trial = self.breaker.allowed(), self.breaker.is_open
            self._to_robots &= pending
            room = self._room(in_flight, len(pending - self._to_robots))
            claimed = self._claim(room) if room else []
            now = time.monotonic()
            if now >= look_for_robots_at:
                look_for_robots_at = now + _POLL_S
                is_robots_trial = self.robot_breaker.is_open
                self._to_robots |= {
                    pool.submit(self._deliver_in_thread, message, now, stop, is_robots_trial)
                    for message in self._claim_robots()
                }
                pending |= self._to_robots
            pending |= {pool.submit(self._deliver_in_thread, message, now, stop, is_trial) for message in claimed}
            if not pending:
                if not claimed and not (in_flight and is_anything_due()):
                    break
                continue
            # A group that keeps us waiting does not keep members waiting.
            longest = _POLL_S if pending == self._to_robots else None
            done, pending = wait(pending, longest, return_when=FIRST_COMPLETED)
            handled += len(done)
            self._count(done)
        wait(pending)
        self._count(pending)
        self._tally.write(is_last=True)
        return handled + len(pending)

    def _room(self, in_flight: int, pending: int) -> int:
        """How many to claim now; 0 while there are enough. Nothing ahead when WeChat has only just come back."""
        if in_flight < self._config.jobs.deliveries_in_flight:
            return max(0, in_flight - pending)
        room = _AHEAD * in_flight - pending
        return room if room >= _AHEAD * in_flight // 2 else 0

    def _count(self, done: set[Future[tuple[str, int | None]]]) -> None:
        for one in done:
            self._tally.add(*one.result())
        self._tally.write()

    def _claim(self, room: int) -> list[Outgoing]:
        if not self.breaker.is_open:
            return self._dispatch(room)
        # Something that costs nobody anything first; then one message, of those that have not been tried yet.
        try:
            wechat().list_templates()
        except WeChatError as error:
            self.breaker.failed()
            log.warning("wechat_still_down", error=str(error))
            return []
        return self._dispatch(1, only_fresh=True) or self._dispatch(1)

    def _claim_robots(self) -> list[Outgoing]:
        room = self.robot_breaker.allowed() - len(self._to_robots)
        if room <= 0:
            return []
        return self._to_send(dispatch_robots(self._config, room))

    def _dispatch(self, limit: int, *, only_fresh: bool = False) -> list[Outgoing]:
        return self._to_send(dispatch(self._config, limit, only_fresh=only_fresh))

    def _to_send(self, dispatched: Dispatched) -> list[Outgoing]:
        for state, number in dispatched.settled.items():
            self._tally.add(state, number=number)
        return dispatched.outgoing

    def _deliver_in_thread(
        self, message: Outgoing, claimed_at: float, stop: threading.Event | None, is_trial: bool
    ) -> tuple[str, int | None]:
        try:
            breaker = self._breaker_of(message)
            is_late = time.monotonic() - claimed_at > _START_WITHIN_S
            # What was claimed before WeChat was found to be down is not tried on it.
            if (stop and stop.is_set()) or is_late or (breaker.is_open and not is_trial):
                _RELEASE.run(message.id, message.lease_token)
                return "released", None
            # A clock that stepped forward may have ended the lease: whoever holds it now sends it.
            if not _patiently(lambda: _begin(message)):
                return "taken", None
            return self.deliver(message)
        except Exception:
            # The lease ends by itself and the message is tried again.
            log.exception("delivery_crashed", delivery_id=message.id)
            return "crashed", None
        finally:
            close_request_connection()

    def deliver(self, message: Outgoing) -> tuple[str, int | None]:
        """Send one claimed message and write down what came of it; returns the outcome and WeChat's code for it."""
        breaker = self._breaker_of(message)
        try:
            message_id = self._send(message)
        except (WeChatError, UnfittingValue) as error:
            _tell_breaker(breaker, error)
            refusal: Exception = error
            return _patiently(lambda: outcomes.failed(message, refusal)), getattr(error, "code", None)
        except Exception as error:
            # Not sent for ever and ever: one that always crashes uses up its attempts like any other.
            log.exception("send_crashed", delivery_id=message.id, kind=message.kind.name)
            crash = error
            return _patiently(lambda: outcomes.failed(message, crash)), None
        breaker.succeeded()
        return _patiently(lambda: outcomes.arrived(message, message_id)), None

    def _breaker_of(self, message: Outgoing) -> CircuitBreaker:
        return self.robot_breaker if message.robot else self.breaker

    def _send(self, message: Outgoing) -> str | None:
        if message.robot:
            send_to_robot(self._config, message.robot, message.values)
            return None
        template = message.template
        if template is None:
            raise UnfittingValue(f"no template {message.kind.template}")
        data = message_data(message.values, template.keys)
        self._pace.wait()
        self._template_paces.setdefault(template.name, Pace(self._config.push.template_sends_per_s)).wait()
        page = message.page
        if page:
            # The phone tells the inbox that this one was opened.
            page += ("&" if "?" in page else "?") + f"n={message.notification_id}"
        return wechat().send_subscribe_message(
            message.openid,
            template.template_id,
            data,
            page=page or None,
            state=self._config.wechat.miniprogram_state,
        )


def _tell_breaker(breaker: CircuitBreaker, error: Exception) -> None:
    is_down = isinstance(error, WeChatUnavailable | AccessTokenRejected | AccountMisconfigured)
    if not is_down or isinstance(error, ConcurrentSend | SubscribingBanned):
        breaker.succeeded()
    elif breaker.failed():
        log.error("wechat_is_down", error=str(error))


def _patiently(write: Callable[[], Written]) -> Written:
    """Write to a database that may be away for a moment: what came of a send and is not written down goes out again."""
    until = time.monotonic() + _AWAY_S
    while True:
        try:
            return write()
        except DATABASE_AWAY as error:
            if time.monotonic() > until:
                raise
            log.warning("database_away", error=str(error)[:200])
            close_request_connection()
            time.sleep(_LOOK_AGAIN_S)


def _begin(message: Outgoing) -> bool:
    """Count the attempt; False if somebody else holds the message now."""
    until = clock.now_ms() + LEASE // timedelta(milliseconds=1)
    if is_postgresql():
        return bool(_BEGIN_AT_ONCE.run(until, message.id, message.lease_token).rowcount)
    with atomic():
        return bool(_BEGIN.run(until, message.id, message.lease_token).rowcount)


def is_anything_due() -> bool:
    """Whether a delivery to a member waits that nobody holds."""
    now = clock.now_ms()
    return any(_IS_DUE.row(priority, now, now) is not None for priority in PRIORITIES)
