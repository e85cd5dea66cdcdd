"""Requests no phone of ours makes: broken bodies, lying headers, tokens and ETags that are none."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from tests.people import World
from tests.phone import Phone

DEEP = b'{"results": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b', "client_ref": "reference"}'
LONG = json.dumps({"key": "x" * 2_000_000}).encode()
VALID = b'{"key": "x"}'


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        pytest.param(DEEP, {}, (400, 422), id="deep nesting"),
        pytest.param(LONG, {}, (413,), id="too long"),
        pytest.param(b'{"key": "a", "key": "b"}', {}, (204,), id="key twice"),
        pytest.param(b'\xef\xbb\xbf{"key": "x"}', {}, (400,), id="byte order mark"),
        pytest.param('{"key": "x"}'.encode("utf-16"), {}, (400,), id="utf-16"),
        pytest.param(
            '{"key": "x"}'.encode("utf-16"),
            {"Content-Type": "application/json; charset=utf-16"},
            (400,),
            id="utf-16, told",
        ),
        pytest.param(gzip.compress(VALID), {"Content-Encoding": "gzip"}, (400,), id="gzip"),
        pytest.param(b'{"key": 1e999}', {}, (422,), id="infinite number"),
        pytest.param(b'{"key": ' + b"9" * 100_000 + b"}", {}, (400, 422), id="very long number"),
        pytest.param(VALID + b"garbage", {}, (400,), id="more after the end"),
        pytest.param(VALID, {"Content-Type": "text/plain"}, (415,), id="text"),
        pytest.param(VALID, {"Content-Type": "application/x-www-form-urlencoded"}, (415,), id="form"),
        pytest.param(VALID, {"Content-Type": "multipart/form-data"}, (415,), id="multipart without boundary"),
        pytest.param(
            VALID, {"Content-Type": "multipart/form-data; boundary=" + "b" * 5_000}, (415,), id="long boundary"
        ),
        pytest.param(VALID, {"Content-Type": "application/json; charset=no-such"}, (204,), id="unknown charset"),
        pytest.param(VALID, {"Content-Type": "application/vnd.more+json"}, (204,), id="a kind of JSON"),
        pytest.param(VALID, {"Content-Type": ";;;=\u00ff"}, (415,), id="garbage as type"),
    ],
)
def test_broken_body_is_refused(
    as_member: Phone, body: bytes, headers: dict[str, str], status: tuple[int, ...]
) -> None:
    response = as_member.post("/tasks/seen", data=body, headers={"Content-Type": "application/json", **headers})

    assert response.status_code in status
    if response.status_code >= 400:
        assert set(response.json) == {"code", "message", "errors"}


@pytest.mark.parametrize(("length", "status"), [("-5", 400), ("x", 400), (str(10**23), 413), ("1", 400)])
def test_length_that_is_not_that_of_the_body_is_refused(as_member: Phone, length: str, status: int) -> None:
    lie = {"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(VALID)}

    response = as_member.post("/tasks/seen", content_type="application/json", environ_overrides=lie)

    assert response.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b'{"\\ud800": 1}',
        b'{"key": "x", "\\udfff\\u0000": 1}',
        b'{"key": "\\uD83D"}',
        b'{"key": {"deep": ["\\udc00"]}}',
    ],
)
def test_half_a_character_is_422_wherever_it_stands(as_member: Phone, body: bytes) -> None:
    response = as_member.post("/tasks/seen", data=body, content_type="application/json")

    assert (response.status_code, response.json["code"]) == (422, "invalid_input")


def test_character_written_as_two_halves_is_one(as_member: Phone) -> None:
    response = as_member.post("/tasks/seen", data=b'{"key": "\\ud83d\\ude00"}', content_type="application/json")

    assert response.status_code == 204


@pytest.mark.parametrize(("body", "status"), [(VALID, 204), (LONG, 413), (b"", 400)])
def test_body_in_chunks_counts_like_any_other(as_member: Phone, body: bytes, status: int) -> None:
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}

    response = as_member.post("/tasks/seen", content_type="application/json", environ_overrides=chunked)

    assert response.status_code == status


@pytest.mark.parametrize(
    "given",
    [
        "",
        "Bearer",
        "Bearer ",
        "bearer \u00ff\u00ff",
        "Basic eHg6eHg=",
        "Bearer " + "x" * 60_000,
        "Bearer a b",
        ", ,",
        "Digest a=b, c",
    ],
)
def test_token_that_is_none_is_401(world: World, given: str) -> None:
    response = world.phone("member").get("/me", headers={"Authorization": given})

    assert (response.status_code, response.json["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("etag", ["", '"', 'W/"', "W/", '"a", "b", ' * 2_000, "\u00ff", "no quotes", '"\\"', ",,,"])
def test_etag_that_is_none_gets_the_whole_home(as_member: Phone, etag: str) -> None:
    assert as_member.get("/home", headers={"If-None-Match": etag}).status_code == 200


def test_any_etag_will_do_for_who_asks_so(as_member: Phone) -> None:
    assert as_member.get("/home", headers={"If-None-Match": "*"}).status_code == 304


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "image/png", "Accept-Language": "xx;q=9", "Accept-Encoding": "none;q=x"},
        {"Range": "bytes=5-1,-0", "If-Range": "x", "If-Modified-Since": "yesterday", "If-Match": "x"},
        {"X-HTTP-Method-Override": "DELETE", "X-Forwarded-For": "not an address, " * 500, "Forwarded": 'for="'},
        {"Cookie": "=;;;a=\u00ff; " * 500, "X-Request-Id": "x" * 5_000, "Expect": "100-continue", "Upgrade": "h2c"},
        {f"X-More-{number}": "x" * 100 for number in range(1_000)},
    ],
    ids=["accept", "range", "proxy", "cookie", "a thousand"],
)
def test_headers_nobody_asked_for_change_nothing(as_member: Phone, headers: dict[str, str]) -> None:
    response = as_member.get("/me", headers=headers)

    assert response.status_code == 200
    assert response.json["member"]["name"] == "王敏"
