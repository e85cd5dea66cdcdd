"""Covers and attachments from staff, and the photos they must look at."""

from __future__ import annotations

from typing import Any

import peewee
from flask import current_app, request

from backend import clock
from backend.activities.models import Activity
from backend.activities.pictures_schemas import MediaUploadSchema, StaffMediaQuery, StaffMediaSchema
from backend.activities.services.files import TooManyAttachments, find_media, put_up, take_away
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import Forbidden, NotFound
from backend.media.errors import FileRefused, PictureUnreadable, ReferenceUsed
from backend.media.links import STAFF, media_url
from backend.media.models import Media, MediaCheck
from backend.media.services import decide
from backend.schemas import page_of, paginate
from backend.scope import ORGANIZE, READ, WRITE

blueprint = Blueprint(
    "media_staff", access=Access.ORGANIZING, url_prefix="/staff", description="Pictures and files, as staff keep them."
)


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
    current_caller().scope.require(activity.organization_id, ORGANIZE)
    file = form["file"]
    media, is_new = put_up(
        activity, form["purpose"], file.read(), file.filename or "", current_member_id(), form["client_ref"]
    )
    return _one(media.id), 201 if is_new else 200


@blueprint.delete("/media/<entity_id:media_id>")
@blueprint.response(204)
@blueprint.refuses(NotFound)
def remove_media(media_id: int) -> None:
    """Take a cover, an attachment or anybody's photo away."""
    media = _require(media_id, ORGANIZE)
    if media.purpose == "photo":  # what members show one another is for staff to judge
        current_caller().scope.require(media.activity.organization_id, WRITE)
    take_away(media, current_member_id())


@blueprint.get("/media")
@blueprint.arguments(StaffMediaQuery, location="query")
@blueprint.response(200, page_of(StaffMediaSchema))
def list_media(query: dict[str, Any]) -> dict[str, Any]:
    """Pictures and files of activities in my scope by state; of pending ones first those that wait for staff."""
    scope = current_caller().scope
    if not scope.roots(READ):
        raise Forbidden
    rows = (
        find_media()
        .where(Media.state == query["state"], Activity.organization << scope.organizations())
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
    media = _require(media_id)
    decide(media, verdict, current_member_id(), media.activity.organization_id)
    return _one(media_id)


def _require(media_id: int, names: tuple[str, ...] = WRITE) -> Any:
    """The picture or file with its activity; NotFound outside the caller's scope, Forbidden without such a role."""
    media = find_media().where(Media.id == media_id).first()
    if media is None:
        raise NotFound
    current_caller().scope.require(media.activity.organization_id, names)
    return media


def _one(media_id: int) -> dict[str, Any]:
    media = find_media().where(Media.id == media_id).first()
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
