"""Covers and attachments, as staff put them up and take them away; and photos, as staff judge them."""

from __future__ import annotations

from typing import Any, Literal

import peewee

from backend.activities.models import Activity
from backend.activities.pictures import SUBJECT, files_of
from backend.audit.services import record
from backend.database import atomic
from backend.errors import DomainError
from backend.media.models import Media, MediaCheck
from backend.media.services import Upload, delete_media, keep_file, keep_image
from backend.members.models import Member

MOST_ATTACHMENTS = 10

Purpose = Literal["cover", "attachment"]


class TooManyAttachments(DomainError):
    status, code, message = 409, "too_many_attachments", f"一个活动最多 {MOST_ATTACHMENTS} 个附件，请先删除不用的。"


def put_up(
    activity: Activity, purpose: Purpose, content: bytes, name: str, staff_id: int, client_ref: str | None = None
) -> tuple[Media, bool]:
    """Set the cover, in place of the one there was, or add an attachment; True if this request did.

    Members see it at once. Raises FileRefused, PictureUnreadable, ReferenceUsed, TooManyAttachments.
    """
    upload = Upload(
        content=content,
        name=name,
        subject_kind=SUBJECT,
        subject_id=activity.id,
        purpose=purpose,
        uploaded_by=staff_id,
        client_ref=client_ref,
        is_trusted=True,
    )
    if purpose == "attachment":
        # Two colleagues at the same moment may make it eleven; nothing depends on it.
        if files_of(activity.id, "attachment").count() >= MOST_ATTACHMENTS:
            raise TooManyAttachments
        media, is_new = keep_file(upload)
    else:
        media, is_new = keep_image(upload)
        for older in files_of(activity.id, "cover").where(Media.id < media.id):
            delete_media(older)
    if is_new:
        _audit("added", media, activity.organization_id, staff_id)
    return media, is_new


def take_away(media: Any, staff_id: int) -> None:
    """Take a cover, an attachment or anybody's photo away; `media` as `find_media` selects it."""
    with atomic():
        if delete_media(media):
            _audit("deleted", media, media.activity.organization_id, staff_id)


def find_media() -> Any:
    """Pictures and files of activities as a query, each with its `activity`, its `check` if any, and its uploader."""
    return (
        Media.select(Media, Activity, MediaCheck, Member)
        .join(Activity, on=(Media.subject_id == Activity.id), attr="activity")
        .switch(Media)
        .join(MediaCheck, peewee.JOIN.LEFT_OUTER, on=(MediaCheck.media == Media.id), attr="check")
        .switch(Media)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=Media.uploaded_by)
        .where(Media.subject_kind == SUBJECT)
    )


def _audit(what: str, media: Media, organization_id: int, staff_id: int) -> None:
    record(
        action=f"media.{what}",
        subject_kind="media",
        subject_id=media.id,
        actor_id=staff_id,
        about_member_id=media.uploaded_by_id if media.purpose == "photo" else None,
        organization_id=organization_id,
        detail={"purpose": media.purpose, "activity_id": str(media.subject_id)},
    )
