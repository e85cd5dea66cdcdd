"""Telling people: a reminder to who has not answered, and afterwards what came of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from backend import clock
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.errors import DomainError, NotFound
from backend.organizations.models import Organization
from backend.push.services import enqueue_to_each
from backend.surveys.errors import SurveyClosed
from backend.surveys.models import HeldResponse, Survey, SurveyInvitation

# Rows of one transaction: nobody else who writes waits long on SQLite.
_CHUNK = 500
_BEFORE_CLOSING = timedelta(days=1)
# Nobody is reminded of a survey at night (hours on the association's clock).
_DAYTIME = range(9, 21)


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
    reminded = _remind(survey, today.isoformat())
    return survey.invited - survey.responses if survey.is_anonymous else reminded


def remind_due() -> int:
    """A day before the end, in daytime, remind who has not answered; once, whatever fails in between."""
    now = clock.now()
    if clock.in_business_zone(now).hour not in _DAYTIME:
        return 0
    due = Survey.select().where(
        Survey.state == "published",
        Survey.opens_at <= now,
        Survey.closes_at > now,
        Survey.closes_at <= now + _BEFORE_CLOSING,
        # A survey open for less than a day was only just sent out.
        Survey.closes_at - Survey.opens_at > clock.to_ms(clock.from_ms(0) + _BEFORE_CLOSING),
    )
    reminded = 0
    for survey in due.order_by(Survey.id):
        if survey.reminded_at is None or survey.reminded_at < survey.closes_at - _BEFORE_CLOSING:
            # First the messages, each once by its key; then the mark. Killed in between, it starts over.
            reminded += _remind(survey, "closing")
            _CLAIM_DAY.run(clock.to_ms(now), survey.id, clock.to_ms(now))
    return reminded


def _remind(survey: Survey, wave: str) -> int:
    """One message each to those who have not answered; what anybody answered plays no part."""
    waiting = ~SurveyInvitation.has_answered & SurveyInvitation.member.not_in(
        HeldResponse.select(HeldResponse.member).where(HeldResponse.survey == survey.id)
    )
    values = {
        "title": survey.title,
        "time": clock.wall_time(survey.closes_at),
        "note": "匿名填写，答案不记名" if survey.is_anonymous else "期待您的回答",
    }
    return _tell(survey, f"survey_reminder:{survey.id}:{wave}", waiting, "survey_reminder", values)


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
    concerned = None if survey.is_anonymous else SurveyInvitation.has_answered
    values = {
        "title": survey.title,
        "organization": Organization.get_by_id(survey.organization_id).name,
        "time": clock.wall_time(now),
        "summary": text,
    }
    _tell(survey, f"survey_note:{survey_id}", concerned, "survey_note", values, "&note=1")
    told: Survey = Survey.get_by_id(survey_id)
    return told


def _tell(survey: Survey, key: str, condition: Any, template: str, values: dict[str, str], query: str = "") -> int:
    told = 0
    for first, last in _chunks(survey.id):
        members = SurveyInvitation.select(SurveyInvitation.member).where(
            SurveyInvitation.survey == survey.id, SurveyInvitation.member.between(first, last)
        )
        if condition is not None:
            members = members.where(condition)
        with atomic():
            told += members.count()
            page = f"pages/survey/index?id={survey.id}{query}"
            enqueue_to_each(key, members, template=template, values=values, page=page)
    return told


_NEXT = Statement(
    """SELECT min(member_id), max(member_id) FROM (SELECT member_id FROM survey_invitation
       WHERE survey_id = ? AND member_id > ? ORDER BY member_id LIMIT ?) chunk"""
)


def _chunks(survey_id: int) -> Iterator[tuple[int, int]]:
    """Ranges of member ids that hold a few hundred invitations each."""
    last = -1
    while (row := _NEXT.row(survey_id, last, _CHUNK)) is not None and row[0] is not None:
        yield row[0], row[1]
        last = row[1]


def _published(survey_id: int) -> Survey:
    survey: Survey | None = Survey.get_or_none(Survey.id == survey_id, Survey.state == "published")
    if survey is None:
        raise NotFound
    return survey
