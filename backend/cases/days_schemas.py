"""The shapes of days worked otherwise than the public calendar says."""

from __future__ import annotations

import marshmallow as ma

from backend.schemas import Flag, Text


class DaysQuery(ma.Schema):
    class Meta:
        unknown = ma.EXCLUDE

    year = ma.fields.Integer(load_default=None, validate=ma.validate.Range(1971, 2199))


class DayChangeSchema(ma.Schema):
    """Whether a day is worked, and what it is called (会员大会, 调休上班)."""

    is_workday = Flag(required=True)
    name = Text(load_default="", max_length=20)


class DaySchema(ma.Schema):
    day = ma.fields.String(required=True, metadata={"format": "date"})
    is_workday = ma.fields.Boolean(required=True)
    name = ma.fields.String(required=True)


class DaysSchema(ma.Schema):
    """The days set here; `unknown_years` are those whose public holidays are not known yet, `note` says so."""

    days = ma.fields.List(ma.fields.Nested(DaySchema), required=True)
    unknown_years = ma.fields.List(ma.fields.Integer(), required=True)
    note = ma.fields.String(required=True)
