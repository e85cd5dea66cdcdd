"""Planning an activity: draft, publish, change, cancel, and who is in charge of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend import clock
from backend.activities import queries
from backend.activities.models import Activity, Signup
from backend.activities.queries import LockedActivity
from backend.activities.services.allotment import refuse_unless_seats_fit
from backend.activities.services.errors import (
    ActivityCancelled,
    CapacityBelowTaken,
    FormInUse,
)
from backend.activities.services.history import Changes, note_change
from backend.activities.services.messages import tell_cancellation, tell_change
from backend.activities.services.obstacles import require_publishable
from backend.activities.services.programme import set_sessions, usual_window
from backend.activities.services.questions import save_questions
from backend.activities.services.waitlist import fill_free_seats
from backend.database import atomic, made_once, new_id
from backend.errors import NotFound
from backend.forms.store import stored_form

_BEFORE_START = ("signup_closes_at", "cancel_closes_at", "checkin_opens_at")
_WHEN_AND_WHERE = {"starts_at", "ends_at", "venue", "online_link"}


def find_draft(staff_id: int, client_ref: str | None) -> Activity | None:
    """What this person drafted under this reference before."""
    if client_ref is None:
        return None
    found: Activity | None = Activity.get_or_none(Activity.created_by == staff_id, Activity.client_ref == client_ref)
    return found


def draft_activity(staff_id: int, values: dict[str, Any]) -> tuple[Activity, bool]:
    """Start an activity; deadlines that are not given follow from its start and end. True if this made it.

    The same `client_ref` of the same person again is the same draft.
    """
    return made_once(lambda: find_draft(staff_id, values.get("client_ref")), lambda: _draft(staff_id, values))


def _draft(staff_id: int, values: dict[str, Any]) -> Activity:
    values = {**usual_deadlines(values["starts_at"], values["ends_at"]), **values}
    definition, feedback = values.pop("questions", None), values.pop("feedback_questions", None)
    activity_id = new_id()
    activity: Activity = Activity.create(
        id=activity_id,
        created_by=staff_id,
        form=_save_questions(f"activity:{activity_id}", definition, "questions"),
        feedback_form=_save_questions(f"feedback:{activity_id}", feedback, "feedback_questions"),
        **values,
    )
    note_change(activity, staff_id, "activity.drafted", {})
    return activity


def usual_deadlines(starts_at: datetime, ends_at: datetime) -> dict[str, datetime]:
    """The deadlines and the check-in window as they follow from start and end, where nobody says otherwise."""
    return {"signup_closes_at": starts_at, "cancel_closes_at": starts_at, **usual_window(starts_at, ends_at)}


def _save_questions(form_key: str, definition: dict[str, Any] | None, field: str) -> int | None:
    return None if definition is None else save_questions(form_key, definition, field)


def change_activity(
    activity_id: int, staff_id: int, changes: dict[str, Any], sessions: list[dict[str, Any]] | None = None
) -> Activity:
    """Change a draft or a published activity; a published one must stay fit to be published.

    `sessions`: set with the rest, where they would not lie in the old time. More places move the waitlist up at once;
    everybody signed up is told of another time or place. Raises NotFound, ActivityCancelled, CapacityBelowTaken,
    SeatsDoNotFit, FormInUse, InvalidInput, SessionInUse, NotReadyToPublish.
    """
    with atomic():
        locked = _lock(activity_id)
        if locked.state == "cancelled":
            raise ActivityCancelled
        activity = Activity.get_by_id(activity_id)
        values = _with_forms(activity, changes)
        before = {name: getattr(activity, name) for name in values}
        if "capacity" in changes:
            _refuse_too_few(locked, changes["capacity"])
        for name, value in values.items():
            setattr(activity, name, value)
        now = clock.now()
        is_moved = locked.state == "published" and any(
            before[name] != values[name] for name in values.keys() & _WHEN_AND_WHERE
        )
        if is_moved:
            values["changed_at"] = now
        Activity.update(**values, version=Activity.version + 1).where(Activity.id == activity_id).execute()
        if sessions is not None:
            activity.has_sessions = set_sessions(activity_id, staff_id, sessions).has_sessions
        if locked.state == "published":
            require_publishable(activity)
        if is_moved and activity.ends_at > now:
            tell_change(activity, _what_moved(before, values))
        note_change(activity, staff_id, "activity.changed", _compared(before, values))
        if changes.keys() & {"capacity", "starts_at"}:  # more places, or no longer too late to give them
            fill_free_seats(activity_id, clock.now_ms())
    return _load(activity_id)


def move_activity(activity_id: int, staff_id: int, values: dict[str, Any]) -> Activity:
    """Another time or place (`starts_at`, `ends_at`, `venue`, `online_link`); deadlines and check-in move along.

    Raises what `change_activity` raises.
    """
    with atomic():
        _lock(activity_id)
        activity = Activity.get_by_id(activity_id)
        along = along_with(activity, values["starts_at"], values["ends_at"])
        return change_activity(activity_id, staff_id, {**values, **along})


def along_with(activity: Activity, starts_at: datetime | None, ends_at: datetime | None) -> dict[str, Any]:
    """The deadlines and the check-in window as they move along with another start or end; None: it stays."""
    later = (starts_at or activity.starts_at) - activity.starts_at
    longer = (ends_at or activity.ends_at) - activity.ends_at
    along: dict[str, Any] = {}
    if later:
        along = {name: getattr(activity, name) + later for name in _BEFORE_START}
        if activity.state == "published" and activity.signup_closes_at <= clock.now():
            # Closed is closed: a later day does not open the list again.
            del along["signup_closes_at"]
    if later or longer:
        along["checkin_closes_at"] = activity.checkin_closes_at + longer
    return along


def _refuse_too_few(locked: LockedActivity, capacity: int | None) -> None:
    if capacity is not None and capacity < locked.taken:
        raise CapacityBelowTaken(f"已有 {locked.taken} 人占用名额，不能少于这个数。")
    refuse_unless_seats_fit(locked, capacity)


def _with_forms(activity: Activity, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes by column: definitions are saved, and their versions take their place."""
    values = dict(changes)
    if "questions" in values:
        definition = values.pop("questions")
        if definition is None and activity.form_id is not None and _has_signups(activity.id):
            raise FormInUse
        values["form_id"] = _save_questions(f"activity:{activity.id}", definition, "questions")
    if "feedback_questions" in values:
        definition = values.pop("feedback_questions")
        values["feedback_form_id"] = _save_questions(f"feedback:{activity.id}", definition, "feedback_questions")
    return values


