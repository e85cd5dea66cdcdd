"""Signup questions being written: those of a draft count at once, those of a published activity once adopted."""

from __future__ import annotations

from typing import Any

from backend.activities.models import Activity, Signup
from backend.activities.queries import lock_activity
from backend.activities.services.history import note_change
from backend.activities.services.planning import change_activity
from backend.activities.services.questions import save_questions
from backend.database import atomic
from backend.errors import InvalidInput, NotFound
from backend.forms.drafts import drafted, drop_draft
from backend.forms.store import forget_other_versions


def questions_key(activity_id: int) -> str:
    """The key of the form."""
    return f"activity:{activity_id}"


def hold_activity(activity_id: int) -> Activity:
    """The activity, its row held until the transaction ends. Raises NotFound."""
    if lock_activity(activity_id) is None:
        raise NotFound
    activity: Activity = Activity.get_by_id(activity_id)
    return activity


def keep_questions(activity: Activity, definition: dict[str, Any]) -> int | None:
    """Take what is written into a draft, whose row is held; the id of the version.

    None while it cannot be asked: the draft keeps the questions it has.
    """
    try:
        form_id = save_questions(questions_key(activity.id), definition, "questions")
    except InvalidInput:
        return None
    Activity.update(form=form_id, version=Activity.version + 1).where(Activity.id == activity.id).execute()
    if not Signup.select().where(Signup.activity == activity.id).exists():
        forget_other_versions(questions_key(activity.id), form_id)
    return form_id


def drop_questions(activity: Activity, staff_id: int) -> None:
    """Ask nothing at signup. Raises FormInUse once somebody has signed up, and what `change_activity` raises."""
    with atomic():
        change_activity(activity.id, staff_id, {"questions": None})
        drop_draft(questions_key(activity.id))


def note_questions_begun(activity: Activity, staff_id: int) -> None:
    """Write into the trail that somebody began to change the questions of a draft."""
    note_change(activity, staff_id, "activity.changed", {"form": (None, "修改中")})


def adopt_questions(activity_id: int, staff_id: int) -> int:
    """Ask from now on what was written on a published activity since. Raises what `change_activity` raises."""
    with atomic():
        activity = hold_activity(activity_id)
        definition = drafted(questions_key(activity_id), activity.form_id)
        if definition is None:
            raise NotFound
        changed = change_activity(activity_id, staff_id, {"questions": definition})
        if changed.form_id is None:
            raise NotFound
    return changed.form_id
