"""Keeping pictures and files, and taking them away. Who may do so is for the feature that they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import peewee

from backend import clock
from backend.audit.services import record
from backend.database import after_commit, atomic, new_id
from backend.media import store
from backend.media.attachments import clean_name, read_attachment
from backend.media.errors import ReferenceUsed, TooManyPhotos
from backend.media.models import Media, MediaCheck
from backend.media.pictures import read_picture
from backend.members.services import hold_member

PENDING_A_DAY = 30
UPLOADS_A_DAY = 100  # what was checked already, too: nobody fills the disk


@dataclass(frozen=True)
class Upload:
    """What is uploaded, by whom, for what. `client_ref` tells a repeat from a second upload of the same file."""

    content: bytes
    name: str
    subject_kind: str
    subject_id: int
    purpose: str
    uploaded_by: int
    client_ref: str | None = None
    caption: str = ""
    # False for what others may see only after a check.
    is_trusted: bool = False


@dataclass(frozen=True)
class _Kept:
    content: bytes
    name: str
    mime: str
    width: int | None = None
    height: int | None = None


def keep_image(upload: Upload) -> tuple[Media, bool]:
    """Keep a picture; True if this request did. The same `client_ref` again is the same picture.

    Raises PictureUnreadable, TooManyPhotos, ReferenceUsed.
    """
    known = _find(upload)
    if known is not None:
        return known, False
    picture = read_picture(upload.content)
    name = clean_name(upload.name, ".png" if picture.mime == "image/png" else ".jpg")
    return _keep(upload, _Kept(picture.content, name, picture.mime, picture.width, picture.height))


def keep_file(upload: Upload) -> tuple[Media, bool]:
    """Keep an attachment; True if this request did. Raises FileRefused, ReferenceUsed."""
    known = _find(upload)
    if known is not None:
        return known, False
    attachment = read_attachment(upload.content, upload.name)
    return _keep(upload, _Kept(attachment.content, attachment.name, attachment.mime))


def _find(upload: Upload) -> Media | None:
    if upload.client_ref is None:
        return None
    known: Media | None = Media.get_or_none(
        Media.uploaded_by == upload.uploaded_by, Media.client_ref == upload.client_ref
    )
    if known is None:
        return None
    told = (known.subject_kind, known.subject_id, known.purpose)
    if told != (upload.subject_kind, upload.subject_id, upload.purpose):
        raise ReferenceUsed
    return known


def _keep(upload: Upload, kept: _Kept) -> tuple[Media, bool]:
    media_id = new_id()
    # Before the row: whoever finds the row finds the file. One without a row is swept up later.
    store.write_file(store.path_of(media_id), kept.content)
    try:
        return _insert(media_id, upload, kept), True
    except peewee.IntegrityError:
        store.delete_file(media_id)
        known = _find(upload)  # the same upload was faster on another connection
        if known is None:
            raise
        return known, False
    except BaseException:
        store.delete_file(media_id)
        raise


def _insert(media_id: int, upload: Upload, kept: _Kept) -> Media:
    with atomic():
        # One upload of a member at a time, and none of somebody who is leaving.
        hold_member(upload.uploaded_by)
        if not upload.is_trusted:
            _refuse_too_many(upload.uploaded_by)
        media: Media = Media.create(
            id=media_id,
            subject_kind=upload.subject_kind,
            subject_id=upload.subject_id,
            purpose=upload.purpose,
            name=kept.name,
            caption=upload.caption,
            mime=kept.mime,
            size=len(kept.content),
            width=kept.width,
            height=kept.height,
            digest=hashlib.sha256(kept.content).hexdigest(),
            state="clear" if upload.is_trusted else "pending",
            client_ref=upload.client_ref,
            uploaded_by=upload.uploaded_by,
        )
        if not upload.is_trusted:
            MediaCheck.create(media=media)
    return media


def _refuse_too_many(member_id: int) -> None:
    today, _ = clock.business_day(clock.business_today())
    mine = Media.select().where(Media.uploaded_by == member_id, Media.created_at >= today)
    if mine.where(Media.state == "pending").count() >= PENDING_A_DAY:
        raise TooManyPhotos
    if mine.count() >= UPLOADS_A_DAY:
        raise TooManyPhotos("今天上传的照片已经很多，请明天再传。")


def delete_media(media: Media) -> bool:
    """Take a picture or file away, file and all; False if somebody else just did."""
    with atomic():
        removed = Media.delete().where(Media.id == media.id).execute()
        after_commit(lambda: store.delete_file(media.id))
    return bool(removed)


def decide(media: Media, verdict: str, decided_by: int | None, organization_id: int, reason: str = "") -> Media:
    """Clear or block a picture, one that was decided before too. Saying the same twice is one decision.

    `decided_by`: a member of staff; None is WeChat.
    """
    with atomic():
        now = clock.now()
        changed = Media.update(state=verdict, checked_at=now).where(Media.id == media.id, Media.state != verdict)
        if changed.execute():
            MediaCheck.update(state="done").where(MediaCheck.media == media.id).execute()
            record(
                action=f"media.{verdict}",
                subject_kind="media",
                subject_id=media.id,
                actor_id=decided_by,
                actor_kind="staff" if decided_by else "system",
                about_member_id=media.uploaded_by_id,
                organization_id=organization_id,
                reason=reason,
            )
    found: Media = Media.get_by_id(media.id)
    return found
