"""Writing the participation record, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from backend.database import Statement, json_text
from backend.participation.models import Participation

ATTENDED = "activity_attended"
SURVEY_ANSWERED = "survey_answered"


class Act(NamedTuple):
    """One act of a member; with the kind, `subject_id` names it. `occurred_at` in milliseconds."""

    member_id: int
    kind: str
    subject_id: int
    organization_id: int
    title: str
    occurred_at: int
    detail: dict[str, Any]


# Rows of one statement: SQLite takes many parameters, but not without end.
_ROWS = 100


def recording(acts: str) -> str:
    """The SQL text of `record_acts` for what `acts`, a SELECT or VALUES, gives in the order of `Act`."""
    return f"""INSERT INTO participation (member_id, kind, subject_id, organization_id, title, occurred_at, detail)
      {acts} ON CONFLICT (member_id, kind, subject_id) DO UPDATE SET
        organization_id = excluded.organization_id, title = excluded.title,
        occurred_at = excluded.occurred_at, detail = excluded.detail"""


@cache
def _record(rows: int) -> Statement:
    return Statement(recording("VALUES " + ", ".join(["(?, ?, ?, ?, ?, ?, ?)"] * rows)))


def record_acts(acts: Sequence[Act]) -> None:
    """Enter each act once; one that is entered already is put right."""
    for start in range(0, len(acts), _ROWS):
        chunk = acts[start : start + _ROWS]
        _record(len(chunk)).run(*(value for act in chunk for value in (*act[:-1], json_text(act.detail))))


def forget_act(member_id: int, kind: str, subject_id: int) -> None:
    """Take an entry out again: what it says did not happen after all."""
    Participation.delete().where(
        Participation.member == member_id, Participation.kind == kind, Participation.subject_id == subject_id
    ).execute()
