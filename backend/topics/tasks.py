"""What topics put on the first screen: one statement for all of it."""

from __future__ import annotations

from backend import clock
from backend.auth import Caller
from backend.database import Statement as Sql
from backend.tasks import ListName, Task

_RESULTS_FOR_MS = 30 * 86_400_000

# In the order of a CROSS JOIN: from the caller's memberships, not from all the topics there are.
_TASKS = Sql(
    """WITH caller AS NOT MATERIALIZED (SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS account_id,
         CAST(? AS BIGINT) AS now, CAST(? AS BIGINT) AS lately)
       SELECT DISTINCT 'topic_open', t.id, t.title, t.closes_at, CAST(NULL AS BIGINT)
         FROM caller me CROSS JOIN membership ms
         CROSS JOIN organization_closure c CROSS JOIN topic t
         WHERE ms.member_id = me.id AND c.descendant_id = ms.organization_id AND t.organization_id = c.ancestor_id
           AND t.state = 'published' AND t.opens_at <= me.now AND t.closes_at > me.now
           AND NOT EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.member_id = me.id)
           AND NOT EXISTS (SELECT 1 FROM topic_statement s WHERE s.topic_id = t.id AND s.author_id = me.id)
       UNION ALL SELECT 'topic_results', t.id, t.title, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)
         FROM caller me CROSS JOIN topic t WHERE t.results_at > me.lately
           AND (EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.member_id = me.id)
             OR EXISTS (SELECT 1 FROM topic_statement s WHERE s.topic_id = t.id AND s.author_id = me.id))
           AND NOT EXISTS (SELECT 1 FROM seen_task k
             WHERE k.account_id = me.account_id AND k.task_key = 'topic_results:' || t.id)
       UNION ALL SELECT DISTINCT 'topic_activity', t.id, a.title, a.signup_closes_at, a.id FROM caller me
         CROSS JOIN topic t CROSS JOIN activity a
         WHERE t.activity_id = a.id AND a.state = 'published' AND a.signup_closes_at > me.now
           AND (EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.member_id = me.id AND v.vote = 'agree')
             OR EXISTS (SELECT 1 FROM topic_statement s WHERE s.topic_id = t.id AND s.author_id = me.id))
           AND NOT EXISTS (SELECT 1 FROM signup g WHERE g.activity_id = a.id AND g.member_id = me.id)"""
)
_LISTS: dict[str, ListName] = {"topic_open": "write", "topic_results": "read", "topic_activity": "do"}


def tasks(caller: Caller) -> list[Task]:
    """Topics I have not said anything to, results, and meetings that came of what I support."""
    if caller.member_id is None:
        return []
    now = clock.now_ms()
    rows = _TASKS.rows(caller.member_id, caller.account_id, now, now - _RESULTS_FOR_MS)
    return [
        Task(
            _LISTS[kind],
            kind,
            f"{kind}:{topic_id}",
            title,
            f"/pages/activity/index?id={activity_id}" if activity_id else f"/pages/topic/index?id={topic_id}",
            due_at=None if due is None else clock.from_ms(due),
            instead_of=f"activity_open:{activity_id}" if activity_id else None,
        )
        for kind, topic_id, title, due, activity_id in rows
    ]
