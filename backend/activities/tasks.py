"""What activities put on the first screen."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend import clock
from backend.activities.feedback import OPEN_MS
from backend.activities.payloads import card_payload, moment
from backend.activities.queries import AUTOMATIC_UNTIL_MS, VISIBLE, find_next
from backend.auth import Caller
from backend.tasks import IS_MY_ORGANIZING_ROLE, ListName, Task, TaskRow, TaskSource

_MOST_OPEN = 50

# Each branch, as TaskRow: kind, key, title, activity, due, count, note.
_OPEN = f"""SELECT * FROM (SELECT 'activity_open', 'activity_open:' || a.id, a.title, a.id, a.signup_closes_at,
    CAST(NULL AS INTEGER), CAST(NULL AS TEXT)
  FROM caller me CROSS JOIN activity a LEFT JOIN signup s ON s.activity_id = a.id AND s.member_id = me.id
  WHERE a.state = 'published' AND a.signup_closes_at > me.now
    AND (a.signup_opens_at IS NULL OR a.signup_opens_at <= me.now)
    AND (a.waitlisted = 0 OR a.starts_at - {AUTOMATIC_UNTIL_MS} > me.now)
    AND (a.capacity IS NULL OR a.taken < a.capacity) AND s.id IS NULL AND {VISIBLE}
  ORDER BY a.signup_closes_at, a.id LIMIT {_MOST_OPEN}) open_now"""
_MINE_TODAY = """SELECT CASE WHEN a.checkin_opens_at <= me.now THEN 'checkin_open' ELSE 'activity_today' END,
    'activity_today:' || a.id, a.title, a.id,
    CASE WHEN a.checkin_opens_at <= me.now THEN a.checkin_closes_at ELSE a.starts_at END, NULL, NULL
  FROM caller me JOIN signup s ON s.member_id = me.id JOIN activity a ON a.id = s.activity_id
  WHERE s.state = 'approved' AND s.checked_in_at IS NULL AND a.state = 'published' AND a.starts_at < me.midnight
    AND a.checkin_closes_at > me.now"""
_ORGANIZED_TODAY = """SELECT 'organize_today', 'organize_today:' || a.id, a.title, a.id, a.starts_at, NULL, NULL
  FROM caller me JOIN activity_organizer ao ON ao.member_id = me.id JOIN activity a ON a.id = ao.activity_id
  WHERE a.state = 'published' AND a.starts_at < me.midnight AND a.ends_at > me.now
    AND (ao.starts_at IS NULL OR ao.starts_at <= me.now) AND (ao.ends_at IS NULL OR ao.ends_at > me.now)"""
# Places held and not approved are what waits for a decision. Two roles may cover the same organization. SQLite keeps
# the order of a CROSS JOIN: from the caller's few roles to activities, not the other way round.
_TO_REVIEW = f"""SELECT DISTINCT 'signups_to_review', 'signups_to_review:' || a.id, a.title, a.id, a.starts_at,
    (SELECT count(*) FROM signup p WHERE p.activity_id = a.id AND p.state = 'pending'), NULL
  FROM caller me CROSS JOIN role r CROSS JOIN organization_closure c CROSS JOIN activity a
  WHERE {IS_MY_ORGANIZING_ROLE}
    AND c.ancestor_id = r.organization_id AND a.organization_id = c.descendant_id
    AND a.state = 'published' AND a.ends_at > me.now AND a.taken > a.approved"""
_RESULTS = """SELECT 'signup_result', 'signup_result:' || s.id || ':' || s.decided_at, a.title, a.id, NULL, NULL,
    CASE WHEN s.state = 'rejected' THEN 'rejected' WHEN s.decided_by_id IS NULL THEN 'promoted' ELSE 'approved' END
  FROM caller me JOIN signup s ON s.member_id = me.id JOIN activity a ON a.id = s.activity_id
  WHERE s.decided_at > me.lately AND s.state IN ('approved', 'pending', 'rejected') AND s.checked_in_at IS NULL
    AND a.state = 'published' AND a.ends_at > me.now AND NOT EXISTS (SELECT 1 FROM seen_task t
      WHERE t.account_id = me.account_id AND t.task_key = 'signup_result:' || s.id || ':' || s.decided_at)"""
_CANCELLED = """SELECT 'activity_cancelled', 'activity_cancelled:' || a.id, a.title, a.id, NULL, NULL, a.cancel_reason
  FROM caller me JOIN signup s ON s.member_id = me.id JOIN activity a ON a.id = s.activity_id
  WHERE a.state = 'cancelled' AND s.state IN ('approved', 'pending', 'waitlisted') AND a.ends_at > me.now
    AND NOT EXISTS (SELECT 1 FROM seen_task t
      WHERE t.account_id = me.account_id AND t.task_key = 'activity_cancelled:' || a.id)"""
# Told to those who signed up before it; whoever signs up later sees the time and place it has.
_CHANGED = """SELECT 'activity_changed', 'activity_changed:' || a.id || ':' || a.changed_at, a.title, a.id, a.starts_at,
    NULL, a.venue
  FROM caller me JOIN signup s ON s.member_id = me.id JOIN activity a ON a.id = s.activity_id
  WHERE a.changed_at > s.created_at AND s.state IN ('approved', 'pending', 'waitlisted') AND a.state = 'published'
    AND a.ends_at > me.now AND NOT EXISTS (SELECT 1 FROM seen_task t
      WHERE t.account_id = me.account_id AND t.task_key = 'activity_changed:' || a.id || ':' || a.changed_at)"""
# Asked of whoever came; somebody who did not may still have a word to say, on the activity's own page. In the order of
# a CROSS JOIN: left to itself, SQLite begins with all the signups there are.
_FEEDBACK = f"""SELECT 'activity_feedback', 'activity_feedback:' || a.id, a.title, a.id, a.ends_at + {OPEN_MS},
    NULL, NULL
  FROM caller me CROSS JOIN signup s CROSS JOIN activity a
  WHERE s.member_id = me.id AND a.id = s.activity_id AND s.state = 'approved' AND s.checked_in_at IS NOT NULL
    AND s.attendance <> 'no_show' AND a.state = 'published' AND a.reported_at IS NULL
    AND a.ends_at <= me.now AND a.ends_at > me.now - {OPEN_MS}
    AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.signup_id = s.id)"""
_BRANCHES = " UNION ALL ".join(
    (_OPEN, _MINE_TODAY, _ORGANIZED_TODAY, _TO_REVIEW, _RESULTS, _CANCELLED, _CHANGED, _FEEDBACK)
)
_DONE = ("activity_open", "checkin_open", "activity_today", "organize_today", "signups_to_review")
_READ = ("signup_result", "activity_cancelled", "activity_changed")
_WRITTEN = ("activity_feedback",)
_PAGES = {"organize_today": "/organizer/door/index", "activity_feedback": "/pages/feedback/index"}


def _tasks(caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """Signups still open, today's activities, what I organize, review, have not seen or may say."""
    return [] if caller.member_id is None else [_task(row) for row in rows]


def _task(row: TaskRow) -> Task:
    list_name: ListName = "read" if row.kind in _READ else "write" if row.kind in _WRITTEN else "do"
    target = f"{_PAGES.get(row.kind, '/pages/activity/index')}?id={row.subject_id}"
    key, title = row.name or "", row.title or ""
    return Task(list_name, row.kind, key, title, target, due_at=moment(row.at), count=row.number, note=row.note)


tasks = TaskSource(frozenset((*_DONE, *_READ, *_WRITTEN)), lambda: _BRANCHES, _tasks)


def next_activity(caller: Caller) -> dict[str, Any] | None:
    """The card of the next activity the caller is in, else of the next one open to them; None if there is none."""
    row = find_next(caller.member_id, clock.now_ms())
    return row and card_payload(row)
