"""From draft to published to called off, each step saying before whom it reaches; and copying, and the trail."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Response, request, url_for

from backend import clock
from backend.activities.models import Activity
from backend.activities.services.burden import measure_burden
from backend.activities.services.copying import copy_activity
from backend.activities.services.history import list_history
from backend.activities.services.obstacles import find_obstacles
from backend.activities.services.plan_saving import plan_of
from backend.activities.services.planning import cancel_activity, publish_activity
from backend.activities.staff_payloads import count_to_review
from backend.activities.staff_schemas import CancelActivitySchema
from backend.auth import current_member_id
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.activities.files import files_shown
from backend.console.activities.plan_form import KIND_WORDS, typed_of
from backend.console.activities.preview import preview_of
from backend.console.fields import MOMENT_WORDS, read_moment
from backend.console.forecasts import forecast
from backend.console.lists import page_asked
from backend.console.rendering import done, read_form, render
from backend.console.words import input_moment
from backend.errors import DomainError, InvalidInput
from backend.scope import ORGANIZE

_HISTORY_PAGE = 50

# Where on the plan each obstacle is put right.
_SECTIONS = {
    "title": "what",
    "venue": "when",
    "ends_at": "when",
    "sessions": "when",
    "capacity": "who",
    "signup_opens_at": "rules",
    "signup_closes_at": "rules",
    "cancel_closes_at": "rules",
    "checkin_opens_at": "checkin",
    "checkin_closes_at": "checkin",
    "checkin_radius_m": "checkin",
}


@blueprint.get("/<entity_id:activity_id>")
def show(activity_id: int) -> Response:
    """One activity at a glance, with the next thing to do about it."""
    shown = shown_activity(activity_id)
    activity = shown.activity
    return render(
        "activities/show.html",
        **head_of(shown, "show"),
        **_phone(activity),
        to_review=count_to_review([activity_id]).get(activity_id, 0),
        kind=KIND_WORDS.get(activity.kind, "其他"),
        next_step=_next_step(shown),
    )


def _phone(activity: Activity) -> dict[str, Any]:
    return preview_of(typed_of(plan_of(activity)), activity, activity.organization.name, files_shown(activity))


def _next_step(shown: Shown) -> tuple[str, str, str] | None:
    """Words, and the label and page of the one thing that comes next; None where there is none."""
    if not shown.can_plan:
        return None
    steps = {
        "draft": ("会员还看不到这场活动。核对预览，发布后就能报名。", "去发布", "publish_form"),
        "signup_soon": ("已发布，到时间自动开放报名。", "看报名", "signups"),
        "signup_open": ("正在报名。", "看报名", "signups"),
        "signup_closed": ("报名已截止，可以准备现场：指定组织者，打开大屏。", "准备现场", "door"),
        "under_way": ("正在进行。", "看现场", "door"),
        "ended": ("活动结束了。核对数字和照片，就可以结项。", "看报告并结项", "report"),
    }
    return steps.get(shown.phase)


@blueprint.get("/<entity_id:activity_id>/publish")
def publish_form(activity_id: int) -> Response:
    """What is missing, whom it reaches, and what it asks of them, before it is published."""
    return _publish_page(shown_activity(activity_id, ORGANIZE))


def _publish_page(shown: Shown, refusal: DomainError | None = None) -> Response:
    activity = shown.activity
    obstacles = find_obstacles(activity, clock.now()) if activity.state == "draft" else {}
    plan_url = url_for("console_activities.plan", activity_id=activity.id)
    return render(
        "activities/publish.html",
        status=refusal.status if refusal else 200,
        **head_of(shown, "publish"),
        **_phone(activity),
        obstacles=[
            (f"{plan_url}#{_SECTIONS.get(field.split('.')[0], 'asked')}", words)
            for field, texts in obstacles.items()
            for words in texts
        ],
        reach=forecast("activity_published", activity.id),
        measured=measure_burden(activity),
        refusal=refusal.message if refusal else "",
    )


@blueprint.post("/<entity_id:activity_id>/publish")
def publish(activity_id: int) -> Any:
    """Make it visible. A colleague may have been faster: then it is published all the same."""
    shown = shown_activity(activity_id, ORGANIZE)
    try:
        publish_activity(activity_id, current_member_id())
    except InvalidInput as refusal:
        return _publish_page(shown, refusal)
    return done("已发布，会员现在就能看到。", to=url_for("console_activities.show", activity_id=activity_id))


@blueprint.get("/<entity_id:activity_id>/cancel")
def cancel_form(activity_id: int) -> Response:
    """Whom a cancellation would tell, and why it is called off."""
    return _cancel_page(shown_activity(activity_id, ORGANIZE))


def _cancel_page(shown: Shown, refusal: DomainError | None = None) -> Response:
    return render(
        "activities/cancel.html",
        status=refusal.status if refusal else 200,
        **head_of(shown, "cancel"),
        reach=forecast("activity_cancelled", shown.activity.id),
        values=request.form,
        errors=refusal.errors if refusal else {},
    )


@blueprint.post("/<entity_id:activity_id>/cancel")
def cancel(activity_id: int) -> Any:
    """Call it off; everybody signed up is told why."""
    shown = shown_activity(activity_id, ORGANIZE)
    try:
        reason = read_form(CancelActivitySchema)["reason"]
    except InvalidInput as refusal:
        return _cancel_page(shown, refusal)
    cancel_activity(activity_id, current_member_id(), reason)
    words = "活动已取消，已报名的会员会收到通知。" if shown.activity.state == "published" else "草稿已作废。"
    return done(words, to=url_for("console_activities.show", activity_id=activity_id))


@blueprint.get("/<entity_id:activity_id>/copy")
def copy_form(activity_id: int) -> Response:
    """When the copy is to begin; a week later, at the same time, unless that is past."""
    shown = shown_activity(activity_id, ORGANIZE)
    return _copy_page(shown, input_moment(_next_time(shown.activity.starts_at)))


def _next_time(starts_at: datetime) -> datetime:
    week = timedelta(days=7)
    return starts_at + week * max(1, -(-(clock.now() - starts_at) // week))


def _copy_page(shown: Shown, starts_at: str, refusal: DomainError | None = None) -> Response:
    return render(
        "activities/copy.html",
        status=refusal.status if refusal else 200,
        **head_of(shown, "copy"),
        values={"starts_at": starts_at},
        errors=refusal.errors if refusal else {},
        client_ref=request.form.get("client_ref") or secrets.token_hex(8),
    )


@blueprint.post("/<entity_id:activity_id>/copy")
def copy(activity_id: int) -> Any:
    """Draft the same again at another time; sent twice, it is one draft."""
    shown = shown_activity(activity_id, ORGANIZE)
    typed = request.form.get("starts_at", "")
    starts_at = read_moment(typed)
    if starts_at is None:
        return _copy_page(shown, typed, InvalidInput(errors={"starts_at": [MOMENT_WORDS]}))
    given = request.form.get("client_ref", "")[:32] or secrets.token_hex(8)
    made, _ = copy_activity(shown.activity, current_member_id(), starts_at, f"copy:{given}")
    return done("已复制成一份草稿，核对后就能发布。", to=url_for("console_activities.plan", activity_id=made.id))


@blueprint.get("/<entity_id:activity_id>/history")
def history(activity_id: int) -> Response:
    """Who did what to it, from what to what; latest first."""
    shown = shown_activity(activity_id)
    entries = list_history(activity_id, page_asked(), _HISTORY_PAGE)
    return render("activities/history.html", **head_of(shown, "history"), entries=entries)
