"""Who is told of a survey. What anybody answered plays no part; in an anonymous one, not even who answered."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import peewee

from backend.surveys.models import HeldResponse, SurveyInvitation


def invited(survey_id: int) -> peewee.Select:
    """Everybody who was asked."""
    return SurveyInvitation.select(SurveyInvitation.member).where(SurveyInvitation.survey == survey_id)


def answered(survey_id: int) -> peewee.Select:
    """Who is known to have answered."""
    return invited(survey_id).where(SurveyInvitation.has_answered)


def waiting(survey_id: int) -> peewee.Select:
    """Who is not known to have answered, and has no answer waiting to be mixed."""
    held = HeldResponse.select(HeldResponse.member).where(HeldResponse.survey == survey_id)
    return invited(survey_id).where(~SurveyInvitation.has_answered, SurveyInvitation.member.not_in(held))


def _still_waiting(about: str, member_ids: Collection[int]) -> Collection[int]:
    """A reminder: not to who has answered meanwhile (`about`: "survey:42@closing")."""
    survey_id = int(about.partition("@")[0].partition(":")[2])
    rows: Any = waiting(survey_id).where(SurveyInvitation.member << list(member_ids))
    return {member_id for (member_id,) in rows.tuples()}


recipients = {"survey_invited": invited, "survey_answered": answered, "survey_waiting": waiting}
concerns = {"survey_reminder": _still_waiting}
