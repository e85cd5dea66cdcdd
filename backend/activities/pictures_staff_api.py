"""Covers and attachments from staff, and the photos they must look at."""

from __future__ import annotations

from typing import Any

import peewee
from flask import current_app, request

from backend import clock
from backend.activities.models import Activity
from backend.activities.pictures import SUBJECT, files_of, require_media, staff_media
from backend.activities.pictures_schemas import MediaUploadSchema, StaffMediaQuery, StaffMediaSchema
from backend.audit.services import record
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.database import atomic
from backend.errors import DomainError, NotFound
from backend.media.errors import FileRefused, PictureUnreadable, ReferenceUsed
from backend.media.links import STAFF, media_url
from backend.media.models import Media, MediaCheck
from backend.media.services import Upload, decide, delete_media, keep_file, keep_image
from backend.schemas import page_of, paginate
from backend.scope import WRITE

blueprint = Blueprint(
    "media_staff", access=Access.STAFF, url_prefix="/staff", description="Pictures and files, as staff keep them."
)

_MOST_ATTACHMENTS = 10


class TooManyAttachments(DomainError):
    status, code, message = 409, "too_many_attachments", f"一个活动最多 {_MOST_ATTACHMENTS} 个附件，请先删除不用的。"


@blueprint.before_request
def _allow_uploads() -> None:
    request.max_content_length = current_app.config["LIANYI"].server.max_upload_bytes


@blueprint.post("/activities/<entity_id:activity_id>/media")
@blueprint.arguments(MediaUploadSchema, location="files")
@blueprint.response(201, StaffMediaSchema)
@blueprint.alt_response(200, schema=StaffMediaSchema, description="Uploaded before.", success=True)
@blueprint.refuses(NotFound, FileRefused, PictureUnreadable, ReferenceUsed, TooManyAttachments)
def upload_media(form: dict[str, Any], activity_id: int) -> tuple[dict[str, Any], int]:
    """Set the cover, in place of the one there was, or add an attachment. Members see it at once."""
    activity = Activity.get_or_none(Activity.id == activity_id)
    if activity is None:
        raise NotFound
    current_caller().scope.require(activity.organization_id, WRITE)
    purpose = form["purpose"]
    upload = Upload(
        content=form["file"].read(),
        name=form["file"].filename or "",
        subject_kind=SUBJECT,
        subject_id=activity_id,
        purpose=purpose,
        uploaded_by=current_member_id(),
        client_ref=form["client_ref"],
        is_trusted=True,
    )
    if purpose == "attachment":
        # Two colleagues at the same moment may make it eleven; nothing depends on it.
        if files_of(activity_id, "attachment").count() >= _MOST_ATTACHMENTS:
            raise TooManyAttachments
        media, is_new = keep_file(upload)
    else:
        media, is_new = keep_image(upload)
        for older in files_of(activity_id, "cover").where(Media.id < media.id):
            delete_media(older)
    if is_new:
        _audit("added", media, activity.organization_id)
    return _one(media.id), 201 if is_new else 200


@blueprint.delete("/media/<entity_id:media_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def remove_media(media_id: int) -> None:
    """Take a cover, an attachment or anybody's photo away."""
    media = require_media(current_caller().scope, media_id)
    with atomic():
        if delete_media(media):
            _audit("deleted", media, media.activity.organization_id)


@blueprint.get("/media")
@blueprint.arguments(StaffMediaQuery, location="query")
@blueprint.response(200, page_of(StaffMediaSchema))
def list_media(query: dict[str, Any]) -> dict[str, Any]:
    """Pictures and files of activities in my scope by state; of pending ones first those that wait for staff."""
    rows = (
        staff_media()
        .where(Media.state == query["state"], Activity.organization << current_caller().scope.organizations())
        .order_by(peewee.Case(None, [(MediaCheck.state == "staff", 0)], 1), Media.id)
    )
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": [_row(media) for media in page["items"]]}


@blueprint.post("/media/<entity_id:media_id>/clear")
@blueprint.response(200, StaffMediaSchema)
@blueprint.refuses(NotFound)
def clear_media(media_id: int) -> dict[str, Any]:
    """Let everybody see it who sees the activity."""
    return _decided(media_id, "clear")


@blueprint.post("/media/<entity_id:media_id>/block")
@blueprint.response(200, StaffMediaSchema)
@blueprint.refuses(NotFound)
def block_media(media_id: int) -> dict[str, Any]:
    """Let nobody see it but staff."""
    return _decided(media_id, "blocked")


def _decided(media_id: int, verdict: str) -> dict[str, Any]:
    media = require_media(current_caller().scope, media_id)
    decide(media, verdict, current_member_id(), media.activity.organization_id)
    return _one(media_id)


def _one(media_id: int) -> dict[str, Any]:
    media = staff_media().where(Media.id == media_id).first()
    if media is None:  # a colleague deleted it meanwhile
        raise NotFound
    return _row(media)


def _row(media: Any) -> dict[str, Any]:
    names = ("id", "width", "height", "purpose", "state", "name", "caption", "mime", "size", "created_at")
    check = getattr(media, "check", None)
    waits_for = "staff" if check is not None and check.state == "staff" else "wechat"
    return {
        **{name: getattr(media, name) for name in names},
        "url": media_url(media, clock.now_ms(), STAFF),
        "waits_for": waits_for if media.state == "pending" else None,
        "uploaded_by": media.uploaded_by,
        "activity": media.activity,
    }


def _audit(what: str, media: Media, organization_id: int) -> None:
    record(
        action=f"media.{what}",
        subject_kind="media",
        subject_id=media.id,
        actor_id=current_member_id(),
        about_member_id=media.uploaded_by_id if media.purpose == "photo" else None,
        organization_id=organization_id,
        detail={"purpose": media.purpose, "activity_id": str(media.subject_id)},
    )
