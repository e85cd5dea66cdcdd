"""The OpenAPI document is valid, complete, and true in what it says of ids, moments and refusals."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from backend.app import create_app

METHODS = ("get", "put", "post", "patch", "delete")
NO_BODY = {"204", "304"}
# What is answered with a file instead of JSON.
FILES = {
    "GET /api/v1/staff/activities/{activity_id}/signups.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    "GET /api/v1/staff/surveys/{survey_id}/responses.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}
PUBLIC = {"POST /api/v1/login", "POST /api/v1/presence", "GET /api/v1/halls/{token}"}


@pytest.fixture
def engine() -> str:
    """The document does not depend on the engine."""
    return "sqlite"


@pytest.fixture
def document(client: Any) -> dict[str, Any]:
    response = client.get("/openapi.json")
    assert response.status_code == 200
    return dict(response.json)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """Each operation as its name, itself, and its parameters with those of its path."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                parameters = item.get("parameters", []) + item[method].get("parameters", [])
                yield f"{method.upper()} {path}", item[method], parameters


def nodes(value: Any, place: str = "#") -> Iterator[tuple[str, Any]]:
    """Everything inside a document with where it is."""
    yield place, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield from nodes(child, f"{place}/{key}")


def properties(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each property of each schema: schema, property, shape."""
    for name, schema in document["components"]["schemas"].items():
        for field, field_shape in schema.get("properties", {}).items():
            yield name, field, field_shape


def types_of(field_shape: dict[str, Any]) -> set[str]:
    kinds = field_shape.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def test_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert [
        f"{'/'.join(map(str, e.instance_path))}: {e.message}" for e in OPENAPI_31_VALIDATOR.iter_errors(document)
    ] == []


def test_every_schema_is_a_json_schema(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def test_every_reference_resolves(document: dict[str, Any]) -> None:
    for place, node in nodes(document):
        if isinstance(node, dict) and "$ref" in node:
            target: Any = document
            for part in node["$ref"].removeprefix("#/").split("/"):
                assert part in target, f"{place}: {node['$ref']}"
                target = target[part]


def test_every_schema_is_used(document: dict[str, Any]) -> None:
    used = {node["$ref"].rsplit("/", 1)[1] for _, node in nodes(document) if isinstance(node, dict) and "$ref" in node}

    assert set(document["components"]["schemas"]) - used == set()


def test_no_two_schemas_share_a_name(config: Any, database: Any) -> None:
    """apispec would call the second one `Pass1`, and warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        document = create_app(config).test_client().get("/openapi.json").json

    assert [name for name in document["components"]["schemas"] if name[-1].isdigit()] == []


def test_document_holds_every_route_of_the_api(app: Flask, document: dict[str, Any]) -> None:
    routes = {
        method + " " + re.sub("<(?:[^:<>]+:)?([^:<>]+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert {name for name, _, _ in operations(document)} == routes


def test_every_operation_has_a_summary_and_a_tag(document: dict[str, Any]) -> None:
    told = {tag["name"] for tag in document["tags"] if tag["description"]}

    for name, operation, _ in operations(document):
        assert operation.get("summary", "").endswith((".", ".)")), name
        assert set(operation["tags"]) <= told, name


def test_every_operation_but_three_asks_for_a_token(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"] == {"bearer": {"type": "http", "scheme": "bearer"}}
    open_to_all = set()
    for name, operation, _ in operations(document):
        if operation.get("security") == [{"bearer": []}]:
            assert "401" in operation["responses"], name
        else:
            open_to_all.add(name)
    assert open_to_all == PUBLIC


def test_every_answer_has_words_and_a_shape_or_no_body(document: dict[str, Any]) -> None:
    for name, operation, _ in operations(document):
        statuses = set(operation["responses"])
        assert "default" not in statuses, f"{name}: a default answer would allow every status"
        assert any(status.startswith("2") for status in statuses), name
        for status, response in operation["responses"].items():
            assert response["description"], f"{name} {status}"
            if status in NO_BODY:
                assert "content" not in response, f"{name} {status}"
            elif name in FILES and status == "200":
                assert response["content"] == {FILES[name]: {"schema": {"type": "string", "format": "binary"}}}
            else:
                assert "$ref" in response["content"]["application/json"]["schema"], f"{name} {status}"


def test_every_refusal_has_the_one_error_body_and_names_its_codes(document: dict[str, Any]) -> None:
    for name, operation, _ in operations(document):
        for status, response in operation["responses"].items():
            if status >= "400":
                schema = response["content"]["application/json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ErrorBody"}, f"{name} {status}"
                assert response["description"].startswith("`"), f"{name} {status}"


def test_every_parameter_is_in_its_path_or_in_the_query_and_described(document: dict[str, Any]) -> None:
    for name, _, parameters in operations(document):
        in_path = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
        assert in_path == {part[1:-1] for part in name.split("/") if part.startswith("{")}, name
        for parameter in parameters:
            assert parameter["in"] in ("path", "query"), name
            assert parameter["schema"], name
            if parameter["in"] == "path":
                assert parameter["required"], name
                assert parameter.get("description") or parameter["schema"].get("description"), name


def test_ids_are_strings_with_a_pattern(document: dict[str, Any]) -> None:
    found = [
        (f"{name}.{field}", field_shape)
        for name, field, field_shape in properties(document)
        if field == "id" or field.endswith("_id")
    ] + [
        (f"{name} {parameter['name']}", parameter["schema"])
        for name, _, parameters in operations(document)
        for parameter in parameters
        if parameter["name"].endswith("_id")
    ]

    assert len(found) > 50
    for place, field_shape in found:
        assert types_of(field_shape) - {"null"} == {"string"}, place
        assert field_shape["pattern"] == "^[0-9]{1,19}$", place


def test_moments_are_date_times(document: dict[str, Any]) -> None:
    moments = [
        (name, field, one) for name, field, one in properties(document) if field.endswith("_at") or field == "at"
    ]

    assert len(moments) > 50
    for name, field, field_shape in moments:
        assert types_of(field_shape) - {"null"} == {"string"}, f"{name}.{field}"
        assert field_shape["format"] == "date-time", f"{name}.{field}"


def test_every_list_is_paged_alike(document: dict[str, Any]) -> None:
    pages = {name: schema for name, schema in document["components"]["schemas"].items() if name.endswith("Page")}

    assert len(pages) > 8
    for name, operation, parameters in operations(document):
        shown = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        if shown.get("$ref", "").rsplit("/", 1)[-1] in pages:
            sizes = {parameter["name"]: parameter["schema"] for parameter in parameters}
            assert sizes["page"]["minimum"] == 1, name
            assert sizes["page_size"]["maximum"] == 100, name


def test_request_bodies_allow_no_unknown_fields(document: dict[str, Any]) -> None:
    bodies = [
        (name, media["schema"]["$ref"].rsplit("/", 1)[1])
        for name, operation, _ in operations(document)
        for media in operation.get("requestBody", {}).get("content", {}).values()
    ]

    assert len(bodies) > 20
    for name, schema in bodies:
        assert document["components"]["schemas"][schema]["additionalProperties"] is False, name


def test_every_text_in_a_request_has_a_longest_length(document: dict[str, Any]) -> None:
    requests = {
        media["schema"]["$ref"].rsplit("/", 1)[1]
        for _, operation, _ in operations(document)
        for media in operation.get("requestBody", {}).get("content", {}).values()
    }

    for name, field, field_shape in properties(document):
        if name in requests and "string" in types_of(field_shape):
            bounds = {"maxLength", "pattern", "enum", "format"}
            assert bounds & set(field_shape), f"{name}.{field}"
