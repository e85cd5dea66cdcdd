"""What waits for a person's look, and what became of my complaints, on the first screen."""

from __future__ import annotations

from collections.abc import Sequence

from backend.auth import Caller
from backend.safety.subjects import views_of
from backend.tasks import IS_MY_STAFF_ROLE, Task, TaskRow, TaskSource

# What was taken away is no longer there to be led to.
_ELSEWHERE = "/pages/voice/index"

# In the order of a CROSS JOIN: from the caller's few roles and complaints, not from all there are.
_BRANCHES = f"""SELECT 'texts_to_look_at', NULL, NULL, NULL, NULL, count(*), NULL FROM (
         SELECT t.id FROM caller me CROSS JOIN role r CROSS JOIN organization_closure c CROSS JOIN text_check t
         WHERE {IS_MY_STAFF_ROLE}
           AND c.ancestor_id = r.organization_id AND t.organization_id = c.descendant_id AND t.state = 'staff'
         UNION
         SELECT p.id FROM caller me CROSS JOIN role r CROSS JOIN organization_closure c CROSS JOIN complaint p
         WHERE {IS_MY_STAFF_ROLE}
           AND c.ancestor_id = r.organization_id AND p.organization_id = c.descendant_id AND p.state = 'open') w
       UNION ALL SELECT 'complaint_decided', p.subject_kind, NULL, p.subject_id, NULL, p.id, p.state
         FROM caller me CROSS JOIN complaint p
         WHERE p.member_id = me.id AND p.decided_at > me.lately AND NOT EXISTS (SELECT 1 FROM seen_task k
           WHERE k.account_id = me.account_id AND k.task_key = 'complaint_decided:' || p.id)"""  # noqa: S608 (constants)


def _tasks(_caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """Texts and complaints to decide, as one item; and each of my own complaints that was decided lately."""
    decided = [row for row in rows if row.kind == "complaint_decided"]
    # The words of what was taken away are not shown again, so nothing of it is read.
    kept = views_of((row.name or "", row.subject_id or 0) for row in decided if row.note == "dismissed")
    found = [
        Task("do", row.kind, row.kind, "有内容等您看一眼", "/staff/patrol/index", count=row.number)
        for row in rows
        if row.kind == "texts_to_look_at" and row.number
    ]
    for row in decided:
        view = kept.get((row.name or "", row.subject_id or 0))
        target = _ELSEWHERE if view is None else view.target
        found.append(Task("read", row.kind, f"{row.kind}:{row.number}", "您举报的内容", target, note=row.note))
    return found


tasks = TaskSource(frozenset(("texts_to_look_at", "complaint_decided")), lambda: _BRANCHES, _tasks)
