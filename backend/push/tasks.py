"""How many messages a member has not read: one more branch of home's statement, since it stands on the first screen."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g

from backend.auth import Caller
from backend.database import first_id_sql
from backend.push.inbox import IN_INBOX
from backend.tasks import Task, TaskRow, TaskSource

_LATELY_MS = 90 * 86_400_000

# In the order of a CROSS JOIN: from the member's few latest deliveries, by the index, to what they tell. What is past
# asks for nothing any more, so nothing counts that nobody needs to open.
_UNREAD = f"""SELECT 'messages_unread', CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), count(*), CAST(NULL AS TEXT)
  FROM caller me CROSS JOIN delivery d CROSS JOIN notification n
  WHERE d.member_id = me.id AND d.notification_id > {first_id_sql(f"me.now - {_LATELY_MS}")} AND d.read_at IS NULL
    AND n.id = d.notification_id AND {IN_INBOX.format(now="me.now")}
    AND (n.expires_at IS NULL OR n.expires_at > me.now)"""  # noqa: S608


def _read(caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """No task: the number is kept for `unread`, which home asks for next."""
    g.messages_unread = caller.account_id, rows[0].number or 0
    return []


tasks = TaskSource(frozenset(("messages_unread",)), lambda: _UNREAD, _read)


def unread(caller: Caller) -> int:
    """Messages not read yet; free once the tasks were asked for in the same request."""
    counted_for, number = g.get("messages_unread", (None, 0))
    if counted_for != caller.account_id:
        tasks(caller)
        number = g.messages_unread[1]
    return int(number)
