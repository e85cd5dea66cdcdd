"""Logging in with WeChat."""

from __future__ import annotations

from backend.accounts.models import Account, Session


def test_login_delivers_the_session_and_the_first_screen(client, simulator):
    user = simulator.add_user("新访客")

    response = client.post("/login", {"code": simulator.login_code(user)})

    assert response.status_code == 200, response.text
    body = response.json
    assert body["me"]["member"] is None
    assert {"do", "write", "read", "totals", "pass", "next_activity"} <= set(body["home"])
    assert Account.select().count() == 1
    client.token = body["token"]
    assert client.get("/me").json["account_id"] == body["me"]["account_id"]


def test_token_is_stored_only_as_a_digest(client, simulator):
    body = client.post("/login", {"code": simulator.login_code(simulator.add_user("甲"))}).json

    assert body["token"] not in [session.token_hash for session in Session.select()]


def test_second_login_of_one_person_is_the_same_account(client, simulator):
    user = simulator.add_user("甲")
    first = client.post("/login", {"code": simulator.login_code(user)}).json
    second = client.post("/login", {"code": simulator.login_code(user)}).json

    assert first["me"]["account_id"] == second["me"]["account_id"]
    assert first["token"] != second["token"]


def test_used_code_is_refused(client, simulator):
    code = simulator.login_code(simulator.add_user("甲"))
    client.post("/login", {"code": code})

    response = client.post("/login", {"code": code})

    assert (response.status_code, response.json["code"]) == (401, "login_code_invalid")


def test_wechat_down_is_said_and_nothing_is_stored(client, simulator):
    code = simulator.login_code(simulator.add_user("甲"))
    simulator.post("faults", kind="http_error", path="/sns/")

    response = client.post("/login", {"code": code})

    assert (response.status_code, response.json["code"]) == (503, "wechat_unavailable")
    assert Account.select().count() == 0
    simulator.delete("faults")
    assert client.post("/login", {"code": code}).status_code == 200


def test_missing_code_names_the_field(client):
    response = client.post("/login", {})

    assert response.status_code == 422
    assert list(response.json["errors"]) == ["code"]


def test_session_slides_while_it_is_used_and_ends_when_it_is_not(as_member, clock):
    for _ in range(3):
        clock.advance(days=20)
        assert as_member.get("/me").status_code == 200
    clock.advance(days=31)

    response = as_member.get("/me")

    assert (response.status_code, response.json["code"]) == (401, "unauthenticated")


def test_logout_ends_this_session_only(as_member, world):
    other = world.phone_of(None)

    assert as_member.post("/logout").status_code == 204
    assert as_member.get("/me").status_code == 401
    assert other.get("/me").status_code == 200


def test_logout_everywhere_ends_all_of_my_sessions(world):
    from tests.factories import make_session
    from tests.phone import Phone

    one = world.phone("member")
    two = Phone(one.app, make_session(Account.get_by_id(one.account_id)))

    assert one.delete("/sessions").status_code == 204
    assert two.get("/me").status_code == 401


def test_garbage_in_the_authorization_header_is_401(client):
    for value in ("Bearer", "Bearer ", "Basic abc", "Bearer " + "x" * 5000, "Bearer \u00e9"):
        response = client.get("/me", headers={"Authorization": value})
        assert response.status_code == 401, value
