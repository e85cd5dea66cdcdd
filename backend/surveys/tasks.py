"""What surveys put on the first screen."""

from __future__ import annotations

from collections.abc import Sequence

from backend import clock
from backend.auth import Caller
from backend.forms.store import stored_forms
from backend.surveys.payloads import minutes_for
from backend.tasks import Task, TaskRow, TaskSource

_MOST_OPEN = 50

# Each branch, as TaskRow: kind, nothing, title, survey, deadline, form. In the order of a CROSS JOIN: from the few
# surveys the caller is asked, not from all there are.
_BRANCHES = f"""SELECT * FROM (SELECT 'survey_open', CAST(NULL AS TEXT), s.title, s.id, s.closes_at, s.form_id,
      CAST(NULL AS TEXT)
    FROM caller me CROSS JOIN survey_invitation i CROSS JOIN survey s
    WHERE i.member_id = me.id AND s.id = i.survey_id AND s.state = 'published' AND NOT i.has_answered
      AND s.opens_at <= me.now AND s.closes_at > me.now AND (s.quota IS NULL OR s.accepted < s.quota)
      AND NOT EXISTS (SELECT 1 FROM held_response h WHERE h.survey_id = s.id AND h.member_id = me.id)
    ORDER BY s.closes_at, s.id LIMIT {_MOST_OPEN}) open_now
  UNION ALL SELECT 'survey_note', NULL, s.title, s.id, NULL, s.form_id, NULL
    FROM caller me CROSS JOIN survey_invitation i CROSS JOIN survey s
    WHERE i.member_id = me.id AND s.id = i.survey_id AND s.closing_note_at > me.lately
      AND (s.is_anonymous OR i.has_answered) AND NOT EXISTS (SELECT 1 FROM seen_task t
        WHERE t.account_id = me.account_id AND t.task_key = 'survey_note:' || s.id)"""  # noqa: S608


def _tasks(_caller: Caller, rows: Sequence[TaskRow]) -> list[Task]:
    """Surveys to answer, and what became of those I answered."""
    forms = stored_forms({row.number for row in rows if row.kind == "survey_open" and row.number is not None})
    return [
        Task(
            "write" if row.kind == "survey_open" else "read",
            row.kind,
            f"{row.kind}:{row.subject_id}",
            row.title or "",
            f"/pages/survey/index?id={row.subject_id}" + ("" if row.kind == "survey_open" else "&note=1"),
            due_at=None if row.at is None else clock.from_ms(row.at),
            minutes=minutes_for(forms[row.number or 0].definition) if row.kind == "survey_open" else 1,
        )
        for row in rows
    ]


tasks = TaskSource(frozenset(("survey_open", "survey_note")), lambda: _BRANCHES, _tasks)
