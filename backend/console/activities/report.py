"""What an activity came to: figures, what people said, photos to judge; the link to hand on, and closing it."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.services.files import find_media
from backend.activities.services.reporting import close_report, hand_on_report, report_of
from backend.auth import current_member_id
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.rendering import done, render
from backend.errors import NotFound
from backend.media.links import STAFF, media_url
from backend.media.models import Media
from backend.media.services import decide
from backend.scope import ORGANIZE, WRITE

_MOST_PHOTOS = 60


@blueprint.get("/<entity_id:activity_id>/report")
def report(activity_id: int) -> Response:
    """What it came to so far; final once it is closed."""
    return _report_page(shown_activity(activity_id))


def _report_page(shown: Shown, link: dict[str, Any] | None = None) -> Response:
    made = report_of(shown.activity)
    return render(
        "activities/report.html",
        **head_of(shown, "report"),
        report=made,
        rate=None if made["numbers"]["rate"] is None else round(made["numbers"]["rate"] * 100),
        clocks=[f"{clock.in_business_zone(step['at']):%H:%M}" for step in made["arrivals"]["steps"]],
        waiting=_waiting(shown) if shown.can_judge else [],
        link=link,
        is_over=shown.phase in ("ended", "reported"),
    )


def _waiting(shown: Shown) -> list[dict[str, Any]]:
    """Photos that others do not see yet, those first that wait for staff; with links for whoever judges them."""
    rows = find_media().where(Media.subject_id == shown.activity.id, Media.purpose == "photo", Media.state == "pending")
    now = clock.now_ms()
    photos = [
        {
            "id": media.id,
            "caption": media.caption,
            "by": media.uploaded_by.name if media.uploaded_by else "已注销",
            "url": media_url(media, now, STAFF),
            "is_for_staff": getattr(media, "check", None) is not None and media.check.state == "staff",
        }
        for media in rows.order_by(Media.id).limit(_MOST_PHOTOS)
    ]
    return sorted(photos, key=lambda photo: not photo["is_for_staff"])


@blueprint.post("/<entity_id:activity_id>/report/link")
def report_link(activity_id: int) -> Response:
    """A link that shows the report, ready to print, to whoever has it; for a week."""
    shown = shown_activity(activity_id, ORGANIZE)
    base_url = current_app.config["LIANYI"].server.base_url
    return _report_page(shown, hand_on_report(shown.activity, current_member_id(), base_url))


@blueprint.post("/<entity_id:activity_id>/report/close")
def close(activity_id: int) -> BaseResponse:
    """Close it: attendance is settled, feedback is taken no more. Done before, it stays done."""
    shown_activity(activity_id, ORGANIZE)
    close_report(activity_id, current_member_id())
    return done(
        "已结项。出席情况已记入会员的参与记录。", to=url_for("console_activities.report", activity_id=activity_id)
    )


@blueprint.post("/<entity_id:activity_id>/photos/<entity_id:media_id>/<any(clear, block):verdict>")
def judge_photo(activity_id: int, media_id: int, verdict: str) -> BaseResponse:
    """Let everybody see a photo who sees the activity, or nobody but staff."""
    shown = shown_activity(activity_id, WRITE)
    media = find_media().where(Media.id == media_id, Media.subject_id == activity_id, Media.purpose == "photo").first()
    if media is None:
        raise NotFound
    state = "clear" if verdict == "clear" else "blocked"
    decide(media, state, current_member_id(), shown.activity.organization_id)
    words = "照片已公开。" if state == "clear" else "照片已拦下，只有工作人员看得到。"
    return done(words, to=url_for("console_activities.report", activity_id=activity_id, _anchor="photos"))
