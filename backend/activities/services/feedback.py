"""What members say after an activity, and the form they say it on."""

from __future__ import annotations

from typing import Any, NamedTuple

from backend import clock
from backend.activities.feedback import DEFAULT_DEFINITION, DEFAULT_FORM, RATING, feedback_state, is_stars
from backend.activities.models import Feedback
from backend.activities.queries import DetailRow, lock_activity
from backend.activities.services.errors import (
    FeedbackClosed,
    FeedbackNotOpen,
    FormOutdated,
    InvalidAnswers,
    NotAParticipant,
)
from backend.activities.services.signing_up import view_activity
from backend.database import atomic
from backend.errors import NotFound
from backend.forms import check_answers
from backend.forms.store import StoredForm, latest, save_version, stored_form
from backend.members.services import hold_member


class FeedbackSheet(NamedTuple):
    """The form, my answers so far, and whether they can still be given."""

    state: str
    form: StoredForm
    given: Feedback | None


def view_feedback(activity_id: int, member_id: int) -> FeedbackSheet:
    """What the member is asked, and has answered. Raises NotFound, NotAParticipant."""
    return _sheet(view_activity(activity_id, member_id))


def give_feedback(activity_id: int, member_id: int, answers: dict[str, Any], form_version: int | None) -> FeedbackSheet:
    """Keep the member's answers, or others in their place, until the feedback is closed.

    Raises NotFound, NotAParticipant, FeedbackNotOpen, FeedbackClosed, FormOutdated, InvalidAnswers.
    """
    form_id = _sheet(view_activity(activity_id, member_id)).form.id
    with atomic():
        hold_member(member_id)
        if lock_activity(activity_id) is None:
            raise NotFound
        # Under the lock: the report may have been made since.
        row = view_activity(activity_id, member_id)
        sheet = _sheet(row)
        if sheet.state == "soon":
            raise FeedbackNotOpen
        if sheet.state == "closed":
            raise FeedbackClosed
        if sheet.form.id != form_id or form_version != sheet.form.version:
            raise FormOutdated
        _keep(row, sheet.form, _checked(sheet.form, answers))
        return _sheet(view_activity(activity_id, member_id))


def _sheet(row: DetailRow) -> FeedbackSheet:
    state = feedback_state(row, clock.now_ms())
    if state is None:
        raise NotAParticipant
    given = None
    if row.feedback_at is not None:
        given = Feedback.get(Feedback.signup == row.card.signup_id)
    if given is not None and state == "closed":
        return FeedbackSheet(state, stored_form(given.form_id), given)
    return FeedbackSheet(state, stored_form(row.feedback_form_id or default_form()), given)


def default_form() -> int:
    """The id of the form of activities without questions of their own; stored when it is first wanted."""
    newest = latest(DEFAULT_FORM)
    if newest is None or newest.definition != DEFAULT_DEFINITION:
        newest = save_version(DEFAULT_FORM, DEFAULT_DEFINITION)
    return int(newest.id)


def _checked(form: StoredForm, answers: dict[str, Any]) -> dict[str, Any]:
    checked = check_answers(form.definition, answers, clock.business_today())
    if checked.errors:
        raise InvalidAnswers(errors={key: [message] for key, message in checked.errors.items()})
    return dict(checked.values)


def _keep(row: DetailRow, form: StoredForm, answers: dict[str, Any]) -> None:
    has_stars = any(is_stars(question) for question in form.definition.questions())
    Feedback.insert(
        activity=row.card.id,
        signup=row.card.signup_id,
        form=form.id,
        answers=answers,
        rating=answers.get(RATING) if has_stars else None,
    ).on_conflict(
        conflict_target=[Feedback.signup],
        preserve=[Feedback.form, Feedback.answers, Feedback.rating, Feedback.updated_at],
    ).execute()
