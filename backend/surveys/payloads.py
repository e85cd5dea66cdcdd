"""Surveys as their schemas show them to a member."""

from __future__ import annotations

import base64
import json
import math
from typing import Any

from backend import clock
from backend.encryption import keys
from backend.forms import Definition, Question
from backend.forms.store import StoredForm, stored_form, stored_forms
from backend.media.links import OWN, STAFF, media_url
from backend.media.models import Media
from backend.surveys.models import SurveyResponse
from backend.surveys.queries import CardRow, DetailRow, find_full_options
from backend.surveys.submitting import uploaded_by

# Said to staff and to who was asked.
DESTROYED = "作答的不足 5 人，为免被认出，答卷已全部销毁，没有任何人看过。"

# Seconds that a question of each type takes on average.
_SECONDS = {"text": 25, "matrix": 25, "ranking": 25, "file": 30}
_SECONDS_ELSE = 8


def minutes_for(definition: Definition) -> int:
    """About how long it takes to answer everything, in minutes."""
    seconds = sum(_SECONDS.get(question.type, _SECONDS_ELSE) for question in definition.questions())
    return max(1, math.ceil(seconds / 60))


def card_payloads(rows: list[CardRow]) -> list[dict[str, Any]]:
    """Cards as SurveyCardSchema shows them; one statement at most, for forms this process has not met."""
    forms = stored_forms({row.form_id for row in rows})
    now = clock.now_ms()
    return [_card(row, forms[row.form_id], now) for row in rows]


def _card(row: CardRow, form: StoredForm, now: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "organization": {"id": row.organization_id, "name": row.organization_name},
        "is_anonymous": bool(row.is_anonymous),
        "is_editable": bool(row.is_editable),
        "opens_at": clock.from_ms(row.opens_at),
        "closes_at": clock.from_ms(row.closes_at),
        "state": row.state_at(now),
        "has_answered": row.has_answered,
        "questions": sum(1 for _ in form.definition.questions()),
        "minutes": minutes_for(form.definition),
        "closing_note_at": row.closing_note_at and clock.from_ms(row.closing_note_at),
    }


def detail_payload(shown: DetailRow, member_id: int) -> dict[str, Any]:
    """One survey as SurveyDetailSchema shows it."""
    card, now = shown.card, clock.now_ms()
    form = stored_form(card.form_id)
    state = card.state_at(now)
    # What was answered is shown with the questions as they were then.
    given = form if shown.answered_form_id is None else stored_form(shown.answered_form_id)
    is_shown = state in ("open", "soon") or shown.answers is not None
    asked = given if state != "open" or not card.is_editable else form
    return {
        **_card(card, form, now),
        "introduction": shown.introduction,
        "form": {"version": asked.version, "definition": asked.data} if is_shown else None,
        "answers": None if shown.answers is None else json.loads(shown.answers),
        "submitted_at": shown.submitted_at and clock.from_ms(shown.submitted_at),
        "full_options": _full_options(shown) if state == "open" else [],
        "seed": _seed(card.id, member_id),
        "held": bool(card.is_held),
        "closing_note": shown.closing_note,
        "notice": DESTROYED if shown.was_destroyed else "",
        "can_see_results": state == "closed" and card.results_for == "respondents",
        "files": [] if card.is_anonymous else files_of(card.id, member_id, form),
    }


def _full_options(shown: DetailRow) -> list[dict[str, str]]:
    if not shown.has_quotas:
        return []
    # One's own choice stays one's own.
    mine = json.loads(shown.answers) if shown.answers else {}
    return [
        {"question": question, "option": option}
        for question, option in find_full_options(shown.card.id)
        if option != mine.get(question) and option not in _listed(mine.get(question))
    ]


def _listed(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else []


def _seed(survey_id: int, member_id: int) -> str:
    """Keyed, so that the order of options a member saw tells nothing about who they are."""
    return base64.urlsafe_b64encode(keys().sign(f"{survey_id}:{member_id}".encode(), "survey order", 12)).decode()


def files_of(survey_id: int, member_id: int, form: StoredForm) -> list[dict[str, Any]]:
    """The files a member uploaded for a survey; no statement where it asks for none."""
    if all(question.type != "file" for question in form.definition.questions()):
        return []
    mine = Media.select().where(uploaded_by(member_id, survey_id))
    return [file_payload(media) for media in mine.order_by(Media.id)]


def files_named(given: list[tuple[SurveyResponse, list[Question]]]) -> dict[str, dict[str, Any]]:
    """The files that named responses name, by their ids, as staff see them; one statement at most."""
    ids = {
        int(one)
        for row, questions in given
        for question in questions
        if question.type == "file"
        for one in row.answers.get(question.key, ())
    }
    media = Media.select().where(Media.id << sorted(ids)) if ids else ()
    return {str(one.id): file_payload(one, STAFF) for one in media}


def file_payload(media: Media, look: int = OWN) -> dict[str, Any]:
    """A file as SurveyFileSchema shows it to who uploaded it, or to staff."""
    return {
        "id": media.id,
        "name": media.name,
        "mime": media.mime,
        "size": media.size,
        "width": media.width,
        "height": media.height,
        "url": media_url(media, clock.now_ms(), look),
    }
