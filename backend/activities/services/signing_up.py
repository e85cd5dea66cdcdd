"""Signing up and taking it back: one signup per member and activity, and never more places given than there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee

from backend import clock
from backend.activities import queries
from backend.activities.queries import DetailRow, LockedActivity
from backend.activities.seats import Party, Seat, sign_up_plainly
from backend.activities.services.errors import (
    ActivityCancelled,
    AlreadyCheckedIn,
    CancelClosed,
    FormOutdated,
    InvalidAnswers,
    SignupClosed,
    SignupNotOpen,
)
from backend.activities.services.known_answers import definition_without, find_known_answers
from backend.activities.services.messages import activity_subject, tell_result
from backend.activities.services.placing import lock_published, place_carefully, resize_party
from backend.activities.services.pools import Held, signup_of
from backend.activities.services.waitlist import leave_place
from backend.database import Statement, atomic, json_text, new_id
from backend.errors import InvalidInput, NotFound
from backend.forms import check_answers, window_state
from backend.forms.store import stored_form
from backend.push.ledger import release

_ATTEMPTS = 4


class _ChangedMeanwhile(Exception):
    """Another request of the same member changed the signup since it was read."""


class _MustLook(Exception):
    """One statement cannot tell where this party belongs."""


def view_activity(activity_id: int, member_id: int | None) -> DetailRow:
    """The activity as this member sees it; raises NotFound for what they may not see."""
    shown = queries.find_detail(activity_id, member_id, clock.now_ms())
    if shown is None:
        raise NotFound
    return shown


def sign_up(
    activity_id: int,
    member_id: int,
    answers: dict[str, Any],
    form_version: int | None,
    companions: Sequence[dict[str, str]] = (),
    companion_count: int | None = None,
    made_by: int | None = None,
) -> tuple[DetailRow, bool]:
    """Sign a member and companions up, or put them on the waitlist; True if this request made the signup.

    `made_by`: the delegate who does it for the member.

    The same request again is the same signup, whatever the clock says by then; other companions change the party; a
    cancelled signup is reopened. Raises NotFound, SignupNotOpen, SignupClosed, ActivityCancelled, FormOutdated,
    InvalidAnswers, InvalidInput; and, where a party grows, ActivityFull or AlreadyCheckedIn.
    """
    must_look = False
    for _ in range(_ATTEMPTS):
        shown = view_activity(activity_id, member_id)
        now = clock.now_ms()
        if shown.card.signup_state not in (None, "cancelled"):
            try:
                return _change_party(shown, member_id, companions, companion_count, now), False
            except _ChangedMeanwhile:
                continue
        _refuse_unless_open(shown, now)
        party = Party(
            signup_id=shown.card.signup_id or new_id(),
            activity_id=activity_id,
            member_id=member_id,
            seats=_checked_seats(shown, companions, companion_count),
            companions=json_text(list(companions)),
            answers=json_text(_checked(shown, member_id, answers, form_version)),
            form_id=shown.form_id,
            now=now,
            is_new=shown.card.signup_id is None,
            made_by=made_by,
        )
        must_look = must_look or bool(shown.has_quotas or shown.has_review_rules)
        try:
            return _take_place(shown, party, must_look=must_look), True
        except _MustLook:
            must_look = True
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


def _checked(shown: DetailRow, member_id: int, answers: dict[str, Any], form_version: int | None) -> dict[str, Any]:
    """The answers as they are kept, with those that the member's record holds and that they were not asked for."""
    if shown.form_id is None:
        if form_version is not None or answers:
            raise FormOutdated
        return {}
    form = stored_form(shown.form_id)
    known = find_known_answers(form, member_id)
    is_nothing_asked = form_version is None and not answers and definition_without(form.data, known) is None
    if form_version != form.version and not is_nothing_asked:
        raise FormOutdated
    checked = check_answers(form.definition, {**known, **answers}, clock.business_today())
    if checked.errors:
        raise InvalidAnswers(errors={key: [message] for key, message in checked.errors.items()})
    return dict(checked.values)


def _checked_seats(shown: DetailRow, companions: Sequence[dict[str, str]], companion_count: int | None) -> int:
    number = len(companions) if companion_count is None else companion_count
    return seats_for(number, len(companions), most=shown.companions_most, must_name=bool(shown.companions_named))


