"""Photos from those who were there."""

from __future__ import annotations

from typing import Any

from flask import current_app, request

from backend.activities.pictures import SUBJECT, photo_payload
from backend.activities.pictures_schemas import PhotoUploadSchema
from backend.activities.schemas import PhotoSchema
from backend.activities.services.signing_up import view_activity
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import DomainError, NotFound
from backend.media.errors import PictureUnreadable, ReferenceUsed, TooManyPhotos
from backend.media.models import Media
from backend.media.services import Upload, delete_media, keep_image
from backend.scope import ORGANIZE

blueprint = Blueprint("photos", access=Access.MEMBER, url_prefix="", description="Photos of activities.")


class PhotosAfterCheckin(DomainError):
    """Photos are from those who are there: organizers, staff, and members who checked in."""

    status, code, message = 403, "photos_after_checkin", "签到之后就可以上传照片了。"


@blueprint.before_request
def _allow_uploads() -> None:
    request.max_content_length = current_app.config["LIANYI"].server.max_upload_bytes


@blueprint.post("/activities/<entity_id:activity_id>/photos")
@blueprint.arguments(PhotoUploadSchema, location="files")
@blueprint.response(201, PhotoSchema)
@blueprint.alt_response(200, schema=PhotoSchema, description="Uploaded before.", success=True)
@blueprint.refuses(NotFound, PhotosAfterCheckin, PictureUnreadable, TooManyPhotos, ReferenceUsed)
def upload_photo(form: dict[str, Any], activity_id: int) -> tuple[dict[str, Any], int]:
    """Add a photo. Others see it once it was found harmless; what staff upload is seen at once."""
    caller, member_id = current_caller(), current_member_id()
    card = view_activity(activity_id, member_id).card
    is_staff = caller.scope.covers(card.organization_id, ORGANIZE)
    if not (is_staff or card.is_organizer or card.checked_in_at is not None):
        raise PhotosAfterCheckin
    upload = Upload(
        content=form["file"].read(),
        name=form["file"].filename or "",
        subject_kind=SUBJECT,
        subject_id=activity_id,
        purpose="photo",
        uploaded_by=member_id,
        client_ref=form["client_ref"],
        caption=form["caption"],
        is_trusted=is_staff,
    )
    media, is_new = keep_image(upload)
    return photo_payload(media, member_id), 201 if is_new else 200


@blueprint.delete("/photos/<entity_id:photo_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def delete_photo(photo_id: int) -> None:
    """Take a photo of mine away; nobody sees it any more."""
    mine = (Media.id == photo_id, Media.purpose == "photo", Media.uploaded_by == current_member_id())
    media = Media.get_or_none(*mine)
    if media is None:
        raise NotFound
    delete_media(media)
