"""Signing up and taking it back: one signup per member and activity, and never more places given than there are."""

from __future__ import annotations

import json
from typing import Any

import peewee

from backend import clock
from backend.activities import queries
from backend.activities.queries import DetailRow, Seat
from backend.activities.services.errors import (
    ActivityCancelled,
    AlreadyCheckedIn,
    CancelClosed,
    FormOutdated,
    InvalidAnswers,
    SignupClosed,
    SignupNotOpen,
)
from backend.activities.services.messages import tell_result
from backend.activities.services.waitlist import leave_place
from backend.database import Statement, atomic, new_id
from backend.errors import NotFound
from backend.forms import check_answers, window_state
from backend.forms.store import stored_form
from backend.members.services import hold_member

_ATTEMPTS = 4


class _ChangedMeanwhile(Exception):
    """Another request of the same member changed the signup since it was read."""


def view_activity(activity_id: int, member_id: int | None) -> DetailRow:
    """The activity as this member sees it; raises NotFound for what they may not see."""
    shown = queries.find_detail(activity_id, member_id, clock.now_ms())
    if shown is None:
        raise NotFound
    return shown


def sign_up(
    activity_id: int, member_id: int, answers: dict[str, Any], form_version: int | None
) -> tuple[DetailRow, bool]:
    """Sign a member up, or put them on the waitlist when it is full; True if this request made the signup.

    The same request again is the same signup, whatever the clock says by then; a cancelled one is reopened.
    Raises NotFound, SignupNotOpen, SignupClosed, ActivityCancelled, FormOutdated, InvalidAnswers.
    """
    for _ in range(_ATTEMPTS):
        shown = view_activity(activity_id, member_id)
        if shown.card.signup_state not in (None, "cancelled"):
            return shown, False
        now = clock.now_ms()
        _refuse_unless_open(shown, now)
        kept = json.dumps(_checked(shown, answers, form_version), ensure_ascii=False, separators=(",", ":"))
        try:
            return _take_place(shown, member_id, kept, now), True
        except (peewee.IntegrityError, _ChangedMeanwhile):
            # The member's other request was faster, or two new ids met: look again.
            continue
    raise RuntimeError("a signup kept changing while it was being made")


def _refuse_unless_open(shown: DetailRow, now: int) -> None:
    if shown.card.state == "cancelled":
        raise ActivityCancelled
    match window_state(now, shown.card.signup_opens_at, shown.card.signup_closes_at):
        case "before":
            raise SignupNotOpen
        case "closed":
            raise SignupClosed


def _checked(shown: DetailRow, answers: dict[str, Any], form_version: int | None) -> dict[str, Any]:
    if shown.form_id is None:
        if form_version is not None or answers:
            raise FormOutdated
        return {}
    form = stored_form(shown.form_id)
    if form_version != form.version:
        raise FormOutdated
    checked = check_answers(form.definition, answers, clock.business_today())
    if checked.errors:
        raise InvalidAnswers(errors={key: [message] for key, message in checked.errors.items()})
    return dict(checked.values)


def _take_place(shown: DetailRow, member_id: int, answers: str, now: int) -> DetailRow:
    card = shown.card
    with atomic():
        if card.signup_id is None:
            signup_id = new_id()
            seat = queries.insert_signup(signup_id, card.id, member_id, answers, shown.form_id, now)
        else:
            signup_id = card.signup_id
            seat, was_cancelled = queries.reopen_signup(signup_id, card.id, member_id, answers, shown.form_id, now)
            if not was_cancelled:
                raise _ChangedMeanwhile
        if seat is None:  # the member left, or staff cancelled the activity, since we looked
            hold_member(member_id)
            raise ActivityCancelled
        if seat.state == "approved":
            tell_result(
                "signed_up",
                signup_id=signup_id,
                member_id=member_id,
                activity_id=card.id,
                version=seat.version,
                title=card.title,
                venue=card.venue,
                starts_at=card.starts_at,
            )
    return _with_signup(shown, signup_id, seat, answers, now)


def _with_signup(shown: DetailRow, signup_id: int, seat: Seat, answers: str, now: int) -> DetailRow:
    """What was read before, brought up to date without reading again."""
    position = seat.waitlisted if seat.state == "waitlisted" else None
    card = shown.card._replace(
        signup_id=signup_id, signup_state=seat.state, checked_in_at=None, waitlist_position=position
    )
    return shown._replace(card=card, answers=answers, reason="", signed_up_at=now, version=seat.version)


_CANCEL = Statement(
    "UPDATE signup SET state = 'cancelled', queued_at = NULL, updated_at = ? WHERE id = ? AND state = ?"
)


def cancel_signup(activity_id: int, member_id: int) -> DetailRow:
    """Take a signup back; the place goes to whoever waits longest, in the same transaction.

    One that is cancelled or rejected already stays what it is. Waiting members may leave at any time.
    Raises NotFound, ActivityCancelled, AlreadyCheckedIn, CancelClosed.
    """
    now = clock.now_ms()
    with atomic():
        activity = queries.lock_activity(activity_id)
        shown = queries.find_detail(activity_id, member_id, now)
        if activity is None or shown is None or shown.card.signup_id is None:
            raise NotFound
        state = shown.card.signup_state or ""
        if state in ("cancelled", "rejected"):
            return shown
        if activity.state == "cancelled":
            raise ActivityCancelled
        if shown.card.checked_in_at is not None:
            raise AlreadyCheckedIn
        if state != "waitlisted" and now >= activity.cancel_closes_at:
            raise CancelClosed
        _CANCEL.run(now, shown.card.signup_id, state)
        leave_place(activity, state, now)
    card = shown.card._replace(signup_state="cancelled", waitlist_position=None)
    return shown._replace(card=card)
