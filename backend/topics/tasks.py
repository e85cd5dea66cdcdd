"""What topics put on the first screen."""

from __future__ import annotations

from collections.abc import Sequence

from backend import clock
from backend.auth import Caller
from backend.tasks import ListName, Task, TaskRow, TaskSource

# Each branch, as TaskRow: kind, nothing, title, topic, deadline, activity. In the order of a CROSS JOIN: from the
# caller's memberships, not from all the topics there are.
_BRANCHES = """SELECT DISTINCT 'topic_open', CAST(NULL AS TEXT), t.title, t.id, t.closes_at, CAST(NULL AS BIGINT),
         CAST(NULL AS TEXT)
         FROM caller me CROSS JOIN membership ms
         CROSS JOIN organization_closure c CROSS JOIN topic t
         WHERE ms.member_id = me.id AND c.descendant_id = ms.organization_id AND t.organization_id = c.ancestor_id
           AND t.state = 'published' AND t.opens_at <= me.now AND t.closes_at > me.now
           AND NOT EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.member_id = me.id)
           AND NOT EXISTS (SELECT 1 FROM topic_statement s WHERE s.topic_id = t.id AND s.author_id = me.id)
       UNION ALL SELECT 'topic_results', CAST(NULL AS TEXT), t.title, t.id, CAST(NULL AS BIGINT),
         CAST(NULL AS BIGINT), CAST(NULL AS TEXT) FROM caller me CROSS JOIN topic t WHERE t.results_at > me.lately
           AND (EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.member_id = me.id)
             OR EXISTS (SELECT 1 FROM topic_statement s WHERE s.topic_id = t.id AND s.author_id = me.id))
           AND NOT EXISTS (SELECT 1 FROM seen_task k
             WHERE k.account_id = me.account_id AND k.task_key = 'topic_results:' || t.id)
       UNION ALL SELECT DISTINCT 'topic_activity', CAST(NULL AS TEXT), a.title, t.id, a.signup_closes_at, a.id,
         CAST(NULL AS TEXT) FROM caller me
         CROSS JOIN topic t CROSS JOIN activity a
         WHERE t.activity_id = a.id AND a.state = 'published' AND a.signup_closes_at > me.now
           AND (EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.member_id = me.id AND v.vote = 'agree')
             OR EXISTS (SELECT 1 FROM topic_statement s WHERE s.topic_id = t.id AND s.author_id = me.id))
           AND NOT EXISTS (SELECT 1 FROM signup g WHERE g.activity_id = a.id AND g.member_id = me.id)"""
_LISTS: dict[str, ListName] = {"topic_open": "write", "topic_results": "read", "topic_activity": "do"}


def _tasks(_caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """Topics I have not said anything to, results, and meetings that came of what I support."""
    return [
        Task(
            _LISTS[row.kind],
            row.kind,
            f"{row.kind}:{row.subject_id}",
            row.title or "",
            f"/pages/activity/index?id={row.number}" if row.number else f"/pages/topic/index?id={row.subject_id}",
            due_at=None if row.at is None else clock.from_ms(row.at),
            instead_of=f"activity_open:{row.number}" if row.number else None,
        )
        for row in rows
    ]


tasks = TaskSource(frozenset(_LISTS), lambda: _BRANCHES, _tasks)
