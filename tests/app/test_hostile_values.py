"""What no phone of ours sends: hostile values in every field, path and query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from backend import app as backend_app
from tests.app.busy_world import BusyWorld, undone
from tests.app.nearly_right import AWKWARD_VALUES
from tests.people import World
from tests.phone import Phone

SOON, LATER = "2026-04-25T14:00:00+08:00", "2026-04-25T16:00:00+08:00"
NEW_ACTIVITY = {"title": "新活动", "venue": "三楼", "starts_at": SOON, "ends_at": LATER}


@pytest.fixture
def values(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Any]]:
    monkeypatch.setattr(backend_app, "close_request_connection", lambda: None)
    return BusyWorld(world).values()


def right_value(name: str, shape: dict[str, Any], values: dict[str, list[Any]]) -> Any:
    """Something the document allows for a field, leading somewhere where the name says so."""
    if "enum" in shape:
        return shape["enum"][0]
    kind = shape.get("type", "object")  # a nested shape is named, not typed
    kinds = kind if isinstance(kind, list) else [kind]
    if shape.get("format") == "date-time":
        return LATER if name == "ends_at" else SOON
    if "pattern" in shape:
        return values["organization_id" if name == "parent_id" else name][0]
    plain = {"string": "文字文字文字文字", "integer": 1, "number": 1.5, "boolean": True, "object": {}, "array": []}
    return values.get(name, [plain[kinds[0]]])[0]


def bodies(document: dict[str, Any], values: dict[str, list[Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation with a JSON body: its method, its path with real ids, a right body with every field."""
    for path, item in document["paths"].items():
        for method in item.keys() - {"parameters"}:
            media = item[method].get("requestBody", {}).get("content", {}).get("application/json")
            if media:
                fields = document["components"]["schemas"][media["schema"]["$ref"].rsplit("/", 1)[1]]["properties"]
                real = {name: entries[0] for name, entries in values.items()}
                body = {name: right_value(name, shape, values) for name, shape in fields.items()}
                code = values["invitation_code"][0] if "/invitations/" in path else real["code"]
                yield method.upper(), path.format(**{**real, "code": code}), body


def test_hostile_value_in_any_field_is_never_a_fault_of_ours(
    app: Flask, world: World, values: dict[str, list[Any]]
) -> None:
    faults = []
    tried = 0
    for method, path, body in bodies(app.test_client().get("/openapi.json").json, values):
        phone = world.phone("visitor" if "/join/" in path else "administrator" if "/staff/" in path else "member")
        for name in body:
            for value in AWKWARD_VALUES:
                with undone():
                    data = json.dumps({**body, name: value})
                    status = phone.request(method, path, data=data, content_type="application/json").status_code
                tried += 1
                if status >= 500:
                    faults.append(f"{method} {path} {name}={str(value)[:40]!a}: {status}")

    assert faults == []
    assert tried > 1_500


@pytest.mark.parametrize(
    "hostile", [str(10**23), str(2**63), str(2**63 - 1), "0", "-1", "1.0", "１", "%00", "%ff", "%2e%2e", "9" * 5_000]
)
def test_hostile_id_in_any_path_is_not_found(app: Flask, world: World, hostile: str) -> None:
    phone = world.phone("administrator")
    for path, item in app.test_client().get("/openapi.json").json["paths"].items():
        named = [parameter["name"] for parameter in item.get("parameters", [])]
        for method in item.keys() - {"parameters"} if named else ():
            asked = [
                one["name"] for one in item[method].get("parameters", []) if one["in"] == "query" and one["required"]
            ]
            query = "&".join(f"{name}=1" for name in asked)
            filled = path.format(**dict.fromkeys(named, hostile)) + (query and f"?{query}")
            # With nothing in the body, which some handlers look at before they look for what the path names.
            status = phone.request(method.upper(), filled, json={}).status_code
            assert status in (404, 422), f"{method} {filled}"
            if method == "get":
                assert status == 404, filled


