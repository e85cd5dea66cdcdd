"""The shapes of audiences, tags and saved filters."""

from __future__ import annotations

from datetime import date

import marshmallow as ma

from backend.audiences.services import MOST_IN_A_LIST
from backend.members.models import SOURCES
from backend.schemas import Flag, Id, Moment, OrganizationRef, PageQuery, Text

_PERCENT = ma.validate.Range(0, 100)


def _day(words: str) -> ma.fields.String:
    return ma.fields.String(
        load_default=None, allow_none=True, validate=_is_day, metadata={"format": "date", "description": words}
    )


def _days(words: str) -> ma.fields.Integer:
    return ma.fields.Integer(
        load_default=None, allow_none=True, validate=ma.validate.Range(1, 3_650), metadata={"description": words}
    )


def _is_day(text: str) -> None:
    try:
        is_one = len(text) == 10 and 1970 < date.fromisoformat(text).year < 2200
    except ValueError:
        is_one = False
    if not is_one:
        raise ma.ValidationError("请填写日期，例如 2026-01-31。")


_LIMIT = ma.validate.Length(max=MOST_IN_A_LIST)


class ComersSchema(ma.Schema):
    """Those who signed up for an activity and were accepted, or who were there."""

    id = Id(required=True)
    who = ma.fields.String(required=True, validate=ma.validate.OneOf(("signed_up", "attended")))


class FilterDefinitionSchema(ma.Schema):
    """A description of people; what is left empty narrows nothing down."""

    organizations = ma.fields.List(Id(), load_default=list, validate=_LIMIT)
    tags = ma.fields.List(Id(), load_default=list, validate=_LIMIT)
    activities = ma.fields.List(ma.fields.Nested(ComersSchema), load_default=list, validate=_LIMIT)
    is_reachable = Flag(load_default=False, metadata={"description": "only those with a WeChat account"})
    is_unclaimed = Flag(load_default=False, metadata={"description": "only those without one"})
    sources = ma.fields.List(ma.fields.String(validate=ma.validate.OneOf(SOURCES)), load_default=list)
    completeness_least = ma.fields.Integer(load_default=None, allow_none=True, validate=_PERCENT)
    completeness_most = ma.fields.Integer(load_default=None, allow_none=True, validate=_PERCENT)
    is_stale = Flag(load_default=False, metadata={"description": "only those with a section that has grown old"})
    joined_since = _day("on the roster or joined since that day")
    active_days = _days("in the mini-program within so many days")
    idle_days = _days("not in the mini-program for so many days")
    match = ma.fields.String(load_default="all", validate=ma.validate.OneOf(("all", "any")))


class AudienceSchema(FilterDefinitionSchema):
    """Who is meant: see backend/audiences/services.py."""

    filters = ma.fields.List(Id(), load_default=list, validate=_LIMIT)


class AudienceCountRequest(ma.Schema):
    organization_id = Id(required=True)
    audience = ma.fields.Nested(AudienceSchema, required=True)


class AudienceCountSchema(ma.Schema):
    count = ma.fields.Integer(required=True)


class NewTagSchema(ma.Schema):
    organization_id = Id(required=True)
    name = Text(required=True, min_length=1, max_length=20)


class TagSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    members = ma.fields.Integer(required=True)


class TaggingSchema(ma.Schema):
    add = ma.fields.List(Id(), load_default=list, validate=ma.validate.Length(max=500))
    remove = ma.fields.List(Id(), load_default=list, validate=ma.validate.Length(max=500))


class NewFilterSchema(ma.Schema):
    organization_id = Id(required=True)
    name = Text(required=True, min_length=1, max_length=40)
    definition = ma.fields.Nested(FilterDefinitionSchema, required=True)


class FilterSchema(ma.Schema):
    id = Id(required=True)
    name = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    definition = ma.fields.Nested(FilterDefinitionSchema, required=True)


class OfOrganizationQuery(PageQuery):
    organization_id = Id(load_default=None)


class MyTagSchema(ma.Schema):
    """A tag that I carry."""

    name = ma.fields.String(required=True)
    organization = ma.fields.Nested(OrganizationRef, required=True)
    at = Moment(required=True)


class MyTagsSchema(ma.Schema):
    tags = ma.fields.List(ma.fields.Nested(MyTagSchema), required=True)
