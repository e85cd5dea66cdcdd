"""What joining puts on home: the way in for a visitor, the answer to an application, what waits for staff."""

from __future__ import annotations

from collections.abc import Sequence

from backend import clock
from backend.auth import Caller
from backend.tasks import IS_MY_STAFF_ROLE, NEWS_FOR_MS, Task, TaskRow, TaskSource

_JOIN_PAGE = "/pages/join/index"

# As TaskRow: the applicant's latest application (state, organization, id, when it was decided, whether that was seen)
# and, for staff, how many wait in their scope. What belongs to no one organization waits for those who hold a role at
# the top.
_BRANCHES = f"""SELECT 'application', p.state, o.name, p.id, p.decided_at, s.id, CAST(NULL AS TEXT)
    FROM caller me CROSS JOIN application p LEFT JOIN organization o ON o.id = p.organization_id
    LEFT JOIN seen_task s ON s.account_id = p.account_id AND s.task_key = 'application_result:' || p.id
    WHERE p.id = (SELECT MAX(id) FROM application WHERE account_id = me.account_id)
  UNION ALL SELECT 'applications_to_review', NULL, NULL, NULL, NULL, COUNT(*), NULL FROM application w
    WHERE w.state = 'pending' AND (w.organization_id IN
      (SELECT c.descendant_id FROM caller me CROSS JOIN role r CROSS JOIN organization_closure c
       WHERE {IS_MY_STAFF_ROLE} AND c.ancestor_id = r.organization_id)
      OR (w.organization_id IS NULL AND EXISTS (SELECT 1 FROM caller me CROSS JOIN role r CROSS JOIN organization o
       WHERE {IS_MY_STAFF_ROLE} AND o.id = r.organization_id AND o.parent_id IS NULL)))"""  # noqa: S608


def _tasks(caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """The joining tasks of one caller."""
    now = clock.now_ms()
    state, found = None, []
    for row in rows:
        if row.kind == "applications_to_review":
            if row.number:
                found.append(_to_review(row.number))
            continue
        state = row.name
        is_result = state in ("approved", "declined") and row.number is None
        if is_result and now - (row.at or 0) < NEWS_FOR_MS:
            found.append(_result(row.subject_id or 0, state or "", row.title, is_member=caller.member_id is not None))
    if caller.member_id is None and state != "pending":
        found.append(Task("write", "join", "join", "加入组织", _JOIN_PAGE, minutes=2))
    return found


tasks = TaskSource(frozenset(("application", "applications_to_review")), lambda: _BRANCHES, _tasks)


def _result(application_id: int, state: str, organization: str | None, *, is_member: bool) -> Task:
    return Task(
        "read",
        "application_result",
        f"application_result:{application_id}",
        f"加入{organization}" if organization else "加入申请",
        "/pages/me/index" if is_member else _JOIN_PAGE,
        note=state,
    )


def _to_review(count: int) -> Task:
    return Task("do", "applications_to_review", "applications_to_review", "加入申请", "/pages/me/index", count=count)
