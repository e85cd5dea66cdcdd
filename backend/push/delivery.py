"""Delivering the outbox: claim by lease, send at most a few at once, at least once each.

WeChat has no idempotency key. After a killed process exactly the messages in flight at that moment may repeat.
"""

from __future__ import annotations

import json
import random
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import structlog

from backend import clock
from backend.config import Config
from backend.database import Statement, atomic, close_request_connection, is_postgresql
from backend.observability import DELIVERIES
from backend.push.templates import message_data
from backend.wechat.errors import CreditExhausted, WeChatError
from backend.wechat.gateway import wechat

log = structlog.get_logger()

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 12
_FIRST_RETRY_S, _LAST_RETRY_S = 10, 3600

_DUE = """SELECT id FROM outbox_message WHERE state = 'queued' AND due_at <= ?
      AND (leased_until IS NULL OR leased_until < ?) ORDER BY due_at, id LIMIT ?"""
_TAKE = "UPDATE outbox_message SET leased_until = ?, lease_token = ?, attempts = attempts + 1"
_TAKEN = 'RETURNING outbox_message.id, account_id, template, "values", page, attempts'
# The rows are chosen once, in front: inside the UPDATE, PostgreSQL may run the sub-select again for each row, and
# then takes more than the limit.
_CLAIM_TEXT = f"WITH due AS MATERIALIZED ({_DUE} {{lock}}) {_TAKE} WHERE id IN (SELECT id FROM due) {_TAKEN}"  # noqa: S608
_CLAIM_SQLITE = Statement(_CLAIM_TEXT.format(lock=""))
_CLAIM_POSTGRESQL = Statement(_CLAIM_TEXT.format(lock="FOR UPDATE SKIP LOCKED"))
_OPENID = Statement("SELECT openid FROM account WHERE id = ?")
_HAS_CREDIT = Statement(
    "SELECT 1 FROM subscription_credit WHERE account_id = ? AND template_id = ? AND spent < granted"
)
_SPEND = Statement(
    "UPDATE subscription_credit SET spent = spent + 1 WHERE account_id = ? AND template_id = ? AND spent < granted"
)
# WeChat says there is none left: its count is the true one.
_SETTLE = Statement("UPDATE subscription_credit SET spent = granted WHERE account_id = ? AND template_id = ?")
_FINISH = Statement(
    """UPDATE outbox_message SET state = ?, sent_at = ?, error_code = ?, error_text = ?, leased_until = NULL
       WHERE id = ? AND lease_token = ? AND state = 'queued'"""
)
_RETRY = Statement(
    """UPDATE outbox_message SET due_at = ?, error_code = ?, error_text = ?, leased_until = NULL
       WHERE id = ? AND lease_token = ? AND state = 'queued'"""
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One message this process may send until its lease ends."""

    id: int
    account_id: int
    template: str
    values: dict[str, str]
    page: str
    attempts: int
    lease_token: str


def claim_due(limit: int) -> list[Claimed]:
    """Lease up to `limit` due messages; no other process gets them until the lease ends."""
    now = clock.now_ms()
    until = now + LEASE // timedelta(milliseconds=1)
    token = secrets.token_hex(8)
    statement = _CLAIM_POSTGRESQL if is_postgresql() else _CLAIM_SQLITE
    with atomic():
        rows = statement.rows(now, now, limit, until, token)
    return [Claimed(row[0], row[1], row[2], json.loads(row[3]), row[4], row[5], token) for row in rows]


def deliver(message: Claimed, config: Config) -> str:
    """Send one claimed message and record what came of it; returns the outcome for the metric."""
    template_id = config.wechat.templates.get(message.template, "")
    if not template_id:
        return _finish(message, "failed", None, f"wechat.templates.{message.template} is not configured")
    row = _OPENID.row(message.account_id)
    if row is None or _HAS_CREDIT.row(message.account_id, template_id) is None:
        return _finish(message, "unreachable", None, "no credit left")
    try:
        wechat().send_subscribe_message(
            row[0],
            template_id,
            message_data(message.template, message.values),
            page=message.page or None,
            state=config.wechat.miniprogram_state,
        )
    except CreditExhausted as error:
        _SETTLE.run(message.account_id, template_id)
        return _finish(message, "unreachable", error.code, "refused by WeChat: no credit left")
    except WeChatError as error:
        if error.permanent or message.attempts >= MOST_ATTEMPTS:
            return _finish(message, "failed", error.code, str(error))
        return _retry_later(message, error)
    with atomic():
        _SPEND.run(message.account_id, template_id)
        return _finish(message, "sent", None, "")


def _finish(message: Claimed, state: str, error_code: int | None, error_text: str) -> str:
    sent_at = clock.now_ms() if state == "sent" else None
    _FINISH.run(state, sent_at, error_code, error_text[:500], message.id, message.lease_token)
    if state == "failed":
        log.error("message_failed", message_id=message.id, template=message.template, error_code=error_code)
    return state


def _retry_later(message: Claimed, error: WeChatError) -> str:
    wait_s = min(_LAST_RETRY_S, _FIRST_RETRY_S * 2 ** (message.attempts - 1))
    # Jitter keeps a thousand messages that failed together from coming back together.
    due_at = clock.now_ms() + int(wait_s * 1000 * random.uniform(0.75, 1.25))  # noqa: S311
    _RETRY.run(due_at, error.code, str(error)[:500], message.id, message.lease_token)
    return "retry"


def _deliver_in_thread(message: Claimed, config: Config) -> str:
    try:
        return deliver(message, config)
    except Exception:
        # The lease ends by itself and the message is tried again.
        log.exception("delivery_crashed", message_id=message.id)
        return "crashed"
    finally:
        close_request_connection()


def deliver_due(config: Config, pool: ThreadPoolExecutor, stop: threading.Event | None = None) -> int:
    """Send everything that is due, at most `deliveries_in_flight` at once; returns how many were handled.

    Once `stop` is set, what is in flight is finished and nothing more is claimed.
    """
    handled = 0
    while not (stop and stop.is_set()) and (messages := claim_due(config.jobs.deliveries_in_flight)):
        for outcome in pool.map(lambda message: _deliver_in_thread(message, config), messages):
            DELIVERIES.labels(outcome).inc()
        handled += len(messages)
    return handled
