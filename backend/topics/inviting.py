"""Asking the supporters of a topic to the activity it became, once that is published."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities.models import Activity
from backend.activities.services.messages import tell_invitation
from backend.database import atomic
from backend.topics.models import Topic

_NOTE = "您支持的话题要当面谈"


def invite_due() -> int:
    """Write to the supporters of every topic whose activity was published; returns how many topics that were."""
    now = clock.now()
    due: Any = (
        Topic.select(Topic, Activity)
        .join(Activity, on=Topic.activity)
        .where(Topic.invited_at.is_null(), Activity.state == "published", Activity.signup_closes_at > now)
    )
    topics = list(due.order_by(Topic.id))
    for topic in topics:
        with atomic():
            tell_invitation(f"topic_supporters:{topic.id}", topic.activity, _NOTE)
            Topic.update(invited_at=now).where(Topic.id == topic.id).execute()
    return len(topics)
