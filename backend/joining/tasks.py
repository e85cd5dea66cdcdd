"""What joining puts on home: the way in for a visitor, the answer to an application, what waits for staff."""

from __future__ import annotations

from backend import clock
from backend.auth import Caller
from backend.database import Statement
from backend.tasks import Task

_RESULT_SHOWN_MS = 30 * 86_400_000
_JOIN_PAGE = "/pages/join/index"

# The applicant's latest application and, for staff, how many wait in their scope: one statement for both. What belongs
# to no one organization waits for those who hold a role at the top.
_STATE = Statement(
    """WITH mine AS (SELECT r.organization_id AS id FROM role r
         WHERE r.member_id = ? AND r.name IN ('administrator', 'staff')
           AND (r.starts_at IS NULL OR r.starts_at <= ?) AND (r.ends_at IS NULL OR r.ends_at > ?))
       SELECT p.state, p.id, o.name, p.decided_at, s.id FROM application p
         LEFT JOIN organization o ON o.id = p.organization_id
         LEFT JOIN seen_task s ON s.account_id = p.account_id AND s.task_key = 'application_result:' || p.id
       WHERE p.id = (SELECT MAX(id) FROM application WHERE account_id = ?)
       UNION ALL
       SELECT 'waiting', COUNT(*), NULL, NULL, NULL FROM application w WHERE w.state = 'pending'
         AND (w.organization_id IN
             (SELECT c.descendant_id FROM mine JOIN organization_closure c ON c.ancestor_id = mine.id)
           OR (w.organization_id IS NULL AND EXISTS
             (SELECT 1 FROM mine JOIN organization o ON o.id = mine.id WHERE o.parent_id IS NULL)))"""
)


def tasks(caller: Caller) -> list[Task]:
    """The joining tasks of one caller."""
    now = clock.now_ms()
    state, found = None, []
    mine = (caller.member_id or 0, now, now)
    for kind, number, organization, decided_at, seen in _STATE.rows(*mine, caller.account_id):
        if kind == "waiting":
            if number:
                found.append(_to_review(number))
            continue
        state = kind
        is_result = kind in ("approved", "declined") and seen is None
        if is_result and now - decided_at < _RESULT_SHOWN_MS:
            found.append(_result(number, kind, organization, is_member=caller.member_id is not None))
    if caller.member_id is None and state != "pending":
        found.append(Task("write", "join", "join", "加入组织", _JOIN_PAGE, minutes=2))
    return found


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