def _compared(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """What the trail says: of a form its version, not its number in the table."""
    pairs = {name: (before[name], after[name]) for name in before}
    for column in ("form_id", "feedback_form_id"):
        if column in pairs:
            pairs[column.removesuffix("_id")] = (_version_of(pairs[column][0]), _version_of(pairs.pop(column)[1]))
    return pairs


def _version_of(form_id: int | None) -> str | None:
    return None if form_id is None else f"第 {stored_form(form_id).version} 版"


def _what_moved(before: dict[str, Any], after: dict[str, Any]) -> str:
    is_time = any(before[name] != after[name] for name in after.keys() & {"starts_at", "ends_at"})
    is_place = any(before[name] != after[name] for name in after.keys() & {"venue", "online_link"})
    return "时间和地点有变化" if is_time and is_place else "时间有变化" if is_time else "地点有变化"


def _has_signups(activity_id: int) -> bool:
    return bool(Signup.select().where(Signup.activity == activity_id).exists())


def publish_activity(activity_id: int, staff_id: int) -> Activity:
    """Make a draft visible; a published one stays as it is. Raises NotFound, ActivityCancelled, NotReadyToPublish."""
    now = clock.now()
    with atomic():
        state = _lock(activity_id).state
        if state == "cancelled":
            raise ActivityCancelled
        if state == "draft":
            activity = Activity.get_by_id(activity_id)
            require_publishable(activity, now)
            Activity.update(state="published", published_at=now, version=Activity.version + 1).where(
                Activity.id == activity_id
            ).execute()
            note_change(activity, staff_id, "activity.published", {})
    return _load(activity_id)


def cancel_activity(activity_id: int, staff_id: int, reason: str) -> Activity:
    """Call an activity off and tell everyone who signed up; one that is cancelled stays so. Raises NotFound."""
    now = clock.now()
    with atomic():
        locked = _lock(activity_id)
        if locked.state != "cancelled":
            Activity.update(
                state="cancelled", cancel_reason=reason, cancelled_at=now, version=Activity.version + 1
            ).where(Activity.id == activity_id).execute()
            tell_cancellation(
                activity_id=activity_id,
                organization_id=locked.organization_id,
                title=locked.title,
                venue=locked.venue,
                starts_at=locked.starts_at,
                reason=reason,
            )
            note_change(Activity.get_by_id(activity_id), staff_id, "activity.cancelled", {}, reason)
    return _load(activity_id)


def _lock(activity_id: int) -> LockedActivity:
    locked = queries.lock_activity(activity_id)
    if locked is None:
        raise NotFound
    return locked


def _load(activity_id: int) -> Activity:
    activity: Activity = Activity.get_by_id(activity_id)
    return activity
