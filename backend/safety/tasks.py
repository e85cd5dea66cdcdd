"""What waits for a person's look, and what became of my complaints, on the first screen: one statement."""

from __future__ import annotations

from backend import clock
from backend.auth import Caller
from backend.database import Statement
from backend.safety.subjects import view_of
from backend.tasks import Task

_TOLD_FOR_MS = 30 * 86_400_000
# What was taken away is no longer there to be led to.
_ELSEWHERE = "/pages/voice/index"

# In the order of a CROSS JOIN: from the caller's few roles and complaints, not from all there are.
_TASKS = Statement(
    """WITH caller AS NOT MATERIALIZED (SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS account_id,
         CAST(? AS BIGINT) AS now, CAST(? AS BIGINT) AS lately)
       SELECT 'texts_to_look_at', count(*), CAST(NULL AS TEXT), CAST(NULL AS BIGINT), CAST(NULL AS TEXT) FROM (
         SELECT t.id AS id, t.created_at AS since FROM caller me CROSS JOIN role r CROSS JOIN organization_closure c
           CROSS JOIN text_check t
         WHERE r.member_id = me.id AND r.name IN ('administrator', 'staff')
           AND (r.starts_at IS NULL OR r.starts_at <= me.now) AND (r.ends_at IS NULL OR r.ends_at > me.now)
           AND c.ancestor_id = r.organization_id AND t.organization_id = c.descendant_id AND t.state = 'staff'
         UNION
         SELECT p.id, p.created_at FROM caller me CROSS JOIN role r CROSS JOIN organization_closure c
           CROSS JOIN complaint p
         WHERE r.member_id = me.id AND r.name IN ('administrator', 'staff')
           AND (r.starts_at IS NULL OR r.starts_at <= me.now) AND (r.ends_at IS NULL OR r.ends_at > me.now)
           AND c.ancestor_id = r.organization_id AND p.organization_id = c.descendant_id AND p.state = 'open') w
       UNION ALL SELECT 'complaint_decided', p.id, p.subject_kind, p.subject_id, p.state
         FROM caller me CROSS JOIN complaint p
         WHERE p.member_id = me.id AND p.decided_at > me.lately AND NOT EXISTS (SELECT 1 FROM seen_task k
           WHERE k.account_id = me.account_id AND k.task_key = 'complaint_decided:' || p.id)"""
)


def tasks(caller: Caller) -> list[Task]:
    """Texts and complaints to decide, as one item; and each of my own complaints that was decided lately."""
    if caller.member_id is None:
        return []
    now = clock.now_ms()
    rows = _TASKS.rows(caller.member_id, caller.account_id, now, now - _TOLD_FOR_MS)
    found = []
    for kind, number, subject_kind, subject_id, state in rows:
        if kind == "complaint_decided":
            found.append(_decided(number, subject_kind, subject_id, state))
        elif number:
            found.append(Task("do", kind, kind, "有内容等您看一眼", "/staff/patrol/index", count=number))
    return found


def _decided(complaint_id: int, subject_kind: str, subject_id: int, state: str) -> Task:
    # Its own words are not shown again: they may be what was complained of.
    view = view_of(subject_kind, subject_id) if state == "dismissed" else None
    target = _ELSEWHERE if view is None else view.target
    return Task("read", "complaint_decided", f"complaint_decided:{complaint_id}", "您举报的内容", target, note=state)
