"""What the log says of a request, and what it never says."""

from __future__ import annotations

import json
import logging

import pytest

from backend import observability
from tests.factories import make_account, make_activity, make_session
from tests.phone import Phone


class Recorder:
    """Keeps what would be logged."""

    def __init__(self) -> None:
        self.entries: list[dict[str, object]] = []

    def info(self, event: str, **fields: object) -> None:
        self.entries.append({"event": event, **fields})


@pytest.fixture
def logged(monkeypatch):
    recorder = Recorder()
    monkeypatch.setattr(observability, "log", recorder)
    return recorder.entries


def test_request_is_logged_with_ids_status_and_time(as_member, world, logged):
    activity = make_activity(world.chamber)

    as_member.get(f"/activities/{activity.id}")

    (entry,) = logged
    assert entry["path"] == f"/api/v1/activities/{activity.id}"
    assert (entry["method"], entry["status"]) == ("GET", 200)
    assert entry["ms"] >= 0


def test_codes_queries_and_tokens_are_not_in_the_log(as_visitor, logged):
    as_visitor.get("/join/invitations/SECRET99")
    as_visitor.get("/tasks?list=do&page=1")
    as_visitor.get("/no/such/王敏")

    assert len(logged) == 3
    text = json.dumps(logged, ensure_ascii=False)
    for private in ("SECRET99", "list=do", "王敏", as_visitor.token):
        assert private not in text
    assert logging.getLogger("urllib3.connectionpool").getEffectiveLevel() >= logging.INFO


def test_logging_in_again_buys_no_new_guesses(config, database, clock, simulator):
    import dataclasses

    from backend.app import create_app

    limits = dataclasses.replace(config.limits, enabled=True, guess="2 per minute")
    app = create_app(dataclasses.replace(config, limits=limits))
    account = make_account()
    statuses = []
    for scheme in ("Bearer", "bearer", "BEARER"):
        phone = Phone(app, make_session(account))
        answer = phone.get("/join/invitations/NOSUCH99", headers={"Authorization": f"{scheme} {phone.token}"})
        statuses.append(answer.status_code)

    assert statuses == [404, 404, 429]
