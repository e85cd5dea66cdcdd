"""The shapes of uploads and of what staff see of them."""

from __future__ import annotations

import marshmallow as ma

from backend.activities.schemas import MEDIA_STATES, CoverSchema
from backend.schemas import AttachedFile, Id, Moment, PageQuery, Text


class PhotoUploadSchema(ma.Schema):
    """A form with a picture; `client_ref` is the phone's own name for this upload, so that it can be repeated."""

    file = AttachedFile(required=True, metadata={"description": "JPEG, PNG or WebP"})
    caption = Text(load_default="", max_length=100)
    client_ref = Text(required=True, min_length=8, max_length=64)


class MediaUploadSchema(ma.Schema):
    """A form with a cover or an attachment."""

    file = AttachedFile(required=True, metadata={"description": "a picture, or PDF, docx, xlsx, pptx, txt"})
    purpose = ma.fields.String(required=True, validate=ma.validate.OneOf(("cover", "attachment")))
    client_ref = Text(load_default=None, allow_none=True, min_length=8, max_length=64)


class StaffMediaQuery(PageQuery):
    state = ma.fields.String(load_default="pending", validate=ma.validate.OneOf(MEDIA_STATES))


class UploaderSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)


class ActivityTitleSchema(ma.Schema):
    id = Id(required=True)
    title = ma.fields.String(required=True)


class StaffMediaSchema(CoverSchema):
    """A picture or file as staff see it; `waits_for` says whose verdict a pending one waits for."""

    id = Id(required=True)
    width = ma.fields.Integer(required=True, allow_none=True)
    height = ma.fields.Integer(required=True, allow_none=True)
    purpose = ma.fields.String(required=True, validate=ma.validate.OneOf(("cover", "attachment", "photo")))
    state = ma.fields.String(required=True, validate=ma.validate.OneOf(MEDIA_STATES))
    waits_for = ma.fields.String(required=True, allow_none=True, validate=ma.validate.OneOf(("wechat", "staff", None)))
    name = ma.fields.String(required=True)
    caption = ma.fields.String(required=True)
    mime = ma.fields.String(required=True)
    size = ma.fields.Integer(required=True)
    uploaded_by = ma.fields.Nested(UploaderSchema, required=True, allow_none=True)
    activity = ma.fields.Nested(ActivityTitleSchema, required=True)
    created_at = Moment(required=True)
