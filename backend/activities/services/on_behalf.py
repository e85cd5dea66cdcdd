"""Signing somebody else up: staff for a member who asks them to, and the door for whoever walks in."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities.models import Activity, Signup
from backend.activities.queries import LockedActivity
from backend.activities.seats import Party, Seat
from backend.activities.services.errors import AlreadyDecided, InvalidAnswers, SignupClosed
from backend.activities.services.known_answers import find_known_answers
from backend.activities.services.messages import tell_result
from backend.activities.services.placing import lock_published, place_carefully, take_seats_now
from backend.activities.services.pools import Held, signup_of
from backend.activities.services.signing_up import seats_for
from backend.audit.services import record
from backend.database import atomic, json_text, new_id
from backend.errors import InvalidInput
from backend.forms import check_answers
from backend.forms.store import stored_form
from backend.members.models import Member
from backend.members.services import hold_member
from backend.organizations.models import Membership
from backend.scope import WRITE, Scope

_OVER = "活动已经结束，不能再报名。"


def sign_up_for(
    activity_id: int, member_id: int, staff_id: int, scope: Scope, companion_count: int = 0, answers: Any = None
) -> tuple[int, bool]:
    """Sign a member up at their request, at any time before the end; the signup's id, and whether this made it.

    It takes seats as any other, or waits in line; there is nothing left to review. Whoever has a signup keeps it as it
    is, unless it was cancelled or rejected. Answers that are required may be missing.
    Raises NotFound, InvalidInput, InvalidAnswers, ActivityCancelled, SignupNotOpen, SignupClosed.
    """
    now = clock.now_ms()
    _require_member(member_id, scope)
    with atomic():
        hold_member(member_id)
        activity = lock_published(activity_id)
        held = signup_of(activity_id, member_id)
        if held is not None and held.state not in ("cancelled", "rejected"):
            return held.id, False
        if now >= activity.ends_at:
            raise SignupClosed(_OVER)
        shown = Activity.get_by_id(activity_id)
        party = _party(activity, member_id, held, staff_id, now)._replace(
            seats=seats_for(companion_count, 0, most=shown.companions_most, must_name=False),
            answers=_checked_answers(shown.form_id, member_id, answers or {}),
            form_id=shown.form_id,
        )
        seat, _ = place_carefully(party, was=held.state if held else "cancelled", decided_by=staff_id)
        _finish(activity, party, seat, staff_id, "signup.made")
    return party.signup_id, True


def sign_up_walk_in(activity_id: int, member_id: int, by_id: int, now: int) -> Signup:
    """Let a member who walks in take a seat; the signup, approved. `now` in milliseconds.

    Neither the signup window nor the waitlist stands in the way, only seats do. One that is approved stays as it is.
    Raises NotFound, ActivityCancelled, ActivityFull, AlreadyDecided if it was rejected, SignupClosed.
    """
    with atomic():
        hold_member(member_id)
        activity = lock_published(activity_id)
        held = signup_of(activity_id, member_id)
        if held is not None and held.state == "approved":
            return _signup(held.id)
        if held is not None and held.state == "rejected":
            raise AlreadyDecided("这份报名没有通过审核，请联系工作人员。")
        if now >= activity.ends_at:
            raise SignupClosed(_OVER)
        party = _party(activity, member_id, held, by_id, now)._replace(is_walk_in=True)
        seat = take_seats_now(party, activity, held, by_id)
        _finish(activity, party, seat, by_id, "signup.walked_in")
    return _signup(party.signup_id)


def _party(activity: LockedActivity, member_id: int, held: Held | None, by_id: int, now: int) -> Party:
    """A member who comes alone, with nothing answered; a signup that waits or is pending keeps what it has."""
    keeps = held is not None and held.state in ("pending", "waitlisted")
    row = _signup(held.id) if held is not None and keeps else None
    return Party(
        signup_id=held.id if held else new_id(),
        activity_id=activity.id,
        member_id=member_id,
        seats=row.seats if row else 1,
        companions=json_text(row.companions if row else []),
        answers=json_text(row.answers if row else {}),
        form_id=row.form_id if row else None,
        now=now,
        is_new=held is None,
        # Members who walk in by themselves did it themselves.
        made_by=None if by_id == member_id else by_id,
    )


def _signup(signup_id: int) -> Signup:
    signup: Signup = Signup.get_by_id(signup_id)
    return signup


def _require_member(member_id: int, scope: Scope) -> None:
    found = (
        Member.select(Member.id)
        .join(Membership)
        .where(Member.id == member_id, Member.state == "active", Membership.organization << scope.organizations(WRITE))
    )
    if not found.exists():
        raise InvalidInput(errors={"member_id": ["这位会员不在您管理的组织中。"]})


def _checked_answers(form_id: int | None, member_id: int, answers: dict[str, Any]) -> str:
    if form_id is None:
        if answers:
            raise InvalidAnswers(errors={key: ["这个活动没有报名问题。"] for key in answers})
        return json_text({})
    form = stored_form(form_id)
    known = find_known_answers(form, member_id)
    checked = check_answers(form.definition, {**known, **answers}, clock.business_today(), "partial")
    if checked.errors:
        raise InvalidAnswers(errors={key: [message] for key, message in checked.errors.items()})
    return json_text(dict(checked.values))


def _finish(activity: LockedActivity, party: Party, seat: Seat, by_id: int, action: str) -> None:
    if seat.state == "approved" and not party.is_walk_in:
        tell_result(
            "signed_up",
            signup_id=party.signup_id,
            member_id=party.member_id,
            activity_id=activity.id,
            organization_id=activity.organization_id,
            version=seat.version,
            title=activity.title,
            venue=activity.venue,
            starts_at=activity.starts_at,
        )
    record(
        action=action,
        subject_kind="signup",
        subject_id=party.signup_id,
        actor_id=by_id,
        actor_kind="member" if party.is_walk_in else "staff",
        about_member_id=party.member_id,
        organization_id=activity.organization_id,
        detail={"state": seat.state, "seats": party.seats},
    )
