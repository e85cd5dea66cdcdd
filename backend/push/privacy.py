"""What was sent to one member, and what their WeChat account has allowed."""

from __future__ import annotations

from typing import Any

from backend.database import Statement
from backend.push.models import (
    Delivery,
    Notification,
    OutboxMessage,
    PushMute,
    StaffCall,
    Subscription,
    SubscriptionCredit,
    SubscriptionGrant,
    SubscriptionReport,
)
from backend.schemas import iso

# What was told to one person alone names them, and goes; what was told to many does not.
_THEIRS_ALONE = Statement(
    """DELETE FROM notification WHERE recipients = '' AND id IN (SELECT notification_id FROM delivery
         WHERE member_id = ?)
       AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.notification_id = notification.id AND d.member_id <> ?)"""
)


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:
    """Messages with their words and what became of them, what is allowed, muted, and was told by telephone."""
    messages: Any = (
        Delivery.select(Delivery, Notification)
        .join(Notification)
        .where(Delivery.member == member_id)
        .order_by(Delivery.id)
    )
    grants = SubscriptionGrant.select().where(SubscriptionGrant.account == account_id)
    calls: Any = StaffCall.select().where(StaffCall.member == member_id).order_by(StaffCall.id)
    return {
        "messages": [
            {
                "kind": message.notification.kind,
                "values": message.notification.values,
                "state": message.state,
                "created_at": iso(message.notification.created_at),
                "sent_at": message.sent_at and iso(message.sent_at),
                "read_at": message.read_at and iso(message.read_at),
            }
            for message in messages
        ],
        "subscriptions": [
            {
                "template_id": grant.template_id,
                "subject": grant.subject,
                "state": grant.state,
                "granted_at": iso(grant.granted_at),
                "closed_at": grant.closed_at and iso(grant.closed_at),
            }
            for grant in grants.order_by(SubscriptionGrant.id)
        ],
        "subscription_settings": [
            {
                "template_id": one.template_id,
                "always": one.always,
                "is_long_term": one.is_long_term,
                "refused_at": one.refused_at and iso(one.refused_at),
                "revoked_at": one.revoked_at and iso(one.revoked_at),
            }
            for one in Subscription.select().where(Subscription.account == account_id)
        ],
        "muted_messages": [one.about for one in PushMute.select().where(PushMute.member == member_id)],
        "calls_from_staff": [
            {"outcome": call.outcome, "note": call.note, "called_at": iso(call.called_at)} for call in calls
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:
    """Messages go, those still waiting too, and with them the credits."""
    for table in (OutboxMessage, SubscriptionCredit, SubscriptionGrant, Subscription, SubscriptionReport):
        table.delete().where(table.account == account_id).execute()
    if member_id is not None:
        _THEIRS_ALONE.run(member_id, member_id)
        for kept in (Delivery, PushMute, StaffCall):
            kept.delete().where(kept.member == member_id).execute()
