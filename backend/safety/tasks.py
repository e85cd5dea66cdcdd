"""What waits for a person's look, on the first screen of staff: one statement."""

from __future__ import annotations

from backend import clock
from backend.auth import Caller
from backend.database import Statement
from backend.tasks import Task

# In the order of a CROSS JOIN: from the caller's few roles, not from all the texts there are.
_WAITING = Statement(
    """WITH caller AS NOT MATERIALIZED (SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS now)
       SELECT count(*), min(w.since) FROM (
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
)


def tasks(caller: Caller) -> list[Task]:
    """Texts and complaints to decide, as one item."""
    if caller.member_id is None:
        return []
    row = _WAITING.row(caller.member_id, clock.now_ms())
    if row is None or not row[0]:
        return []
    return [Task("do", "texts_to_look_at", "texts_to_look_at", "有内容等您看一眼", "/staff/patrol/index", count=row[0])]
