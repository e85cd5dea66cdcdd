"""Cover and attachments of a plan: shown, taken with the form, taken away."""

from __future__ import annotations

from typing import NamedTuple

from flask import request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.models import Activity
from backend.activities.pictures import files_of
from backend.activities.services.files import Purpose, find_media, put_up, take_away
from backend.auth import current_member_id
from backend.console.activities.blueprint import blueprint, shown_activity
from backend.console.rendering import done
from backend.errors import DomainError, Forbidden, NotFound
from backend.media.links import media_url
from backend.media.models import Media
from backend.scope import ORGANIZE

_PURPOSES: tuple[tuple[str, Purpose], ...] = (("cover", "cover"), ("attachments", "attachment"))


class Attached(NamedTuple):
    id: int
    name: str
    size: str
    url: str


class Files(NamedTuple):
    """The cover, if any, and the attachments, oldest first."""

    cover: Attached | None
    attachments: list[Attached]


def files_shown(activity: Activity) -> Files:
    """Both, by one statement."""
    rows = list(files_of(activity.id, "cover", "attachment").order_by(Media.id))
    covers = [_attached(one) for one in rows if one.purpose == "cover"]
    return Files(covers[-1] if covers else None, [_attached(one) for one in rows if one.purpose == "attachment"])


def _attached(media: Media) -> Attached:
    kilobytes = media.size / 1024
    size = f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1024 else f"{max(1, round(kilobytes))} KB"
    return Attached(media.id, media.name, size, media_url(media, clock.now_ms()))


def keep_uploads(activity: Activity, staff_id: int) -> list[str]:
    """Put up what came with the form; why it did not work, file by file. The plan itself is saved by then."""
    problems = []
    for field, purpose in _PURPOSES:
        for file in request.files.getlist(field):
            if not file.filename:
                continue
            try:
                put_up(activity, purpose, file.read(), file.filename, staff_id)
            except DomainError as refusal:
                problems.append(f"{file.filename}：{refusal.message}")
    return problems


@blueprint.post("/<entity_id:activity_id>/media/<entity_id:media_id>/remove")
def remove_file(activity_id: int, media_id: int) -> BaseResponse:
    """Take a cover, an attachment or a photo away."""
    shown = shown_activity(activity_id, ORGANIZE)
    media = find_media().where(Media.id == media_id, Media.subject_id == activity_id).first()
    if media is None:
        raise NotFound
    if media.purpose == "photo" and not shown.can_judge:
        raise Forbidden
    take_away(media, current_member_id())
    if media.purpose == "photo":
        return done("已删除这张照片。", to=url_for("console_activities.report", activity_id=activity_id))
    words = "封面已去掉。" if media.purpose == "cover" else "附件已删除。"
    return done(words, to=url_for("console_activities.plan", activity_id=activity_id, _anchor="files"))
