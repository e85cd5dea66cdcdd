"""What cases put on the first screen: one statement for all of it."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from datetime import timedelta
from functools import cache

from backend import clock
from backend.auth import Caller
from backend.cases.kind_files import all_kinds, kind_of
from backend.cases.models import Case
from backend.cases.reading import step_word
from backend.database import Statement
from backend.tasks import Task

STAFF_PAGE = "/staff/cases/index"
_MOVED_FOR_MS = 30 * 86_400_000
_MOST_MOVED = 50
_OPEN = "c.state IN ('received', 'assigned', 'in_progress')"
_UNSEEN = """NOT EXISTS (SELECT 1 FROM seen_task t
    WHERE t.account_id = me.account_id AND t.task_key = 'case_moved:' || c.id || ':' || s.id)"""

# Each branch: task, kind, case, title, step, what the step was, due, count. In the order of a CROSS JOIN: from the
# caller's few roles, cases and endorsements, not from all there are. Two roles may cover the same case: UNION.
_MINE = f"""SELECT c.id, c.due_at FROM caller me CROSS JOIN case_item c
  WHERE c.assignee_id = me.id AND {_OPEN} AND c.due_at < me.midnight
  UNION SELECT c.id, c.due_at FROM caller me CROSS JOIN case_handler h CROSS JOIN case_item c
  WHERE h.member_id = me.id AND c.id = h.case_id AND {_OPEN} AND c.due_at < me.midnight"""
# With kind and state, the index of an organization's cases leads straight to what is due.
_UNASSIGNED = f"""SELECT c.id, c.due_at FROM caller me CROSS JOIN role r CROSS JOIN organization_closure oc
    CROSS JOIN case_item c
  WHERE r.member_id = me.id AND r.name IN ('administrator', 'staff')
    AND (r.starts_at IS NULL OR r.starts_at <= me.now) AND (r.ends_at IS NULL OR r.ends_at > me.now)
    AND oc.ancestor_id = r.organization_id AND c.organization_id = oc.descendant_id
    AND c.kind IN (%s) AND {_OPEN} AND c.due_at < me.midnight AND c.assignee_id IS NULL"""
_DUE = f"""SELECT 'cases_due', CAST(NULL AS TEXT), CAST(NULL AS BIGINT), CAST(NULL AS TEXT), CAST(NULL AS BIGINT),
    CAST(NULL AS TEXT), min(due_at), count(*)
  FROM ({_MINE} UNION {_UNASSIGNED}) owed"""
_OF_AUTHOR = f"""SELECT * FROM (SELECT 'case_moved', c.kind, c.id, c.title, s.id, s.kind, CAST(NULL AS BIGINT),
    CAST(NULL AS INTEGER)
  FROM caller me CROSS JOIN case_item c CROSS JOIN case_step s
  WHERE c.author_id = me.id AND c.moved_at > me.lately AND s.id = c.moved_step
    AND (s.actor_id IS NULL OR s.actor_id <> me.id) AND {_UNSEEN}
  ORDER BY s.id DESC LIMIT {_MOST_MOVED}) of_author"""
# A step before somebody stood behind the case is no news to them; neither are words that others may not see.
_OF_SUPPORTER = f"""SELECT * FROM (SELECT 'case_moved', c.kind, c.id, c.title, s.id, s.kind, CAST(NULL AS BIGINT),
    CAST(NULL AS INTEGER)
  FROM caller me CROSS JOIN case_supporter p CROSS JOIN case_item c CROSS JOIN case_step s
  WHERE p.member_id = me.id AND p.opted_out_at IS NULL AND c.id = p.case_id AND c.moved_at > me.lately
    AND c.public_state = 'shown' AND s.case_id = c.id AND s.at >= p.created_at
    AND s.number = (SELECT max(x.number) FROM case_step x
      WHERE x.case_id = c.id AND x.visible_to IN ('public', 'concerned'))
    AND (s.actor_id IS NULL OR s.actor_id <> me.id) AND {_UNSEEN}
  ORDER BY s.id DESC LIMIT {_MOST_MOVED}) of_supporter"""
_TO_RATE = """SELECT 'case_to_rate', c.kind, c.id, c.title, NULL, c.promised_on, c.answered_at, NULL
  FROM caller me CROSS JOIN case_item c
  WHERE c.author_id = me.id AND c.state = 'answered' AND c.rating IS NULL"""
_TASKS = f"""WITH caller AS NOT MATERIALIZED (SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS account_id,
      CAST(? AS BIGINT) AS now, CAST(? AS BIGINT) AS midnight, CAST(? AS BIGINT) AS lately)
    {_DUE} UNION ALL {_OF_AUTHOR} UNION ALL {_OF_SUPPORTER} UNION ALL {_TO_RATE}"""


@cache
def statement(kinds: tuple[str, ...]) -> Statement:
    """The statement for cases of these kinds, which are its last parameters."""
    return Statement(_TASKS.replace("%s", ", ".join("?" for _ in kinds)))


def tasks(caller: Caller) -> list[Task]:
    """Cases that staff must see to today, those of mine that moved, and answers to rate."""
    if caller.member_id is None:
        return []
    now = clock.now_ms()
    midnight = clock.to_ms(clock.business_day(clock.business_today())[1])
    kinds = tuple(all_kinds())
    rows = statement(kinds).rows(caller.member_id, caller.account_id, now, midnight, now - _MOVED_FOR_MS, *kinds)
    found = (_task(*row) for row in rows)
    return [task for task in found if task is not None]


def _task(
    task: str,
    kind_key: str | None,
    case_id: int | None,
    title: str | None,
    step_id: int | None,
    what: str | None,
    due: int | None,
    count: int | None,
) -> Task | None:
    due_at = None if due is None else clock.from_ms(due)
    if kind_key is None:
        if not count:
            return None
        day = clock.business_today().isoformat()
        return Task("do", task, f"{task}:{day}", "今天到期的事项", STAFF_PAGE, due_at=due_at, count=count)
    kind = kind_of(kind_key)
    target = f"{kind.page}?id={case_id}"
    if task == "case_moved":
        return Task("read", task, f"{task}:{case_id}:{step_id}", title or "", target, note=step_word(what or ""))
    answered = Case(state="answered", answered_at=due_at, promised_on=what)
    opens_at = answered.rating_opens_at()
    if opens_at is None or not answered.can_be_rated(clock.now()):
        return None
    closes_at = opens_at + timedelta(days=kind.rating_days)
    return Task("write", task, f"{task}:{case_id}", f"评价答复：{title}", target, due_at=closes_at)
