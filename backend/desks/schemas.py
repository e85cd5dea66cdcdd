"""The shapes in which a phone sees browsers."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Id, Moment


class SignInRequestSchema(ma.Schema):
    """A browser that asks to be signed in."""

    browser = ma.fields.String(required=True, metadata={"description": "like Chrome / Windows"})
    asked_at = Moment(required=True, attribute="created_at")
    expires_at = Moment(required=True)
    roles = ma.fields.List(
        ma.fields.String(), required=True, metadata={"description": "what it would be let in as, in words"}
    )


class ConsoleSessionSchema(ma.Schema):
    """A browser that is signed in."""

    id = Id(required=True)
    browser = ma.fields.String(required=True)
    created_at = Moment(required=True)
    used_at = Moment(required=True)
    expires_at = Moment(required=True)


class ConsoleSessionsSchema(ma.Schema):
    items = ma.fields.List(ma.fields.Nested(ConsoleSessionSchema), required=True)
