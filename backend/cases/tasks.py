"""What cases put on the first screen."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from backend import clock
from backend.auth import Caller
from backend.cases.kind_files import all_kinds, kind_of
from backend.cases.models import Case
from backend.cases.reading import step_word
from backend.tasks import IS_MY_STAFF_ROLE, Task, TaskRow, TaskSource

STAFF_PAGE = "/staff/cases/index"
_MOST_MOVED = 50
_OPEN = "c.state IN ('received', 'assigned', 'in_progress')"
_UNSEEN = """NOT EXISTS (SELECT 1 FROM seen_task t
    WHERE t.account_id = me.account_id AND t.task_key = 'case_moved:' || c.id || ':' || s.id)"""

# Each branch, as TaskRow: task, kind of case, title, case, due, step or count, what the step was. In the order of a
# CROSS JOIN: from the caller's few roles, cases and endorsements, not from all there are. Two roles may cover the same
# case: UNION.
_MINE = f"""SELECT c.id, c.due_at FROM caller me CROSS JOIN case_item c
  WHERE c.assignee_id = me.id AND {_OPEN} AND c.due_at < me.midnight
  UNION SELECT c.id, c.due_at FROM caller me CROSS JOIN case_handler h CROSS JOIN case_item c
  WHERE h.member_id = me.id AND c.id = h.case_id AND {_OPEN} AND c.due_at < me.midnight"""
# With kind and state, the index of an organization's cases leads straight to what is due.
_UNASSIGNED = f"""SELECT c.id, c.due_at FROM caller me CROSS JOIN role r CROSS JOIN organization_closure oc
    CROSS JOIN case_item c
  WHERE {IS_MY_STAFF_ROLE}
    AND oc.ancestor_id = r.organization_id AND c.organization_id = oc.descendant_id
    AND c.kind IN (%s) AND {_OPEN} AND c.due_at < me.midnight AND c.assignee_id IS NULL"""
_DUE = f"""SELECT 'cases_due', NULL, NULL, NULL, min(due_at), count(*), NULL
  FROM ({_MINE} UNION {_UNASSIGNED}) owed"""
_OF_AUTHOR = f"""SELECT * FROM (SELECT 'case_moved', c.kind, c.title, c.id, CAST(NULL AS BIGINT), s.id,
    s.kind
  FROM caller me CROSS JOIN case_item c CROSS JOIN case_step s
  WHERE c.author_id = me.id AND c.moved_at > me.lately AND s.id = c.moved_step
    AND (s.actor_id IS NULL OR s.actor_id <> me.id) AND {_UNSEEN}
  ORDER BY s.id DESC LIMIT {_MOST_MOVED}) of_author"""
# A step before somebody stood behind the case is no news to them; neither are words that others may not see.
_OF_SUPPORTER = f"""SELECT * FROM (SELECT 'case_moved', c.kind, c.title, c.id, CAST(NULL AS BIGINT), s.id,
    s.kind
  FROM caller me CROSS JOIN case_supporter p CROSS JOIN case_item c CROSS JOIN case_step s
  WHERE p.member_id = me.id AND p.opted_out_at IS NULL AND c.id = p.case_id AND c.moved_at > me.lately
    AND c.public_state = 'shown' AND s.case_id = c.id AND s.at >= p.created_at
    AND s.number = (SELECT max(x.number) FROM case_step x
      WHERE x.case_id = c.id AND x.visible_to IN ('public', 'concerned'))
    AND (s.actor_id IS NULL OR s.actor_id <> me.id) AND {_UNSEEN}
  ORDER BY s.id DESC LIMIT {_MOST_MOVED}) of_supporter"""
_TO_RATE = """SELECT 'case_to_rate', c.kind, c.title, c.id, c.answered_at, NULL, c.promised_on
  FROM caller me CROSS JOIN case_item c
  WHERE c.author_id = me.id AND c.state = 'answered' AND c.rating IS NULL"""
_BRANCHES = f"{_DUE} UNION ALL {_OF_AUTHOR} UNION ALL {_OF_SUPPORTER} UNION ALL {_TO_RATE}"


def _branches() -> str:
    return _branches_of(tuple(all_kinds()))


@cache
def _branches_of(kinds: tuple[str, ...]) -> str:
    return _BRANCHES.replace("%s", ", ".join(f"'{kind}'" for kind in kinds))


def _tasks(caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """Cases that staff must see to today, those of mine that moved, and answers to rate."""
    if caller.member_id is None:
        return []
    return [task for row in rows if (task := _task(row)) is not None]


def _task(row: TaskRow) -> Task | None:
    due_at = None if row.at is None else clock.from_ms(row.at)
    if row.name is None:
        if not row.number:
            return None
        day = clock.business_today().isoformat()
        title = "今天到期的事项"
        return Task("do", row.kind, f"{row.kind}:{day}", title, STAFF_PAGE, due_at=due_at, count=row.number)
    kind = kind_of(row.name)
    key, title, target = f"{row.kind}:{row.subject_id}", row.title or "", f"{kind.page}?id={row.subject_id}"
    if row.kind == "case_moved":
        return Task("read", row.kind, f"{key}:{row.number}", title, target, note=step_word(row.note or ""))
    answered = Case(state="answered", answered_at=due_at, promised_on=row.note)
    opens_at = answered.rating_opens_at()
    if opens_at is None or not answered.can_be_rated(clock.now()):
        return None
    closes_at = opens_at + timedelta(days=kind.rating_days)
    return Task("write", row.kind, key, f"评价答复：{title}", target, due_at=closes_at)


tasks = TaskSource(frozenset(("cases_due", "case_moved", "case_to_rate")), _branches, _tasks)
