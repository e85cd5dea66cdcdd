"""What surveys put on the first screen: one statement for all of it."""

from __future__ import annotations

from backend import clock
from backend.auth import Caller
from backend.database import Statement
from backend.forms.store import stored_forms
from backend.surveys.payloads import minutes_for
from backend.tasks import Task

_NOTES_FOR_MS = 30 * 86_400_000
_MOST_OPEN = 50

# In the order of a CROSS JOIN: from the few surveys the caller is asked, not from all there are.
_TASKS = Statement(
    f"""WITH caller AS NOT MATERIALIZED (SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS account_id,
          CAST(? AS BIGINT) AS now, CAST(? AS BIGINT) AS lately)
        SELECT * FROM (SELECT 'survey_open', s.id, s.title, s.closes_at, s.form_id
          FROM caller me CROSS JOIN survey_invitation i CROSS JOIN survey s
          WHERE i.member_id = me.id AND s.id = i.survey_id AND s.state = 'published' AND NOT i.has_answered
            AND s.opens_at <= me.now AND s.closes_at > me.now AND (s.quota IS NULL OR s.accepted < s.quota)
            AND NOT EXISTS (SELECT 1 FROM held_response h WHERE h.survey_id = s.id AND h.member_id = me.id)
          ORDER BY s.closes_at, s.id LIMIT {_MOST_OPEN}) open_now
        UNION ALL SELECT 'survey_note', s.id, s.title, NULL, s.form_id
          FROM caller me CROSS JOIN survey_invitation i CROSS JOIN survey s
          WHERE i.member_id = me.id AND s.id = i.survey_id AND s.closing_note_at > me.lately
            AND (s.is_anonymous OR i.has_answered) AND NOT EXISTS (SELECT 1 FROM seen_task t
              WHERE t.account_id = me.account_id AND t.task_key = 'survey_note:' || s.id)"""  # noqa: S608
)


def tasks(caller: Caller) -> list[Task]:
    """Surveys to answer, and what became of those I answered."""
    if caller.member_id is None:
        return []
    now = clock.now_ms()
    rows = _TASKS.rows(caller.member_id, caller.account_id, now, now - _NOTES_FOR_MS)
    forms = stored_forms({row[4] for row in rows if row[0] == "survey_open"})
    return [
        Task(
            "write" if kind == "survey_open" else "read",
            kind,
            f"{kind}:{survey_id}",
            title,
            f"/pages/survey/index?id={survey_id}" + ("" if kind == "survey_open" else "&note=1"),
            due_at=None if closes_at is None else clock.from_ms(closes_at),
            minutes=minutes_for(forms[form_id].definition) if kind == "survey_open" else 1,
        )
        for kind, survey_id, title, closes_at, form_id in rows
    ]
