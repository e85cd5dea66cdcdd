"""Every refusal has one shape, a true status and a sentence a person can act on."""

from __future__ import annotations

import json

import pytest

BIG = "字" * 400_000


def assert_error(response, status, code=None):
    assert response.status_code == status, response.text
    assert set(response.json) == {"code", "message", "errors"}
    assert any("\u4e00" <= character <= "\u9fff" for character in response.json["message"])
    if code:
        assert response.json["code"] == code


def test_unknown_path_is_404(client):
    assert_error(client.get("/nothing/here"), 404, "not_found")


def test_wrong_method_is_405_and_says_what_is_allowed(client):
    response = client.get("/login")

    assert_error(response, 405, "method_not_allowed")
    assert "POST" in response.headers["Allow"]


def test_id_beyond_64_bits_is_404(as_member):
    assert_error(as_member.get(f"/activities/{10**23}"), 404, "not_found")


def test_id_of_63_bits_that_is_not_there_is_404(as_member):
    assert_error(as_member.get(f"/activities/{2**63 - 1}"), 404, "not_found")


def test_body_that_is_too_large_is_413(as_member):
    assert_error(as_member.post("/tasks/seen", {"key": BIG}), 413, "too_large")


@pytest.mark.parametrize(
    "body", [b"{", b"", b"\xff\xfe\x00", '{"key": "\ud800"}'.encode("utf-8", "surrogatepass"), b"[" * 100_000]
)
def test_body_that_is_not_json_is_refused(as_member, body):
    response = as_member.post("/tasks/seen", data=body, content_type="application/json")

    assert response.status_code in (400, 422)
    assert_error(response, response.status_code)


def test_lying_content_type_is_refused(as_member):
    response = as_member.post("/tasks/seen", data=b"\x89PNG", content_type="image/png")

    assert_error(response, 415, "unsupported_media_type")


@pytest.mark.parametrize("body", [[], "text", 5, None, {"key": 5}, {"key": None}, {"key": "x", "more": 1}])
def test_body_of_another_shape_is_422_and_names_the_field(as_member, body):
    response = as_member.post("/tasks/seen", data=json.dumps(body), content_type="application/json")

    assert_error(response, 422, "invalid_input")
    assert response.json["errors"]


@pytest.mark.parametrize("text", ["a\u0000b", "a\ud800b"])
def test_character_no_database_can_keep_is_refused(as_member, text):
    response = as_member.post("/tasks/seen", data=json.dumps({"key": text}), content_type="application/json")

    assert_error(response, 422, "invalid_input")


def test_number_json_does_not_have_is_refused(as_member):
    response = as_member.post("/tasks/seen", data=b'{"key": NaN}', content_type="application/json")

    assert_error(response, 400, "bad_request")


def test_fault_of_ours_is_500_without_details(app, as_member, monkeypatch):
    monkeypatch.setattr("backend.home.api.me_payload", lambda _caller: 1 / 0)

    response = as_member.get("/me")

    assert_error(response, 500, "internal_error")
    assert "ZeroDivision" not in response.text


def test_request_id_is_echoed_when_it_is_one_and_made_when_it_is_not(client):
    assert (
        client.get("/healthz", headers={"X-Request-Id": "abcd-1234-efgh"}).headers["X-Request-Id"] == "abcd-1234-efgh"
    )
    made = client.get("/healthz", headers={"X-Request-Id": "x\ty"}).headers["X-Request-Id"]
    assert len(made) == 16


def test_rate_limit_is_429(config, database, clock, simulator):
    import dataclasses

    from backend.app import create_app
    from tests.phone import Phone

    limited = dataclasses.replace(config, limits=dataclasses.replace(config.limits, enabled=True, login="2 per minute"))
    client = Phone(create_app(limited))
    answers = [client.post("/login", {"code": "x"}) for _ in range(3)]

    assert [answer.status_code for answer in answers[:2]] == [401, 401]
    assert_error(answers[2], 429, "too_many_requests")


def test_words_about_fields_are_chinese(as_member):
    response = as_member.post("/subscriptions", {"results": 5, "client_ref": 7, "more": 1})

    for messages in response.json["errors"].values():
        assert all(any("\u4e00" <= character <= "\u9fff" for character in message) for message in messages)
