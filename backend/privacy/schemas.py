"""The shapes of a person's rights over their data."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Moment

CONFIRMATION = "注销"


class ExportSchema(ma.Schema):
    """Everything held about the caller, by kind."""

    exported_at = Moment(required=True)
    data = ma.fields.Dict(keys=ma.fields.String(), required=True)


class DeletionRequestSchema(ma.Schema):
    confirm = ma.fields.String(
        required=True, validate=ma.validate.OneOf([CONFIRMATION], error=f"请输入“{CONFIRMATION}”两个字。")
    )


class AccessSchema(ma.Schema):
    """Somebody looked at what is otherwise masked."""

    at = Moment(required=True)
    by_name = ma.fields.String(required=True, allow_none=True)
    what = ma.fields.String(required=True)
    reason = ma.fields.String(required=True)
