"""What waits for a person's look, on the first screen of staff."""

from __future__ import annotations

from collections.abc import Sequence

from backend.auth import Caller
from backend.tasks import Task, TaskRow, TaskSource

# In the order of a CROSS JOIN: from the caller's few roles, not from all the texts there are.
_WAITING = """SELECT 'texts_to_look_at', NULL, NULL, NULL, min(w.since), count(*), NULL FROM (
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
           AND c.ancestor_id = r.organization_id AND p.organization_id = c.descendant_id AND p.state = 'open') w"""


def _tasks(_caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """Texts and complaints to decide, as one item."""
    return [
        Task("do", row.kind, row.kind, "有内容等您看一眼", "/staff/patrol/index", count=row.number)
        for row in rows
        if row.number
    ]


tasks = TaskSource(frozenset(("texts_to_look_at",)), lambda: _WAITING, _tasks)
