"""Guessing costs: names against a claim, invitation codes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from backend.app import create_app
from backend.config import Config, Limits
from backend.limits import limiter
from tests.people import World
from tests.phone import Phone


@pytest.fixture
def limited(config: Config, world: World) -> Flask:
    """The application with its limits on."""
    app = create_app(replace(config, limits=Limits(enabled=True)))
    limiter.reset()
    return app


def test_guessing_invitation_codes_is_stopped_for_that_session_only(limited: Flask, world: World) -> None:
    guesser, other = world.phone_of(None), world.phone_of(None)
    guesser, other = Phone(limited, guesser.token), Phone(limited, other.token)
    statuses = [guesser.get(f"/join/invitations/ABCD{number}").status_code for number in range(2222, 2253)]
    assert statuses[:30] == [404] * 30
    assert statuses[30] == 429
    answer = guesser.post("/join/phone/confirm", {"claim_id": "1", "name": "陈晓"})
    assert (answer.status_code, answer.get_json()["code"]) == (429, "too_many_requests")
    assert other.get("/join/invitations/ABCD2222").status_code == 404


def test_trying_out_numbers_is_stopped_but_searching_by_name_is_not(limited: Flask, world: World) -> None:
    staff = Phone(limited, world.phone("auditor").token)
    statuses = [staff.get(f"/staff/members?q=199{number:08d}").status_code for number in range(31)]
    assert statuses == [200] * 30 + [429]
    for words in ("王敏", "0001"):
        assert staff.get("/staff/members", query_string={"q": words}).status_code == 200
