"""What WeChat tells after it has accepted a message: that it could not deliver it after all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog

from backend import clock
from backend.push.models import Delivery, SubscriptionGrant

log = structlog.get_logger()

# WeChat tells within seconds.
_WITHIN = timedelta(hours=1)


def note_delivery_failure(account_id: int, template_id: str, message_id: str, error_code: int, error_text: str) -> None:
    """The message is in the inbox only, and says why. `message_id` may be "": WeChat does not always give one.

    Then it is the last one that a credit of this template was spent on. An event that fits none is told in the log.
    """
    delivery_id = _by_message(message_id) or _by_credit(account_id, template_id)
    changed = (
        Delivery.update(state="inbox", reason="undelivered", error_code=error_code, error_text=error_text[:500])
        .where(Delivery.id == delivery_id, Delivery.state << ("sent", "uncertain"))
        .execute()
    )
    if changed:
        # What went out as part of it did not arrive either.
        member_id = Delivery.get_by_id(delivery_id).member_id
        Delivery.update(state="inbox", reason="undelivered").where(
            Delivery.member == member_id,
            Delivery.merged_into == delivery_id,
            Delivery.state << ("sent", "uncertain"),
        ).execute()
    log.warning("message_not_delivered", delivery_id=delivery_id, error_code=error_code, is_known=bool(changed))


def _by_message(message_id: str) -> int | None:
    if not message_id:
        return None
    since = clock.now() - _WITHIN
    rows: Any = Delivery.select(Delivery.id).where(
        Delivery.state << ("sent", "uncertain"), Delivery.sent_at >= since, Delivery.message_id == message_id
    )
    return next((row[0] for row in rows.tuples()), None)


def _by_credit(account_id: int, template_id: str) -> int | None:
    rows: Any = (
        SubscriptionGrant.select(SubscriptionGrant.delivery_id)
        .where(
            SubscriptionGrant.account == account_id,
            SubscriptionGrant.template_id == template_id,
            SubscriptionGrant.state == "spent",
            SubscriptionGrant.closed_at >= clock.now() - _WITHIN,
        )
        .order_by(SubscriptionGrant.closed_at.desc(), SubscriptionGrant.id.desc())
        .limit(1)
    )
    return next((row[0] for row in rows.tuples()), None)
