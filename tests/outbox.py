"""What people were told, as tests ask for it."""

from __future__ import annotations

from backend.push.models import Delivery, Notification
from backend.push.services import spread_due


def told(kind: str = "") -> list[Delivery]:
    """Every delivery, of one kind or of all, oldest first; recipients are found first, as the jobs process does."""
    spread_due()
    rows = Delivery.select(Delivery, Notification).join(Notification)
    if kind:
        rows = rows.where(Notification.kind == kind)
    return list(rows.order_by(Delivery.id))


def values_told(kind: str = "") -> list[dict[str, str]]:
    """The values of each."""
    return [one.notification.values for one in told(kind)]


def members_told(kind: str = "") -> set[int]:
    """Who was told."""
    return {one.member_id for one in told(kind)}
