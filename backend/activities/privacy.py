"""What one member signed up to, and what they organize."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend import clock
from backend.activities.models import Activity, ActivityOrganizer, Feedback, PlanCopy, Signup
from backend.activities.queries import lock_activity
from backend.activities.services.pools import signup_of
from backend.activities.services.signing_up import cancel_held
from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.members.models import Member
from backend.schemas import iso

_HOLDING = ("pending", "approved", "waitlisted")


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Every signup with its answers in words, and the activities the member organizes."""
    if member_id is None:
        return {}
    signups = list(Signup.select(Signup, Activity).join(Activity).where(Signup.member == member_id).order_by(Signup.id))
    organized = ActivityOrganizer.select(ActivityOrganizer, Activity).join(Activity)
    return {
        "signups": [
            {
                "activity": signup.activity.title,
                "starts_at": iso(signup.activity.starts_at),
                "state": signup.state,
                "answers": answers,
                "seats": signup.seats,
                "companions": [companion["name"] for companion in signup.companions],
                "reason": signup.reason,
                "created_at": iso(signup.created_at),
                "checked_in_at": signup.checked_in_at and iso(signup.checked_in_at),
            }
            for signup, answers in zip(signups, _answers(signups), strict=True)
        ],
        "feedback": _feedback(member_id),
        "organizes": [
            row.activity.title
            for row in organized.where(ActivityOrganizer.member == member_id).order_by(ActivityOrganizer.id)
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Upcoming places are given on; signups stay as rows without words. Contact details that are theirs go too."""
    if member_id is None:
        return
    _free_places(member_id)
    Signup.update(answers={}, reason="", companions=[]).where(Signup.member == member_id).execute()
    mine = Signup.select(Signup.id).where(Signup.member == member_id)
    # The stars stay counted; what was said goes.
    Feedback.update(answers={}).where(Feedback.signup << mine).execute()
    ActivityOrganizer.delete().where(ActivityOrganizer.member == member_id).execute()
    PlanCopy.delete().where(PlanCopy.member == member_id).execute()
    member = Member.get_by_id(member_id)
    Activity.update(contact_name="").where(
        Activity.contact_name == member.name, Activity.contact_phone == (member.phone or "")
    ).execute()
    if member.phone:
        Activity.update(contact_phone="").where(Activity.contact_phone == member.phone).execute()


def _free_places(member_id: int) -> None:
    """Cancel what has not begun, past the cancellation deadline too: nobody is left to come."""
    now = clock.now_ms()
    upcoming = (
        Activity.select(Activity.id)
        .join(Signup, on=Signup.activity == Activity.id)
        .where(Signup.member == member_id, Signup.state << _HOLDING, Activity.starts_at > clock.now())
        # In one order, so that two people who leave don't wait for each other's activities.
        .order_by(Activity.id)
    )
    for row in list(upcoming):
        activity = lock_activity(row.id)
        held = signup_of(row.id, member_id)
        if activity is None or held is None or held.state not in _HOLDING or held.checked_in_at is not None:
            continue
        cancel_held(activity, held, now)


def _feedback(member_id: int) -> list[dict[str, Any]]:
    rows = list(
        Feedback.select(Feedback, Activity)
        .join(Activity)
        .switch(Feedback)
        .join(Signup)
        .where(Signup.member == member_id)
        .order_by(Feedback.id)
    )
    return [
        {"activity": row.activity.title, "submitted_at": iso(row.updated_at), "answers": answers}
        for row, answers in zip(rows, _answers(rows), strict=True)
    ]


def _answers(signups: Sequence[Signup | Feedback]) -> list[list[dict[str, str]]]:
    forms = stored_forms(signup.form_id for signup in signups if signup.form_id is not None)
    return [
        [
            {"question": question.title, "answer": answer_text(question, signup.answers[question.key])}
            for question in forms[signup.form_id].definition.questions()
            if question.key in signup.answers
        ]
        if signup.form_id is not None
        else []
        for signup in signups
    ]
