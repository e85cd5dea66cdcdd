"""Moving what the outbox held before notifications over to them; for one release, while the old version may still run.

Its web processes write the old tables until they are restarted, so it is looked for again and again; both tables are
empty from then on, and are dropped with the next release.
"""

from __future__ import annotations

import json

from backend.database import CHUNK, Statement, atomic
from backend.push.models import SubscriptionGrant
from backend.push.services import News, notify

_KINDS = {
    "signup_result": "signup_decided",
    "activity_cancelled": "activity_cancelled",
    "activity_changed": "activity_changed",
    "activity_invitation": "activity_invitation",
    "survey_reminder": "survey_reminder",
    "survey_note": "survey_note",
    "suggestion_answered": "suggestion_answered",
    "case_overdue": "case_overdue",
}
_WAITING = Statement(
    """SELECT o.id, o.business_key, o.template, o."values", o.page, a.member_id FROM outbox_message o
       JOIN account a ON a.id = o.account_id WHERE o.state = 'queued' ORDER BY o.id LIMIT ?"""
)
_TAKE = Statement("UPDATE outbox_message SET state = 'moved' WHERE id = ? AND state = 'queued'")
_CREDITS = Statement(
    """SELECT id, account_id, template_id, granted, spent FROM subscription_credit
       WHERE spent < granted ORDER BY id LIMIT ?"""
)
_TAKE_CREDITS = Statement("UPDATE subscription_credit SET spent = ? WHERE id = ? AND spent = ? AND granted = ?")


def carry_over() -> int:
    """Move messages that wait, and credits that are left; returns how many of both. Twice moves nothing twice."""
    return _messages() + _credits()


def _messages() -> int:
    moved = 0
    while rows := _WAITING.rows(CHUNK):
        with atomic():
            for row_id, key, template, values, page, member_id in rows:
                if not _TAKE.run(row_id).rowcount or member_id is None or template not in _KINDS:
                    continue
                old = json.loads(values)
                note = old.get("note") or old.get("remark") or old.get("summary") or old.get("reason") or ""
                notify(
                    News(_KINDS[template], "carried", {**old, "note": note}, occurrence=key, page=page), (member_id,)
                )
                moved += 1
    return moved


def _credits() -> int:
    moved = 0
    while rows := _CREDITS.rows(CHUNK):
        with atomic():
            for row_id, account_id, template_id, granted, spent in rows:
                if _TAKE_CREDITS.run(granted, row_id, spent, granted).rowcount:
                    grants = [{"account": account_id, "template_id": template_id}] * (granted - spent)
                    SubscriptionGrant.insert_many(grants).execute()
                    moved += granted - spent
    return moved
