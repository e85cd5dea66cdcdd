"""Compiled dumps answer exactly what marshmallow would."""

from __future__ import annotations

from collections import namedtuple
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import marshmallow as ma
import pytest

from backend.dumping import compile_dump
from backend.schemas import Id, Moment, OrganizationRef

MOMENT = datetime(2026, 4, 23, 6, 0, 1, 999_000, tzinfo=UTC)
VALUES: dict[type, Any] = {
    Moment: MOMENT,
    ma.fields.String: "王敏",
    ma.fields.Integer: 7,
    ma.fields.Float: 1.5,
    ma.fields.Boolean: True,
    ma.fields.Field: {"any": [1, None]},
}


@pytest.fixture
def engine() -> str:
    """What a schema makes of an object does not depend on the engine."""
    return "sqlite"


def response_schemas(app: Any) -> dict[str, ma.Schema]:
    """Every schema a route answers with, by the route and its status."""
    found = {}
    for endpoint, view in app.view_functions.items():
        documented = getattr(view, "_apidoc", {}).get("response", {}).get("responses", {})
        for status, answers in documented.items():
            for number, answer in enumerate(answers if isinstance(answers, list) else [answers]):
                if isinstance(answer, dict) and isinstance(answer.get("schema"), ma.Schema):
                    found[f"{endpoint} {status} {number}"] = answer["schema"]
    return found


def value_for(field: Any, shape: Any) -> Any:
    """A value this field could be given."""
    if isinstance(field, ma.fields.Nested):
        one = source_for(field.schema, shape)
        return [one, one] if field.many or field.schema.many else one
    if isinstance(field, ma.fields.List):
        return [value_for(field.inner, shape), value_for(field.inner, shape)]
    if isinstance(field, ma.fields.Dict):
        return {"一": None if field.value_field is None else value_for(field.value_field, shape), "two": None}
    return next(VALUES[kind] for kind in type(field).__mro__ if kind in VALUES)


def source_for(schema: ma.Schema, shape: Any) -> Any:
    """An object with everything the schema shows; `shape` makes it from attributes."""
    return shape({field.attribute or name: value_for(field, shape) for name, field in schema.dump_fields.items()})


def as_row(attributes: dict[str, Any]) -> Any:
    return namedtuple("Row", attributes, rename=True)(**attributes) if attributes else ()


def as_object(attributes: dict[str, Any]) -> Any:
    return SimpleNamespace(**attributes)


def without_every_second(attributes: dict[str, Any]) -> Any:
    # But not without "items": marshmallow would find the method of the dict.
    return {name: value for number, (name, value) in enumerate(attributes.items()) if number % 2 or name == "items"}


def with_nothing(attributes: dict[str, Any]) -> Any:
    return dict.fromkeys(attributes)


def test_every_answer_is_what_marshmallow_would_give(app):
    schemas = response_schemas(app)
    assert len(schemas) > 50

    for name, schema in schemas.items():
        for shape in (dict, as_object, without_every_second, with_nothing):
            source = source_for(schema, shape)
            assert compile_dump(schema)(source) == type(schema).dump(schema, source), (name, shape.__name__)
            assert schema.dump(source) == type(schema).dump(schema, source), (name, shape.__name__)


def test_order_of_the_answer_is_the_schema_s(app):
    for name, schema in response_schemas(app).items():
        source = source_for(schema, dict)
        assert list(schema.dump(source)) == list(type(schema).dump(schema, source)), name


class Shown(ma.Schema):
    """Fields and options that need marshmallow itself, beside some that do not."""

    id = Id()
    name = ma.fields.String(data_key="Name")
    raw = ma.fields.String(attribute="bytes")
    far = ma.fields.String(attribute="owner.name")
    given = ma.fields.Integer(dump_default=5)
    text = ma.fields.Integer(as_string=True)
    exact = ma.fields.Decimal(places=2)
    always = ma.fields.Constant("same")
    method = ma.fields.Method("shout")
    function = ma.fields.Function(lambda one: one and "f")
    hidden = ma.fields.String(load_only=True)
    tags = ma.fields.List(ma.fields.String())
    days = ma.fields.List(ma.fields.Date())
    counts = ma.fields.Dict(keys=ma.fields.Integer(), values=ma.fields.String())
    by_day = ma.fields.Dict(keys=ma.fields.Date(), values=ma.fields.Integer())
    anything = ma.fields.Dict()
    homes = ma.fields.Nested(OrganizationRef, many=True)
    plucked = ma.fields.Pluck(OrganizationRef, "name")

    def shout(self, _one: Any) -> str:
        return "!"


EVERYTHING = {
    "id": 2**62,
    "name": "王敏",
    "bytes": "王".encode(),
    "owner": {"name": "甲"},
    "text": 3,
    "exact": "1.5",
    "hidden": "no",
    "tags": ["a", None],
    "days": [MOMENT.date()],
    "counts": {"1": None, 2: 3},
    "by_day": {MOMENT.date(): 1},
    "anything": {"a": {1}},
    "homes": [{"id": 1, "name": "一"}, {"id": 2}],
    "plucked": {"id": 3, "name": "三"},
}


@pytest.mark.parametrize("shape", [dict, as_row, as_object, without_every_second, with_nothing])
def test_unknown_kinds_of_fields_are_left_to_marshmallow(shape):
    source = shape(EVERYTHING)

    assert compile_dump(Shown())(source) == Shown().dump(source)


def test_schema_of_many(app):
    sources = [EVERYTHING, {"id": 1}]

    assert compile_dump(Shown(many=True))(sources) == Shown(many=True).dump(sources)
    assert compile_dump(Shown(only=("id", "name")))(EVERYTHING) == {"id": str(2**62), "Name": "王敏"}


def test_schema_with_hooks_is_left_to_marshmallow():
    class Hooked(ma.Schema):
        name = ma.fields.String()

        @ma.post_dump
        def add(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
            return {**data, "added": True}

    class Around(ma.Schema):
        inner = ma.fields.Nested(Hooked)

    assert compile_dump(Hooked())({"name": "x"}) == {"name": "x", "added": True}
    assert compile_dump(Around())({"inner": {"name": "x"}}) == {"inner": {"name": "x", "added": True}}
