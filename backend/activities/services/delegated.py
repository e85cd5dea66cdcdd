"""Signing up for the member one is a delegate of: the same rules as for oneself, and shown as such."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.activities.queries import DetailRow
from backend.activities.services.signing_up import cancel_signup, sign_up
from backend.audit.services import record
from backend.companies.delegation import acting_for
from backend.database import atomic


def sign_up_as(
    caller_id: int, for_member_id: int | None, activity_id: int, given: Mapping[str, Any]
) -> tuple[DetailRow, bool]:
    """Sign oneself up, or whom one acts for; `given`: answers, form_version, companions, companion_count.

    Raises NotDelegate, and what `sign_up` raises.
    """
    member_id = acting_for(caller_id, for_member_id)
    values = (given["answers"], given["form_version"], given["companions"], given["companion_count"])
    if member_id == caller_id:
        return sign_up(activity_id, member_id, *values)
    with atomic():
        row, is_new = sign_up(activity_id, member_id, *values, made_by=caller_id)
        if is_new:
            _note("signup.delegated", row, caller_id, member_id)
    return row, is_new


def cancel_signup_as(caller_id: int, for_member_id: int | None, activity_id: int) -> DetailRow:
    """Take one's own signup back, or that of whom one acts for. Raises NotDelegate, and what `cancel_signup` raises."""
    member_id = acting_for(caller_id, for_member_id)
    if member_id == caller_id:
        return cancel_signup(activity_id, member_id)
    with atomic():
        row = cancel_signup(activity_id, member_id)
        _note("signup.delegated_cancel", row, caller_id, member_id)
    return row


def _note(action: str, row: DetailRow, caller_id: int, member_id: int) -> None:
    record(
        action=action,
        subject_kind="signup",
        subject_id=row.card.signup_id,
        actor_id=caller_id,
        actor_kind="member",
        about_member_id=member_id,
        organization_id=row.card.organization_id,
        detail={"state": row.card.signup_state, "seats": row.card.seats},
    )


def hidden_from_delegates(payload: dict[str, Any]) -> dict[str, Any]:
    """An activity without what its member's record holds, and without the pass: those are the member's own."""
    signup = payload["my_signup"]
    own = None if signup is None else {**signup, **_OWN_OF_SIGNUP}
    return {**payload, "known_answers": [], "calendar_url": None, "my_signup": own}


_OWN_OF_SIGNUP: Mapping[str, Any] = {"answers": {}, "pass": None, "spoken_code": None}


def signup_for_delegates(payload: dict[str, Any]) -> dict[str, Any]:
    """A signup without the pass and the answers."""
    return {**payload, **_OWN_OF_SIGNUP}
