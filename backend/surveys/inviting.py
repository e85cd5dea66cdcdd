"""Asking people: the audience is found by one set query and written down in chunks, so that nobody waits for it."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from datetime import timedelta

from backend import clock
from backend.audiences.services import audience_query
from backend.database import Statement, atomic, in_chunks, marks
from backend.surveys.models import ELSEWHERE, Survey

# People join and are tagged while a survey is open.
_AGAIN_AFTER = timedelta(hours=1)

# The branch of the survey's organization that the member's first membership in it belongs to.
_UNIT = f"""COALESCE((SELECT CASE WHEN ms.organization_id = s.organization_id THEN ms.organization_id
    ELSE (SELECT b.ancestor_id FROM organization_closure b JOIN organization child ON child.id = b.ancestor_id
      WHERE b.descendant_id = ms.organization_id AND child.parent_id = s.organization_id) END
  FROM membership ms JOIN organization_closure c ON c.descendant_id = ms.organization_id
  WHERE ms.member_id = m.id AND c.ancestor_id = s.organization_id
  ORDER BY ms.joined_at, ms.id LIMIT 1), {ELSEWHERE})"""
_INVITE = f"""INSERT INTO survey_invitation (survey_id, member_id, unit, has_answered)
  SELECT s.id, m.id, {_UNIT}, FALSE FROM survey s CROSS JOIN member m
  WHERE s.id = ? AND s.state = 'published' AND m.id IN ({{}}) AND m.state = 'active'
  ON CONFLICT (survey_id, member_id) DO NOTHING"""
_COUNT = Statement("UPDATE survey SET invited = invited + ?, version = version + 1 WHERE id = ?")
_RESOLVED = Statement("UPDATE survey SET resolved_at = ? WHERE id = ? AND (resolved_at IS NULL OR resolved_at < ?)")
_NOT_YET = "AND NOT EXISTS (SELECT 1 FROM survey_invitation i WHERE i.survey_id = ? AND i.member_id = m.id)"


def invite_audience(survey_id: int) -> int:
    """Ask everybody who is meant and was not asked before; nobody is un-asked. Returns how many were.

    Doing it again, or in two processes at once, asks nobody twice; a process that is killed leaves a beginning.
    """
    survey = Survey.get_by_id(survey_id)
    now = clock.now_ms()
    query = audience_query(survey.audience, survey.organization_id)
    meant = [row[0] for row in Statement(f"{query.text} {_NOT_YET}").rows(*query.parameters, survey_id)]
    asked = 0
    for chunk in in_chunks(meant):
        with atomic():
            added = Statement(_INVITE.format(marks(chunk))).run(survey_id, *chunk).rowcount
            if added:
                _COUNT.run(added, survey_id)
        asked += added
    _RESOLVED.run(now, survey_id, now)
    return asked


def invite_due() -> int:
    """Ask the audience of every survey just published, and whoever joined the audience of one that is open."""
    now = clock.now()
    due = Survey.select(Survey.id).where(
        Survey.state == "published",
        Survey.closes_at > now,
        Survey.resolved_at.is_null() | (Survey.resolved_at < now - _AGAIN_AFTER),
    )
    return sum(invite_audience(survey.id) for survey in list(due.order_by(Survey.id)))
