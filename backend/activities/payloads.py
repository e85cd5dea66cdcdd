"""Rows of `queries.py` as the schemas show them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from backend import clock
from backend.activities.calendars import calendar_url
from backend.activities.feedback import feedback_state
from backend.activities.models import phase_of
from backend.activities.passes import make_pass, spoken_code
from backend.activities.pictures import cover_payload, files_payload
from backend.activities.posters.links import poster_url
from backend.activities.queries import AUTOMATIC_UNTIL_MS, CardRow, DetailRow, PassRow
from backend.activities.services.known_answers import definition_without, find_known_answers, shown_known_answers
from backend.activities.services.pools import room_for
from backend.activities.sessions import SessionRow, list_sessions
from backend.forms.store import StoredForm, stored_form


def moment(ms: int | None) -> datetime | None:
    """Milliseconds as a datetime; None stays None."""
    return None if ms is None else clock.from_ms(ms)


def card_payload(row: CardRow) -> dict[str, Any]:
    """A card as `ActivityCardSchema` shows it."""
    phase = row.state
    if phase == "published":
        times = (row.starts_at, row.ends_at, row.signup_opens_at, row.signup_closes_at, row.reported_at)
        phase = phase_of(clock.now_ms(), *times)
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "organization": {"id": row.organization_id, "name": row.organization_name},
        "starts_at": moment(row.starts_at),
        "ends_at": moment(row.ends_at),
        "venue": row.venue,
        "capacity": row.capacity,
        "taken": row.taken,
        "places_left": places_left(row),
        "waitlisted": row.waitlisted,
        "signup_opens_at": moment(row.signup_opens_at),
        "signup_closes_at": moment(row.signup_closes_at),
        "phase": phase,
        "needs_review": bool(row.needs_review),
        "is_organizer": bool(row.is_organizer),
        "my_signup": _signup_brief(row),
        "cover": cover_payload(row.cover),
    }


def places_left(row: CardRow) -> int | None:
    """Seats for whoever comes along now. Late on, those who wait get them from staff: then there are none."""
    if row.capacity is None:
        return None
    if row.waitlisted and clock.now_ms() >= row.starts_at - AUTOMATIC_UNTIL_MS:
        return 0
    return max(0, row.capacity - row.taken)


def _signup_brief(row: CardRow) -> dict[str, Any] | None:
    if row.signup_id is None:
        return None
    return {
        "id": row.signup_id,
        "state": row.signup_state,
        "waitlist_position": row.waitlist_position,
        "checked_in_at": moment(row.checked_in_at),
        "seats": row.seats,
    }


def organized_payload(row: CardRow) -> dict[str, Any]:
    """A card as `OrganizedActivitySchema` shows it."""
    return {**card_payload(row), "arrived": row.arrived, "expected": row.approved}


def detail_payload(row: DetailRow, member_id: int | None) -> dict[str, Any]:
    """An activity as `ActivityDetailSchema` shows it to a member, or to a visitor."""
    form = None if row.form_id is None else stored_form(row.form_id)
    known = find_known_answers(form, member_id) if form else {}
    sessions = list_sessions(row.card.id, row.card.signup_id) if row.has_sessions else []
    return {
        **card_payload(row.card),
        "description": row.description,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "online_link": row.online_link,
        "contact_name": row.contact_name,
        "contact_phone": row.contact_phone,
        "cancel_closes_at": moment(row.cancel_closes_at),
        "cancel_reason": row.cancel_reason,
        "questions": form and _questions(form, known),
        "checkin_opens_at": moment(row.checkin_opens_at),
        "checkin_closes_at": moment(row.checkin_closes_at),
        "version": row.version,
        "companions": {"most": row.companions_most, "named": bool(row.companions_named)},
        "sessions": [_session(session) for session in sessions],
        "my_places_left": _my_places_left(row, member_id),
        "usual_dropouts": row.usual_dropouts,
        "walk_ins": bool(row.walk_ins),
        "checkin_radius_m": row.checkin_radius_m,
        "has_leave_scan": bool(row.has_leave_scan),
        "known_answers": shown_known_answers(form, known) if form else [],
        "my_signup": None if row.card.signup_id is None else signup_payload(row, sessions),
        **files_payload(row.card.id, member_id),
        "poster_url": poster_url(row.card.id),
        "calendar_url": _calendar_url(row.card),
        "feedback": _feedback(row),
    }


def _feedback(row: DetailRow) -> dict[str, str] | None:
    state = feedback_state(row, clock.now_ms())
    return None if state is None else {"state": state}


def _calendar_url(card: CardRow) -> str | None:
    return calendar_url(card.signup_id) if card.signup_id is not None and card.signup_state == "approved" else None


def _questions(form: StoredForm, known: dict[str, Any]) -> dict[str, Any] | None:
    definition = definition_without(form.data, known) if known else form.data
    return definition and {"version": form.version, "definition": definition}


def _my_places_left(row: DetailRow, member_id: int | None) -> int | None:
    left = places_left(row.card)
    if not left or not row.has_quotas:
        return left
    return min(left, room_for(row.card.id, member_id))


def _session(row: SessionRow) -> dict[str, Any]:
    moments = {name: moment(value) for name, value in row._asdict().items() if name.endswith("_at")}
    return {"id": row.id, "title": row.title, "venue": row.venue, **moments}


def signup_payload(row: DetailRow, sessions: list[SessionRow] | None = None) -> dict[str, Any]:
    """My signup as `SignupSchema` shows it; the row must have one. `sessions`: where they were read already."""
    card = row.card
    spoken = spoken_code(card.id, row.number) if card.signup_state == "approved" else None
    return {
        **(_signup_brief(card) or {}),
        "activity_id": card.id,
        "answers": json.loads(row.answers or "{}"),
        "reason": row.reason,
        "created_at": moment(row.signed_up_at),
        "companions": json.loads(row.companions or "[]"),
        "spoken_code": spoken,
        "usual_dropouts": row.usual_dropouts,
        "pass": _pass(row, sessions),
    }


def _pass(row: DetailRow, sessions: list[SessionRow] | None) -> dict[str, Any] | None:
    card = row.card
    if card.signup_id is None or card.signup_state != "approved" or card.state != "published":
        return None
    return pass_payload(
        PassRow(
            card.signup_id,
            card.id,
            card.title,
            card.starts_at,
            card.ends_at,
            card.venue,
            card.signup_state,
            row.checkin_opens_at,
            row.checkin_closes_at,
            card.checked_in_at,
            card.seats or 1,
            row.number,
            row.has_sessions,
        ),
        sessions,
    )


def pass_payload(row: PassRow, sessions: list[SessionRow] | None = None) -> dict[str, Any]:
    """A pass as `PassSchema` shows it. `sessions`: where they were read already."""
    if sessions is None:
        sessions = list_sessions(row.activity_id, row.signup_id) if row.has_sessions else []
    return {
        "signup_id": row.signup_id,
        "activity_id": row.activity_id,
        "title": row.title,
        "starts_at": moment(row.starts_at),
        "ends_at": moment(row.ends_at),
        "venue": row.venue,
        "state": row.state,
        "code": make_pass(row.signup_id),
        "checkin_opens_at": moment(row.checkin_opens_at),
        "checkin_closes_at": moment(row.checkin_closes_at),
        "checked_in_at": moment(row.checked_in_at),
        "seats": row.seats,
        "spoken_code": spoken_code(row.activity_id, row.number) if row.state == "approved" else None,
        "sessions": [
            {"id": one.id, "title": one.title, "starts_at": moment(one.starts_at), "ends_at": moment(one.ends_at)}
            for one in sessions
        ],
    }