LISTS = [
    ("member", "/activities?tab=open"),
    ("member", "/participation?"),
    ("member", "/profile/history?"),
    ("member", "/me/access-log?"),
    ("member", "/tasks?list=do"),
    ("member", "/notifications?"),
    ("organizer", "/organizer/activities?"),
    ("administrator", "/staff/organizations?"),
    ("administrator", "/staff/roles?"),
    ("administrator", "/staff/members?"),
    ("administrator", "/staff/invitations?"),
    ("administrator", "/staff/applications?"),
    ("administrator", "/staff/activities?"),
    ("member", "/surveys?"),
    ("member", "/suggestions?"),
    ("member", "/topics?"),
    ("administrator", "/staff/topics?"),
    ("administrator", "/staff/cases?"),
    ("administrator", "/staff/texts?"),
    ("administrator", "/staff/complaints?"),
    ("administrator", "/staff/surveys?"),
    ("administrator", "/staff/tags?"),
    ("administrator", "/staff/filters?"),
]


@pytest.mark.parametrize(("person", "path"), LISTS)
def test_page_that_makes_no_sense_is_422(world: World, person: str, path: str) -> None:
    phone = world.phone(person)
    for query in (
        "page=-1",
        "page=0",
        f"page={10**23}",
        "page=x",
        "page=1.5",
        "page=",
        "page_size=0",
        f"page_size={10**9}",
    ):
        response = phone.get(f"{path}&{query}")
        assert response.status_code == 422, query
        assert set(response.json["errors"]) == {query.partition("=")[0]}


@pytest.mark.parametrize(("person", "path"), LISTS)
def test_page_beyond_the_end_is_empty(world: World, person: str, path: str) -> None:
    response = world.phone(person).get(f"{path}&page=1000&page_size=100")

    assert response.status_code == 200
    assert response.json["items"] == []


@pytest.mark.parametrize(
    "query",
    ["%25", "_", "%27%20OR%201%3D1--", "\\", "%5C", "%F0%9F%98%80", "%E2%80%AE", "%ff", "%", "%zz", "q&q", "[]="],
)
def test_search_takes_any_text_literally(world: World, query: str) -> None:
    phone = world.phone("administrator")
    for path in ("/staff/members", "/staff/activities"):
        response = phone.get(f"{path}?q={query}")
        assert response.status_code == 200, response.text


@pytest.mark.parametrize("query", ["%00", "a%00b", "%ED%A0%80%00", "x" * 200])
def test_search_text_no_database_can_keep_or_too_long_is_422(world: World, query: str) -> None:
    assert world.phone("administrator").get(f"/staff/members?q={query}").status_code == 422


@pytest.mark.parametrize(
    "moment",
    [
        *(
            "9999-12-31T23:59:59+08:00",
            "9999-12-31T23:59:59-14:00",
            "0001-01-01T00:00:00+14:00",
            "0000-01-01T00:00:00Z",
        ),
        *("-001-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-04-25", "2026-04-25T14:00:00"),
        *("2026-02-30T14:00:00Z", "2026-04-25T25:00:00Z", "2026-04-25T14:00:00+99:99", "2026-04-25T14:00:60Z", "now"),
        *("2026-W17-6T14:00:00+08:00", "20260425T140000Z", "2026-04-25 14:00:00Z", "２０２６-04-25T14:00:00Z"),
        *("", " ", "１９９９", "2026-04-25T14:00:00+08:00\0", 0, 1.5, 10**23, True, [], {}),
    ],
)
def test_moment_outside_the_calendar_is_422_and_named(as_staff: Phone, world: World, moment: Any) -> None:
    body = {**NEW_ACTIVITY, "organization_id": str(world.chamber.id), "starts_at": moment}

    response = as_staff.post("/staff/activities", body)

    assert response.status_code == 422
    assert set(response.json["errors"]) == {"starts_at"}


def test_moment_at_the_far_end_of_the_zones_is_the_same_moment(as_staff: Phone, world: World) -> None:
    body = {**NEW_ACTIVITY, "organization_id": str(world.chamber.id), "starts_at": "2026-04-25T20:00:00+14:00"}

    response = as_staff.post("/staff/activities", body)

    assert response.json["starts_at"] == "2026-04-25T14:00:00+08:00"


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦",
        "\u202e敏王\u202c",
        "王\u200b敏",
        "مرحبا",
        "e\u0301",
        "𠮷野家",
        "<script>",
        "'; DROP TABLE member; --",
    ],
)
def test_unusual_but_real_text_is_kept_as_it_is(as_staff: Phone, world: World, text: str) -> None:
    body = {**NEW_ACTIVITY, "organization_id": str(world.chamber.id), "title": text, "description": text}

    made = as_staff.post("/staff/activities", body)

    assert made.status_code == 201
    shown = as_staff.get(f"/staff/activities/{made.json['id']}").json
    assert (shown["title"], shown["description"]) == (text, text)
