"""Who has been told what lately: whoever just heard of something needs no reminder of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from backend import clock
from backend.database import Statement, marks

_TOLD = """SELECT DISTINCT d.member_id FROM delivery d JOIN notification n ON n.id = d.notification_id
    WHERE d.member_id IN ({members}) AND d.sent_at > ? AND d.state IN ('sent', 'uncertain')
      AND n.subject = ? AND n.kind IN ({kinds})"""


def told_since(since: datetime, subject: str, kinds: Sequence[str], member_ids: Collection[int]) -> set[int]:
    """Whom of these members a message of these kinds about `subject` reached through WeChat after `since`."""
    if not member_ids:
        return set()
    text = _TOLD.format(members=marks(member_ids), kinds=marks(kinds))
    rows = Statement(text).rows(*member_ids, clock.to_ms(since), subject, *kinds)
    return {member_id for (member_id,) in rows}
