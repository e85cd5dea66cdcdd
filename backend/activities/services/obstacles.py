"""What keeps an activity from being published, or would make a published one wrong."""

from __future__ import annotations

from datetime import datetime

from backend.activities.models import Activity
from backend.activities.services.errors import NotReadyToPublish
from backend.activities.services.programme import sessions_outside
from backend.errors import Errors
from backend.forms import unreachable
from backend.forms.store import stored_form


def require_publishable(activity: Activity, now: datetime | None = None) -> None:
    """Raise NotReadyToPublish, naming what keeps it from being published."""
    errors = find_obstacles(activity, now)
    if errors:
        raise NotReadyToPublish(errors=errors)


def find_obstacles(activity: Activity, now: datetime | None = None) -> Errors:
    """What keeps an activity from being published, by field. With `now`, it must not be over by then."""
    rules = [
        ("title", not activity.title, "请填写活动名称。"),
        ("venue", not activity.venue and not activity.online_link, "请填写地点，或线上链接。"),
        ("capacity", activity.capacity is not None and activity.capacity < 1, "名额至少为 1。"),
        ("ends_at", activity.ends_at <= activity.starts_at, "结束时间要晚于开始时间。"),
        ("ends_at", now is not None and activity.ends_at <= now, "活动时间已经过去。"),
        (
            "signup_opens_at",
            activity.signup_opens_at is not None and activity.signup_opens_at >= activity.signup_closes_at,
            "报名开始要早于报名截止。",
        ),
        ("signup_closes_at", activity.signup_closes_at > activity.ends_at, "报名截止不能晚于活动结束。"),
        ("cancel_closes_at", activity.cancel_closes_at > activity.ends_at, "取消截止不能晚于活动结束。"),
        (
            "checkin_opens_at",
            activity.checkin_opens_at >= activity.checkin_closes_at,
            "签到开始要早于签到结束。",
        ),
        ("checkin_opens_at", activity.checkin_opens_at >= activity.ends_at, "签到开始要早于活动结束。"),
        ("checkin_closes_at", activity.checkin_closes_at <= activity.starts_at, "签到结束要晚于活动开始。"),
        (
            "checkin_radius_m",
            activity.checkin_radius_m is not None and activity.latitude is None,
            "要按距离签到，请先标出地点的位置。",
        ),
    ]
    errors: Errors = {}
    for field, is_wrong, message in rules:
        if is_wrong:
            errors.setdefault(field, []).append(message)
    if activity.has_sessions and (outside := sessions_outside(activity)):
        errors["sessions"] = [f"“{title}”不在活动的时间之内。" for title in outside]
    if activity.form_id is not None:
        findings = unreachable(stored_form(activity.form_id).definition)
        # "unknown" means too many combinations to try out: no reason to refuse.
        for finding in findings:
            if finding.kind != "unknown":
                errors.setdefault(f"questions.{finding.key}", []).append(finding.reason)
    return errors