def seats_for(number: int, named: int, *, most: int, must_name: bool) -> int:
    """Seats of a member with this many companions, `named` of them by name. Raises InvalidInput."""
    words = None
    if number > most:
        words = f"最多可带 {most} 人同行。" if most else "本活动不能带人同行。"
    elif named > number:
        words = "同行人数和填写的姓名不一致。"
    elif must_name and named < number:
        words = "请填写每位同行人员的姓名。"
    if words is not None:
        raise InvalidInput(errors={"companions": [words]})
    return 1 + number


def _take_place(shown: DetailRow, party: Party, *, must_look: bool) -> DetailRow:
    card = shown.card
    with atomic(is_crowded=True):
        if must_look:
            seat, is_written = place_carefully(party)
        else:
            # A transaction of its own: it holds the member's row for sharing, which the careful way holds alone.
            plain, is_written = sign_up_plainly(party)
            if plain is None:
                raise _MustLook
            seat = plain
        if not is_written:
            raise _ChangedMeanwhile
        if seat.state == "approved":
            tell_result(
                "signed_up",
                signup_id=party.signup_id,
                member_id=party.member_id,
                activity_id=card.id,
                organization_id=card.organization_id,
                version=seat.version,
                title=card.title,
                venue=card.venue,
                starts_at=card.starts_at,
                remark="" if party.made_by is None else "由您的代办人代为报名",
            )
    return _with_signup(shown, party, seat)


def _with_signup(shown: DetailRow, party: Party, seat: Seat) -> DetailRow:
    """What was read before, brought up to date without reading again."""
    position = seat.waitlisted if seat.state == "waitlisted" else None
    card = shown.card._replace(
        signup_id=party.signup_id,
        signup_state=seat.state,
        checked_in_at=None,
        waitlist_position=position,
        seats=party.seats,
    )
    return shown._replace(
        card=card,
        answers=party.answers,
        reason="",
        signed_up_at=party.now,
        version=seat.version,
        companions=party.companions,
        number=seat.number,
    )


def _change_party(
    shown: DetailRow, member_id: int, companions: Sequence[dict[str, str]], companion_count: int | None, now: int
) -> DetailRow:
    """Bring the companions up to date; nothing happens, and nothing is refused, where they are what they were."""
    wanted = json_text(list(companions))
    seats = 1 + (len(companions) if companion_count is None else companion_count)
    if shown.card.signup_state == "rejected" or (seats, wanted) == (shown.card.seats, shown.companions):
        return shown
    _refuse_unless_open(shown, now)
    _checked_seats(shown, companions, companion_count)
    with atomic():
        activity = lock_published(shown.card.id)
        held = signup_of(shown.card.id, member_id)
        if held is None or held.state in ("cancelled", "rejected"):
            raise _ChangedMeanwhile
        if held.checked_in_at is not None:
            raise AlreadyCheckedIn("已经签到，不能再改同行人员。")
        resize_party(activity, held, seats, wanted, now)
    return view_activity(shown.card.id, member_id)


_CANCEL = Statement(
    "UPDATE signup SET state = 'cancelled', queued_at = NULL, updated_at = ? WHERE id = ? AND state = ?"
)


def cancel_signup(activity_id: int, member_id: int) -> DetailRow:
    """Take a signup back; its seats go to whoever waits longest, in the same transaction.

    One that is cancelled or rejected already stays what it is. Waiting members may leave at any time.
    Raises NotFound, ActivityCancelled, AlreadyCheckedIn, CancelClosed.
    """
    now = clock.now_ms()
    with atomic():
        activity = queries.lock_activity(activity_id)
        shown = queries.find_detail(activity_id, member_id, now)
        held = signup_of(activity_id, member_id)
        if activity is None or shown is None or held is None:
            raise NotFound
        if held.state in ("cancelled", "rejected"):
            return shown
        if activity.state == "cancelled":
            raise ActivityCancelled
        if held.checked_in_at is not None:
            raise AlreadyCheckedIn
        if held.holds and now >= activity.cancel_closes_at:
            raise CancelClosed
        cancel_held(activity, held, now)
    card = shown.card._replace(signup_state="cancelled", waitlist_position=None)
    return shown._replace(card=card)


def cancel_held(activity: LockedActivity, held: Held, now: int) -> None:
    """Cancel a signup on the member's own account, and give its seats on. The caller holds the activity's lock."""
    _CANCEL.run(now, held.id, held.state)
    leave_place(activity, held, now, is_dropout=True)
    release(held.member_id, activity_subject(activity.id))
