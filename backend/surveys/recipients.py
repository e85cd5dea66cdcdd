"""Who is told of a survey. What anybody answered plays no part; in an anonymous one, not even who answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import peewee

from backend import clock
from backend.audiences.services import audience_query
from backend.errors import NotFound
from backend.push.recipients import Announcement, People
from backend.surveys.models import HeldResponse, Survey, SurveyInvitation

BEFORE_CLOSING = timedelta(days=1)
# Where staff reminded them so short a time before it is due, a second reminder would tell nothing new.
LATELY = BEFORE_CLOSING + timedelta(hours=12)


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


def closing_wave(closes_at: datetime) -> str:
    """The occurrence of the reminder before this end: for another end it is another reminder."""
    return f"closing:{clock.to_ms(closes_at)}"


def _still_waiting(about: str, member_ids: Collection[int]) -> Collection[int]:
    """A reminder: not to who has answered meanwhile, nor of a survey that is closed (`about`: "survey:42@<wave>").

    The one before the end: not for an end that has since been changed, nor where staff have just reminded them.
    """
    subject, _, wave = about.partition("@")
    survey_id = int(subject.partition(":")[2])
    survey: Survey | None = Survey.get_or_none(Survey.id == survey_id, Survey.state == "published")
    if survey is None or survey.closes_at <= clock.now():
        return set()
    if wave.startswith("closing"):
        is_reminded = survey.reminded_at is not None and survey.reminded_at > survey.closes_at - LATELY
        if wave != closing_wave(survey.closes_at) or is_reminded:
            return set()
    rows: Any = waiting(survey_id).where(SurveyInvitation.member << list(member_ids))
    return {member_id for (member_id,) in rows.tuples()}


def anonymous_among(survey_ids: Collection[int]) -> Collection[int]:
    """Whoever is reminded has not answered: of an anonymous survey nobody may learn who that is."""
    rows: Any = Survey.select(Survey.id).where(Survey.id << list(survey_ids), Survey.is_anonymous)
    return {survey_id for (survey_id,) in rows.tuples()}


def _find(survey_id: int) -> Survey:
    survey: Survey | None = Survey.get_or_none(Survey.id == survey_id)
    if survey is None:
        raise NotFound
    return survey


def _announcement(survey: Survey, kind: str, people: People, **more: Any) -> Announcement:
    return Announcement(kind, f"survey:{survey.id}", survey.organization_id, people, **more)


def _reminder(survey_id: int) -> Announcement:
    survey = _find(survey_id)
    # Of an anonymous survey, who just answered is not told apart from who has not.
    asked = invited(survey_id).where(~SurveyInvitation.has_answered) if survey.is_anonymous else waiting(survey_id)
    more = {"expires_at": survey.closes_at, "is_secret": survey.is_anonymous}
    return _announcement(survey, "survey_reminder", People.of(asked), **more)


def _note(survey_id: int) -> Announcement:
    survey = _find(survey_id)
    asked = invited(survey_id) if survey.is_anonymous else answered(survey_id)
    return _announcement(survey, "survey_note", People.of(asked))


def _published(survey_id: int) -> Announcement:
    survey = _find(survey_id)
    meant = audience_query(survey.audience, survey.organization_id)
    people = People(meant.text, meant.parameters)
    return _announcement(survey, "survey_reminder", people, expires_at=survey.closes_at, is_sent=False)


announcements = {"survey_reminder": _reminder, "survey_note": _note, "survey_published": _published}
secret = {"survey_reminder": anonymous_among}
recipients = {"survey_invited": invited, "survey_answered": answered, "survey_waiting": waiting}
concerns = {"survey_reminder": _still_waiting}
