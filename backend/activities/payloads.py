"""Rows of `queries.py` as the schemas show them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from backend import clock
from backend.activities.feedback import feedback_state
from backend.activities.models import phase_of
from backend.activities.passes import make_pass
from backend.activities.queries import CardRow, DetailRow, PassRow
from backend.forms.store import stored_form


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
        # Somebody waiting means that a free place is not for whoever comes along.
        "places_left": None if row.capacity is None else 0 if row.waitlisted else row.capacity - row.taken,
        "waitlisted": row.waitlisted,
        "signup_opens_at": moment(row.signup_opens_at),
        "signup_closes_at": moment(row.signup_closes_at),
        "phase": phase,
        "needs_review": bool(row.needs_review),
        "is_organizer": bool(row.is_organizer),
        "my_signup": _signup_brief(row),
    }


def _signup_brief(row: CardRow) -> dict[str, Any] | None:
    if row.signup_id is None:
        return None
    return {
        "id": row.signup_id,
        "state": row.signup_state,
        "waitlist_position": row.waitlist_position,
        "checked_in_at": moment(row.checked_in_at),
    }


def organized_payload(row: CardRow) -> dict[str, Any]:
    """A card as `OrganizedActivitySchema` shows it."""
    return {**card_payload(row), "arrived": row.arrived, "expected": row.approved}


def detail_payload(row: DetailRow) -> dict[str, Any]:
    """An activity as `ActivityDetailSchema` shows it."""
    form = None if row.form_id is None else stored_form(row.form_id)
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
        "questions": form and {"version": form.version, "definition": form.data},
        "checkin_opens_at": moment(row.checkin_opens_at),
        "checkin_closes_at": moment(row.checkin_closes_at),
        "version": row.version,
        "my_signup": None if row.card.signup_id is None else signup_payload(row),
        "feedback": _feedback(row),
    }


def _feedback(row: DetailRow) -> dict[str, str] | None:
    state = feedback_state(row, clock.now_ms())
    return None if state is None else {"state": state}


def signup_payload(row: DetailRow) -> dict[str, Any]:
    """My signup as `SignupSchema` shows it; the row must have one."""
    card = row.card
    return {
        **(_signup_brief(card) or {}),
        "activity_id": card.id,
        "answers": json.loads(row.answers or "{}"),
        "reason": row.reason,
        "created_at": moment(row.signed_up_at),
        "pass": _pass(row),
    }


def _pass(row: DetailRow) -> dict[str, Any] | None:
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
        )
    )


def pass_payload(row: PassRow) -> dict[str, Any]:
    """A pass as `PassSchema` shows it."""
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
    }
