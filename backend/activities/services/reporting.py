"""The report of an activity: what it came to, in numbers, pictures and words. And closing the activity with it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from backend import clock
from backend.activities import report_queries
from backend.activities.models import Activity, ActivitySession, Feedback
from backend.activities.queries import lock_activity
from backend.activities.report_links import make_report_link
from backend.activities.services.attendance import settle_activity
from backend.activities.services.errors import ActivityCancelled, NotOverYet
from backend.audit.services import record
from backend.database import atomic
from backend.forms.store import stored_forms
from backend.media.models import Media
from backend.organizations.models import Organization

NO_ORGANIZATION = "未注明组织"
_MOST_TEXTS = 200
_MOST_PHOTOS = 60
_MOST_BUCKETS = 24
_MINUTES_A_BUCKET = (5, 10, 15, 30, 60, 120, 240, 720, 1440)


def make_report(activity_id: int) -> dict[str, Any]:
    """The report as `ReportSchema` shows it; the activity must exist."""
    found = Activity.select(Activity, Organization).join(Organization).where(Activity.id == activity_id)
    return report_of(found.get())


def report_of(activity: Activity) -> dict[str, Any]:
    """The same of an activity that was read with its organization; at most eight statements."""
    activity_id = activity.id
    feedback = report_queries.count_feedback(activity_id)
    return {
        "activity": _about(activity),
        "numbers": _numbers(activity),
        "arrivals": _arrivals(activity_id),
        "organizations": [
            {"name": name or NO_ORGANIZATION, "expected": expected, "arrived": arrived}
            for name, expected, arrived in report_queries.seats_by_organization(activity_id)
        ],
        "sessions": list(_sessions(activity)),
        "ratings": _ratings(feedback.stars),
        "feedback": {"given": feedback.given, "texts": _texts(activity_id) if feedback.given else []},
        "photos": _photos(activity_id),
        "made_at": clock.now(),
    }


def _about(activity: Activity) -> dict[str, Any]:
    names = ("id", "title", "organization", "venue", "starts_at", "ends_at", "settled_at", "reported_at")
    return {**{name: getattr(activity, name) for name in names}, "phase": activity.phase(clock.now())}


def _numbers(activity: Activity) -> dict[str, Any]:
    seats = report_queries.count_seats(activity.id)
    # Whoever walked in was not expected, and must not make those who were look more faithful than they are.
    expected = seats.approved - seats.walk_ins
    came = seats.arrived - seats.walk_ins_arrived
    return {
        "capacity": activity.capacity,
        "signed_up": seats.signed_up,
        "approved": seats.approved,
        "arrived": seats.arrived + seats.guests,
        "rate": round(came / expected, 3) if expected else None,
        "no_shows": seats.approved - seats.arrived if clock.now() >= activity.ends_at else 0,
        "left_early": seats.left_early,
        "rejected": seats.rejected,
        "waitlisted": activity.waitlisted,
        "dropouts": activity.dropouts,
        "walk_ins": seats.walk_ins + seats.guests,
        "companions": seats.companions,
    }


def _arrivals(activity_id: int) -> dict[str, Any]:
    """Arrivals in steps just long enough for them to be two dozen at most, empty steps included."""
    minutes = report_queries.arrivals_by_minute(activity_id)
    if not minutes:
        return {"step_minutes": _MINUTES_A_BUCKET[0], "steps": []}
    first, last = minutes[0][0], minutes[-1][0]
    step = next((step for step in _MINUTES_A_BUCKET if last // step - first // step < _MOST_BUCKETS), 1440)
    steps = dict.fromkeys(range(first // step, last // step + 1), 0)
    for minute, seats in minutes:
        steps[minute // step] += seats
    return {
        "step_minutes": step,
        "steps": [{"at": clock.from_ms(number * step * 60_000), "seats": seats} for number, seats in steps.items()],
    }


def _sessions(activity: Activity) -> Iterable[ActivitySession]:
    if not activity.has_sessions:
        return ()
    rows = ActivitySession.select().where(ActivitySession.activity == activity.id)
    return list(rows.order_by(ActivitySession.starts_at, ActivitySession.id))


def _ratings(stars: list[int]) -> dict[str, Any]:
    count = sum(stars)
    total = sum(number * given for number, given in enumerate(stars, 1))
    return {"count": count, "average": round(total / count, 1) if count else None, "stars": stars}


def _texts(activity_id: int) -> list[dict[str, Any]]:
    """The answers to text questions, question by question, the latest first, without saying whose they are."""
    said = Feedback.select(Feedback.form, Feedback.answers).where(Feedback.activity == activity_id)
    rows = list(said.order_by(Feedback.updated_at.desc(), Feedback.id.desc()).limit(_MOST_TEXTS))
    forms = stored_forms(row.form_id for row in rows)
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for question in forms[row.form_id].definition.questions():
            answer = row.answers.get(question.key)
            if question.type == "text" and isinstance(answer, str):
                found.setdefault((question.key, question.title), []).append(answer)
    return [{"key": key, "title": title, "answers": answers} for (key, title), answers in found.items()]


def _photos(activity_id: int) -> list[dict[str, Any]]:
    """Photos that are known to be safe, with links that expire."""
    rows = Media.select().where(
        Media.subject_kind == "activity",
        Media.subject_id == activity_id,
        Media.purpose == "photo",
        Media.state == "clear",
    )
    photos = list(rows.order_by(Media.id).limit(_MOST_PHOTOS))
    if not photos:
        return []
    media_url = import_module("backend.media.links").media_url
    names = ("id", "width", "height", "caption")
    now = clock.now_ms()
    return [{**{name: getattr(photo, name) for name in names}, "url": media_url(photo, now)} for photo in photos]


def hand_on_report(activity: Activity, staff_id: int, base_url: str) -> dict[str, Any]:
    """A link that shows the report to whoever has it, for a week: its `url` and when it `expires_at`."""
    link = make_report_link(activity.id, clock.now())
    record(
        action="activity.report_link",
        subject_kind="activity",
        subject_id=activity.id,
        actor_id=staff_id,
        organization_id=activity.organization_id,
    )
    return {"url": base_url.rstrip("/") + link.path, "expires_at": link.expires_at}


def close_report(activity_id: int, staff_id: int) -> None:
    """Close an activity that is over, its attendance settled, its feedback closed. Again, it changes nothing.

    Raises ActivityCancelled, NotOverYet.
    """
    now = clock.now_ms()
    _require_over(activity_id)
    settle_activity(activity_id)
    with atomic():
        lock_activity(activity_id)
        activity = _require_over(activity_id)
        if activity.reported_at is None:
            Activity.update(reported_at=now, version=Activity.version + 1).where(Activity.id == activity_id).execute()
            record(
                action="activity.reported",
                subject_kind="activity",
                subject_id=activity_id,
                actor_id=staff_id,
                organization_id=activity.organization_id,
            )


def _require_over(activity_id: int) -> Activity:
    activity: Activity = Activity.get_by_id(activity_id)
    if activity.state == "cancelled":
        raise ActivityCancelled
    if activity.state != "published" or clock.now() < activity.ends_at:
        raise NotOverYet
    return activity
