"""Writing down what came of a send: the delivery, what it stood for, its credit, and the tally, in one transaction."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

import structlog

from backend import clock
from backend.database import Statement, atomic, is_postgresql
from backend.push import alerts, ledger
from backend.push.dispatch import Outgoing
from backend.push.errcodes import Action, action_for
from backend.push.merging import settle_merged
from backend.push.models import Notification
from backend.push.recording import Together
from backend.push.states import Reason, State

log = structlog.get_logger()

MOST_ATTEMPTS = 12
_FIRST_RETRY_S, _LAST_RETRY_S = 10, 3600
_MOMENT = timedelta(seconds=1)
# An unanswered send is repeated when WeChat has had time to come back.
_UNANSWERED_WAIT = timedelta(minutes=1)

_FINISH = Statement(
    """UPDATE delivery SET state = ?, reason = ?, sent_at = ?, is_counted = ?, error_code = ?, error_text = ?,
         message_id = ?, unanswered = ?, leased_until = NULL
       WHERE id = ? AND lease_token = ? AND state = 'queued'"""
)
_RETRY = Statement(
    """UPDATE delivery SET due_at = ?, error_code = ?, error_text = ?, unanswered = ?, leased_until = NULL,
         late_since = COALESCE(late_since, ?)
       WHERE id = ? AND lease_token = ? AND state = 'queued'"""
)
# What `_arrived` does for each of several, in one round trip and one commit.
_ARRIVED = Statement(
    """WITH came AS (SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::integer[], ?::bigint[])
         AS c(id, lease_token, message_id, is_counted, unanswered, grant_id)),
       finished AS (UPDATE delivery SET state = 'sent', reason = '', sent_at = ?, is_counted = came.is_counted,
           error_code = NULL, error_text = '', message_id = came.message_id, unanswered = came.unanswered,
           leased_until = NULL
         FROM came
         WHERE delivery.id = came.id AND delivery.lease_token = came.lease_token AND delivery.state = 'queued'
         RETURNING delivery.id, came.grant_id)
       UPDATE subscription_grant SET state = 'spent', closed_at = ?, delivery_id = finished.id
       FROM finished WHERE subscription_grant.id = finished.grant_id"""
)


def arrived(message: Outgoing, message_id: str | None) -> str:
    """WeChat took it. Returns the outcome for the metric, as all of these do.

    Threads that come at the same moment share a transaction: each returns when its own result is committed.
    """
    _together.write((message, message_id or ""))
    return "sent"


def _write_arrived(batch: Sequence[tuple[Outgoing, str]]) -> None:
    alone = [one for one in batch if one[0].merged] if is_postgresql() else batch
    if alone:
        with atomic():
            for message, message_id in alone:
                if _finish(message, "sent", message_id=message_id):
                    _close_grant(message, "spent")
    rest = [one for one in batch if one not in alone]
    if rest:
        columns = zip(
            *(
                (one.id, one.lease_token, message_id, not one.kind.is_urgent, one.unanswered, one.grant_id)
                for one, message_id in rest
            ),
            strict=True,
        )
        now = clock.now_ms()
        _ARRIVED.run(*map(list, columns), now, now)


_together = Together(_write_arrived)


def failed(message: Outgoing, error: Exception) -> str:
    """WeChat did not take it, or did not say; see errcodes.py."""
    code: int | None = getattr(error, "code", None)
    with atomic():
        match action_for(error):
            case Action.REPEAT_ONCE:
                return _unanswered(message, str(error))
            case Action.BACK_OFF if message.attempts + 1 < MOST_ATTEMPTS:
                return _retry(message, _backoff(message.attempts), code, str(error))
            case Action.AFTER_A_MOMENT if message.attempts + 1 < MOST_ATTEMPTS:
                return _retry(message, _MOMENT * random.uniform(1, 4), code, str(error))  # noqa: S311
            case Action.NEXT_RUNG:
                return _next_rung(message, code, str(error))
            case Action.STOP_TEMPLATE:
                return _stop_template(message, code, str(error))
            case Action.STOP_ROBOT:
                alerts.tell_administrators(f"robot:{message.robot}", f"群机器人“{message.robot}”", str(error))
            case Action.STOP_NOTIFICATION:
                _stop_notification(message, str(error))
        if _finish(message, "failed", error_code=code, error_text=str(error)):
            _close_grant(message, "open")
            log.error("message_failed", delivery_id=message.id, kind=message.kind.name, error_code=code)
    return "failed"


def _finish(
    message: Outgoing,
    state: State,
    *,
    reason: Reason = "",
    error_code: int | None = None,
    error_text: str = "",
    message_id: str = "",
    unanswered: int | None = None,
) -> bool:
    """False if the lease went to another process meanwhile: what it finds counts."""
    is_out = state in ("sent", "uncertain")
    now = clock.now_ms()
    changed = _FINISH.run(
        state,
        reason,
        now if is_out else None,
        is_out and not message.kind.is_urgent,
        error_code,
        error_text[:500],
        message_id,
        message.unanswered if unanswered is None else unanswered,
        message.id,
        message.lease_token,
    ).rowcount
    if changed and message.merged:
        settle_merged(message.id, state, reason, now)
    return bool(changed)


def _retry(message: Outgoing, wait: timedelta, code: int | None, text: str, *, unanswered: int | None = None) -> str:
    now = clock.now_ms()
    due_at = now + wait // timedelta(milliseconds=1)
    count = message.unanswered if unanswered is None else unanswered
    _RETRY.run(due_at, code, text[:500], count, now, message.id, message.lease_token)
    return "retry"


def _backoff(attempts: int) -> timedelta:
    wait_s = min(_LAST_RETRY_S, _FIRST_RETRY_S * 2**attempts)
    # Jitter keeps a thousand messages that failed together from coming back together.
    return timedelta(seconds=wait_s * random.uniform(0.75, 1.25))  # noqa: S311


def _unanswered(message: Outgoing, text: str) -> str:
    """It may have arrived: repeated once at most. Its credit stays reserved for the repeat."""
    if message.unanswered == 0:
        return _retry(message, _UNANSWERED_WAIT * random.uniform(1, 1.5), None, text, unanswered=1)  # noqa: S311
    if _finish(message, "uncertain", reason="unanswered", error_text=text, unanswered=2):
        _close_grant(message, "spent")
    return "uncertain"


def _next_rung(message: Outgoing, code: int | None, text: str) -> str:
    # There was a credit before a send that nobody answered, and now there is none: that send took it.
    is_out = bool(message.unanswered) and code == 43101
    state: State = "uncertain" if is_out else "inbox"
    reason: Reason = "unanswered" if is_out else "refused"
    # The delivery before the credits, here as everywhere: nobody waits in a circle.
    if _finish(message, state, reason=reason, error_code=code, error_text=text):
        _close_grant(message, "spent" if is_out else "void")
    if message.template is not None:
        ledger.settle(message.account_id, message.template.template_id)
    return state


def _close_grant(message: Outgoing, state: Literal["open", "spent", "void"]) -> None:
    if message.grant_id is None:
        return
    if state == "open":
        ledger.give_back(message.grant_id)
    else:
        ledger.close(message.grant_id, message.id, state)


def _stop_template(message: Outgoing, code: int | None, text: str) -> str:
    """It waits, with all others of this template, until the template is looked at."""
    if message.template is not None:
        alerts.stop_template(message.template, text)
    if _finish(message, "paused", reason="template", error_code=code, error_text=text):
        _close_grant(message, "open")
    return "paused"


def _stop_notification(message: Outgoing, text: str) -> None:
    Notification.update(fault=text[:500]).where(Notification.id == message.notification_id).execute()
    alerts.tell_administrators(f"notification:{message.notification_id}", message.kind.label, text)
