"""Telling people: a reminder to who has not answered, and afterwards what came of the answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.errors import DomainError, NotFound
from backend.organizations.models import Organization
from backend.push.services import News, notify_recipients
from backend.surveys.errors import SurveyClosed
from backend.surveys.models import Survey
from backend.surveys.recipients import BEFORE_CLOSING, LATELY, closing_wave, waiting


class RemindedToday(DomainError):
    status, code, message = 409, "reminded_today", "今天已经提醒过一次，请明天再提醒。"


class StillOpen(DomainError):
    status, code, message = 409, "survey_still_open", "问卷截止后才能发布结果说明。"


_CLAIM_DAY = Statement(
    """UPDATE survey SET reminded_at = ?, version = version + 1
       WHERE id = ? AND (reminded_at IS NULL OR reminded_at < ?)"""
)


def remind_now(survey_id: int, staff_id: int) -> int:
    """Remind everybody who has not answered; returns how many that are, with or without WeChat.

    Of an anonymous survey it returns how many are not known to have answered: who just did is not told apart.
    Raises NotFound, SurveyClosed, RemindedToday.
    """
    survey = _published(survey_id)
    now = clock.now()
    if not survey.opens_at <= now < survey.closes_at:
        raise SurveyClosed("问卷不在填写时间内，不用提醒。")
    today = clock.business_today()
    with atomic():
        if not _CLAIM_DAY.run(clock.to_ms(now), survey_id, clock.to_ms(clock.business_day(today)[0])).rowcount:
            raise RemindedToday
        record(
            action="survey.reminded",
            subject_kind="survey",
            subject_id=survey_id,
            actor_id=staff_id,
            organization_id=survey.organization_id,
        )
        notify_recipients(_reminder(survey, today.isoformat()))
    return survey.invited - survey.responses if survey.is_anonymous else waiting(survey_id).count()


# Asked every half minute, and nearly always for nothing: a text that is ready costs a tenth of one that is composed.
_CLOSING = Statement(
    """SELECT id, organization_id, title, closes_at, is_anonymous FROM survey
       WHERE closes_at > ? AND closes_at <= ? AND opens_at <= ? AND state = 'published'
         AND closes_at - opens_at > ? AND (reminded_at IS NULL OR reminded_at <= closes_at - ?)
       ORDER BY closes_at, id"""
)
_DAY_MS, _LATELY_MS = BEFORE_CLOSING // timedelta(milliseconds=1), LATELY // timedelta(milliseconds=1)


def find_closing(since: datetime, until: datetime) -> list[News]:
    """Reminders a day before the end, to who has not answered, unless staff have just reminded them. One statement.

    A survey open for less than a day was only just sent out. One that is put off is reminded of before its new end.
    """
    span = clock.to_ms(since + BEFORE_CLOSING), clock.to_ms(until + BEFORE_CLOSING)
    found = []
    for survey_id, organization_id, title, closes_ms, is_anonymous in _CLOSING.rows(
        *span, clock.to_ms(until), _DAY_MS, _LATELY_MS
    ):
        closes_at = clock.from_ms(closes_ms)
        survey = Survey(
            id=survey_id,
            organization=organization_id,
            title=title,
            closes_at=closes_at,
            is_anonymous=bool(is_anonymous),
        )
        found.append(_reminder(survey, closing_wave(closes_at), closes_at - BEFORE_CLOSING))
    return found


def _reminder(survey: Survey, wave: str, due_at: datetime | None = None) -> News:
    """One message each to those who have not answered; what anybody answered plays no part."""
    values = {
        "title": survey.title,
        "time": clock.wall_time(survey.closes_at),
        "note": "匿名填写，答案不记名" if survey.is_anonymous else "期待您的回答",
    }
    news = _news(survey, "survey_reminder", wave, f"survey_waiting:{survey.id}", values)
    return replace(news, due_at=due_at, expires_at=survey.closes_at)


def tell_closing_note(survey_id: int, staff_id: int, text: str) -> Survey:
    """Publish what was done ("您说了，我们做了") and tell those who answered; other words later are told to nobody.

    Those who answered an anonymous survey are not told apart: everybody who was asked hears of it. Raises NotFound,
    StillOpen.
    """
    survey = _published(survey_id)
    now = clock.now()
    if survey.closes_at > now:
        raise StillOpen
    with atomic():
        Survey.update(
            closing_note=text,
            closing_note_at=survey.closing_note_at or now,
            version=Survey.version + 1,
            updated_at=now,
        ).where(Survey.id == survey_id).execute()
        record(
            action="survey.closing_note",
            subject_kind="survey",
            subject_id=survey_id,
            actor_id=staff_id,
            organization_id=survey.organization_id,
        )
        values = {
            "title": survey.title,
            "organization": Organization.get_by_id(survey.organization_id).name,
            "time": clock.wall_time(now),
            "note": text,
        }
        to = "survey_invited" if survey.is_anonymous else "survey_answered"
        notify_recipients(_news(survey, "survey_note", "", f"{to}:{survey_id}", values, "&note=1"))
    told: Survey = Survey.get_by_id(survey_id)
    return told


def _news(survey: Survey, kind: str, occurrence: str, to: str, values: dict[str, str], query: str = "") -> News:
    return News(
        kind=kind,
        subject=f"survey:{survey.id}",
        occurrence=occurrence,
        organization_id=survey.organization_id,
        values=values,
        page=f"pages/survey/index?id={survey.id}{query}",
        recipients=to,
    )


def _published(survey_id: int) -> Survey:
    survey: Survey | None = Survey.get_or_none(Survey.id == survey_id, Survey.state == "published")
    if survey is None:
        raise NotFound
    return survey
