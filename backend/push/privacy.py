"""What was sent to one WeChat account, and what it has allowed."""

from __future__ import annotations

from typing import Any

from backend.push.models import OutboxMessage, SubscriptionCredit, SubscriptionReport
from backend.schemas import iso


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Messages with their words, and the credits by template."""
    messages = OutboxMessage.select().where(OutboxMessage.account == account_id).order_by(OutboxMessage.id)
    allowed = SubscriptionCredit.select().where(SubscriptionCredit.account == account_id)
    return {
        "messages": [
            {
                "template": message.template,
                "values": message.values,
                "state": message.state,
                "created_at": iso(message.created_at),
                "sent_at": message.sent_at and iso(message.sent_at),
            }
            for message in messages
        ],
        "subscriptions": [
            {
                "template_id": credit.template_id,
                "granted": credit.granted,
                "spent": credit.spent,
                "refused_at": credit.refused_at and iso(credit.refused_at),
            }
            for credit in allowed.order_by(SubscriptionCredit.id)
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Messages go, those still waiting too, and with them the credits."""
    for table in (OutboxMessage, SubscriptionCredit, SubscriptionReport):
        table.delete().where(table.account == account_id).execute()
