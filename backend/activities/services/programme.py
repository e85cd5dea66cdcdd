"""The sessions of an activity: its days or parts, each with a door of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend.activities.models import Activity, ActivitySession, Attendance, Signup
from backend.activities.queries import lock_activity
from backend.activities.services.errors import ActivityCancelled, SessionInUse
from backend.activities.services.history import note_change
from backend.database import atomic
from backend.errors import Errors, InvalidInput, NotFound

MOST_SESSIONS = 60
_CHECKIN_BEFORE_START = timedelta(minutes=60)


def set_sessions(activity_id: int, staff_id: int, items: list[dict[str, Any]]) -> Activity:
    """Make these the sessions, in order of their start; those sent with an id keep it, those not sent go.

    Raises NotFound, ActivityCancelled, InvalidInput, and SessionInUse for one that people were let in at, or for the
    first sessions of an activity that people were let in at as a whole.
    """
    with atomic():
        locked = lock_activity(activity_id)
        if locked is None:
            raise NotFound
        if locked.state == "cancelled":
            raise ActivityCancelled
        activity: Activity = Activity.get_by_id(activity_id)
        present = {row.id: row for row in ActivitySession.select().where(ActivitySession.activity == activity_id)}
        wanted = [_complete(item) for item in items]
        _check(activity, wanted, set(present))
        _refuse_if_used(activity, present, {item["id"] for item in wanted if item["id"] is not None})
        before = [row.title for row in sorted(present.values(), key=lambda row: (row.starts_at, row.id))]
        _replace(activity, present, wanted)
        Activity.update(has_sessions=bool(wanted), version=Activity.version + 1).where(
            Activity.id == activity_id
        ).execute()
        after = [item["title"] for item in sorted(wanted, key=lambda item: item["starts_at"])]
        note_change(activity, staff_id, "activity.sessions", {"sessions": (before, after)})
    changed: Activity = Activity.get_by_id(activity_id)
    return changed


def usual_window(starts_at: datetime, ends_at: datetime) -> dict[str, datetime]:
    """When check-in opens and closes at a session, where nobody says otherwise."""
    return {"checkin_opens_at": starts_at - _CHECKIN_BEFORE_START, "checkin_closes_at": ends_at}


def _complete(item: dict[str, Any]) -> dict[str, Any]:
    return {"id": None, "venue": "", **usual_window(item["starts_at"], item["ends_at"]), **item}


def _check(activity: Activity, wanted: list[dict[str, Any]], known: set[int]) -> None:
    errors: Errors = {}
    for number, item in enumerate(wanted):
        for field, is_wrong, message in _rules(activity.starts_at, activity.ends_at, item):
            if is_wrong:
                errors.setdefault(f"sessions.{number}.{field}", []).append(message)
        if item["id"] is not None and item["id"] not in known:
            errors.setdefault(f"sessions.{number}.id", []).append("这场活动没有这一场次。")
    ids = [item["id"] for item in wanted if item["id"] is not None]
    titles = [item["title"] for item in wanted]
    if len(ids) != len(set(ids)) or len(titles) != len(set(titles)):
        errors.setdefault("sessions", []).append("每个场次只能出现一次，名称也不能相同。")
    if errors:
        raise InvalidInput(errors=errors)


def _rules(starts_at: datetime, ends_at: datetime, item: dict[str, Any]) -> tuple[tuple[str, bool, str], ...]:
    return (
        ("ends_at", item["ends_at"] <= item["starts_at"], "结束时间要晚于开始时间。"),
        # What clients are told of a moment stops at the second.
        ("starts_at", item["starts_at"] < starts_at.replace(microsecond=0), "场次不能早于活动开始。"),
        ("ends_at", item["ends_at"] > ends_at, "场次不能晚于活动结束。"),
        (
            "checkin_opens_at",
            item["checkin_opens_at"] >= min(item["checkin_closes_at"], item["ends_at"]),
            "签到开始要早于签到结束，也要早于场次结束。",
        ),
        ("checkin_closes_at", item["checkin_closes_at"] <= item["starts_at"], "签到结束要晚于场次开始。"),
    )


def sessions_outside(activity: Activity) -> list[str]:
    """Titles of the sessions that do not lie within the activity's own time."""
    return [
        row.title
        for row in ActivitySession.select().where(ActivitySession.activity == activity.id).order_by(ActivitySession.id)
        if row.starts_at < activity.starts_at.replace(microsecond=0) or row.ends_at > activity.ends_at
    ]


def _refuse_if_used(activity: Activity, present: dict[int, ActivitySession], kept: set[int]) -> None:
    for session_id in present.keys() - kept:
        if Attendance.select().where(Attendance.session == session_id).exists():
            raise SessionInUse(f"“{present[session_id].title}”已有人签到，不能去掉。")
    came = Signup.select().where(Signup.activity == activity.id, Signup.checked_in_at.is_null(False))
    if not present and came.exists():
        raise SessionInUse("已有人签到，不能再分场次。")


def _replace(activity: Activity, present: dict[int, ActivitySession], wanted: list[dict[str, Any]]) -> None:
    kept = {item["id"] for item in wanted if item["id"] is not None}
    ActivitySession.delete().where(ActivitySession.id << (present.keys() - kept)).execute()
    for item in wanted:
        values = {name: value for name, value in item.items() if name != "id"}
        if item["id"] is None:
            ActivitySession.create(activity=activity.id, **values)
        else:
            ActivitySession.update(**values).where(ActivitySession.id == item["id"]).execute()
