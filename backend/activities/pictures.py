"""An activity's cover, attachments and photos: who sees which, and as what."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.media.links import OWN, SHOWN, media_url
from backend.media.models import Media

SUBJECT = "activity"
_MOST_PHOTOS = 100


def cover_payload(cover: str | None) -> dict[str, Any] | None:
    """The cover of a card row as `CoverSchema` shows it."""
    if cover is None:
        return None
    media_id, width, height = (int(part) for part in cover.split())
    return {"url": media_url(Media(id=media_id), clock.now_ms()), "width": width, "height": height}


def files_payload(activity_id: int, member_id: int | None) -> dict[str, Any]:
    """Attachments, oldest first, and photos, newest first: clear ones, and my own that wait for their check."""
    seen = (Media.state == "clear") | ((Media.state == "pending") & (Media.uploaded_by == (member_id or 0)))
    rows = list(files_of(activity_id, "attachment", "photo").where(seen).order_by(Media.id))
    photos = [row for row in rows if row.purpose == "photo"][::-1]
    return {
        "attachments": [attachment_payload(row) for row in rows if row.purpose == "attachment"],
        "photos": [photo_payload(row, member_id) for row in photos[:_MOST_PHOTOS]],
    }


def files_of(activity_id: int, *purposes: str) -> Any:
    """The pictures and files of an activity for these purposes, as a query."""
    return Media.select().where(
        Media.subject_kind == SUBJECT, Media.subject_id == activity_id, Media.purpose << purposes
    )


def attachment_payload(media: Media) -> dict[str, Any]:
    """A file as `AttachmentSchema` shows it."""
    return {
        "id": media.id,
        "name": media.name,
        "size": media.size,
        "mime": media.mime,
        "url": media_url(media, clock.now_ms()),
    }


def photo_payload(media: Media, member_id: int | None) -> dict[str, Any]:
    """A photo as `PhotoSchema` shows it to this member."""
    look = SHOWN if media.state == "clear" else OWN
    return {
        "id": media.id,
        "url": media_url(media, clock.now_ms(), look),
        "width": media.width,
        "height": media.height,
        "caption": media.caption,
        "state": media.state,
        "is_mine": member_id is not None and media.uploaded_by_id == member_id,
    }
