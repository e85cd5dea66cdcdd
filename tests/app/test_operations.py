"""What the operator's machines ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest

from backend.database import db
from backend.push.delivery import Outbox
from backend.push.metrics import collector
from backend.push.models import Delivery, DeliveryTally, Notification
from backend.push.operating import retry_ids
from backend.push.services import News, notify, notify_recipients
from tests.factories import make_member
from tests.push.reaching import Reached, deliver

VALUES = {"title": "春季企业家沙龙", "result": "报名成功", "time": "2026年4月23日 14:00"}


def write(occurrence="1", **settings):
    notify(News("signup_done", "activity:1", VALUES, occurrence, **settings), (make_member().id,))


@pytest.fixture
def measured(client):
    """The lines of /metrics about the outbox, read afresh."""

    def measured():
        collector.forget()
        lines = get(client, "/metrics").text.splitlines()
        return {
            name: float(value)
            for name, value in (line.rsplit(" ", 1) for line in lines if line.startswith("lianyi_outbox"))
        }

    yield measured
    collector.forget()


def get(client, path):
    return client._client.get(path)


def test_alive_and_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert get(client, "/readyz").json == {"status": "ready"}


def test_not_ready_without_a_database(client, monkeypatch):
    monkeypatch.setattr(db.obj, "execute_sql", lambda *_: 1 / 0)

    response = get(client, "/readyz")

    assert (response.status_code, response.json["code"]) == (503, "not_ready")


def test_not_ready_while_the_oldest_due_message_is_late(client, clock):
    write()
    clock.advance(minutes=5)
    assert get(client, "/readyz").status_code == 200

    clock.advance(seconds=1)
    response = get(client, "/readyz")

    assert (response.status_code, response.json["code"]) == (503, "outbox_late")
    assert "晚发 5 分钟" in response.json["message"]
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("state", ["paused", "sent", "inbox", "failed"])
def test_ready_although_a_message_does_not_go_out(client, clock, state):
    write()
    Delivery.update(state=state).execute()
    clock.advance(hours=2)

    assert get(client, "/readyz").status_code == 200


def test_ready_while_a_message_waits_for_its_time(client, clock):
    write(due_at=clock.now() + timedelta(hours=3))
    clock.advance(hours=3, minutes=4)

    assert get(client, "/readyz").status_code == 200


def test_ready_while_a_late_message_is_being_sent(client, clock):
    write()
    clock.advance(hours=1)
    Delivery.update(leased_until=clock.now() + timedelta(minutes=2)).execute()
    assert get(client, "/readyz").status_code == 200

    # Whoever held it is gone.
    clock.advance(minutes=3)
    assert get(client, "/readyz").json["code"] == "outbox_late"


@pytest.fixture
def reached(config, simulator):
    person = Reached(config, simulator)
    person.allow("signup_result")
    return person


def _deliver_for(config, clock, minutes):
    outbox = Outbox(config)
    for _ in range(minutes * 2):
        deliver(outbox)
        clock.advance(seconds=30)


def test_not_ready_while_wechat_refuses_a_message(client, config, simulator, reached, clock, measured):
    notify(News("signup_done", "activity:1", VALUES), (reached.member.id,))
    simulator.post("faults", kind="errcode", errcode=45009, errmsg="refused", path="/cgi-bin/message/", times=99)

    _deliver_for(config, clock, 5)
    assert get(client, "/readyz").status_code == 200

    _deliver_for(config, clock, 1)
    # Each retry is put off by a random while; then none is due at this moment.
    Delivery.update(due_at=clock.now() + timedelta(minutes=1)).execute()
    assert get(client, "/readyz").json["code"] == "outbox_late"
    assert measured()["lianyi_outbox_oldest_due_seconds"] == 360

    simulator.delete("faults")
    clock.advance(minutes=20)
    deliver(Outbox(config))
    assert Delivery.get().state == "sent"
    assert get(client, "/readyz").status_code == 200


def test_ready_after_a_refused_message_was_put_off_to_the_morning(client, config, simulator, reached, clock):
    clock.set("2026-04-20T21:58:00+08:00")
    notify(News("signup_decided", "activity:1", VALUES), (reached.member.id,))
    simulator.post("faults", kind="errcode", errcode=45009, errmsg="refused", path="/cgi-bin/message/", times=99)
    deliver(Outbox(config))
    assert Delivery.get().late_since == clock.now()

    _deliver_for(config, clock, 8)

    assert Delivery.get().due_at.hour == 0  # 08:00 in Shanghai
    assert get(client, "/readyz").status_code == 200


def test_a_message_that_was_put_back_is_not_late_of_old(client, config, simulator, reached, clock):
    notify(News("signup_done", "activity:1", VALUES), (reached.member.id,))
    Delivery.update(state="failed", late_since=clock.now()).execute()
    clock.advance(hours=1)

    retry_ids([Delivery.get().id])

    assert get(client, "/readyz").status_code == 200


def test_not_ready_while_nobody_finds_out_whom_to_tell(client, clock):
    notify_recipients(News("signup_done", "activity:1", VALUES, recipients="activity_signups:1"))
    clock.advance(minutes=6)

    assert get(client, "/readyz").json["code"] == "outbox_late"
    Notification.update(spread_at=None).execute()
    assert get(client, "/readyz").status_code == 200


def test_metrics_tell_of_the_outbox(measured, clock):
    write("1")
    write("2")
    write("3", due_at=clock.now() + timedelta(hours=1))
    DeliveryTally.insert_many(
        [
            {"outcome": "sent", "error_code": 0, "count": 12},
            {"outcome": "failed", "error_code": 47003, "count": 2},
            {"outcome": "unreachable", "error_code": 0, "count": 4},
        ]
    ).execute()
    clock.advance(seconds=90)

    assert measured() == {
        "lianyi_outbox_queued": 3,
        "lianyi_outbox_due": 2,
        "lianyi_outbox_oldest_due_seconds": 90,
        'lianyi_outbox_deliveries_total{errcode="",outcome="sent"}': 12,
        'lianyi_outbox_deliveries_total{errcode="47003",outcome="failed"}': 2,
        'lianyi_outbox_deliveries_total{errcode="",outcome="unreachable"}': 4,
    }


def test_metrics_read_the_outbox_at_most_every_few_seconds(measured, client, count_statements):
    with count_statements() as statements:
        measured()
    assert 0 < len(statements) <= 9
    with count_statements() as statements:
        get(client, "/metrics")
    assert statements == []


def test_metrics_without_a_database_still_tell_of_requests(measured, client, monkeypatch):
    monkeypatch.setattr("backend.push.metrics.outbox_state", lambda: 1 / 0)

    assert measured() == {}
    assert "lianyi_request_seconds" in get(client, "/metrics").text


def test_workers_of_one_machine_do_not_count_the_outbox_twice(config, database, tmp_path):
    """Two processes with a shared metrics folder: requests add up, what stands in the database does not."""
    DeliveryTally.insert(outcome="sent", error_code=0, count=12).execute()
    script = """
import json, sys
from backend.app import create_app
from backend.config import parse_config
from backend.database import open_database
config = parse_config(json.loads(sys.argv[1]))
open_database(config.database.url)
client = create_app(config).test_client()
client.get("/healthz")
print(client.get("/metrics").text)
"""
    settings = {
        "database": {"url": config.database.url},
        "wechat": {"base_url": config.wechat.base_url},
        "logging": {"level": "ERROR"},
    }
    folder = tmp_path / "metrics"
    folder.mkdir()
    for _ in range(2):
        text = subprocess.run(
            [sys.executable, "-c", script, json.dumps(settings)],
            env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(folder)},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    assert 'lianyi_request_seconds_count{endpoint="operations.healthz",status="200"} 2.0' in text
    assert text.count('lianyi_outbox_deliveries_total{errcode="",outcome="sent"} 12.0') == 1


def test_metrics_count_requests_by_endpoint_and_status(client):
    client.get("/healthz")

    text = get(client, "/metrics").text

    assert 'lianyi_request_seconds_count{endpoint="operations.healthz",status="200"}' in text


def test_docs_load_nothing_from_elsewhere(client):
    page = client.get("/docs").text

    assert "http://" not in page
    assert "https://" not in page
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        response = client.get(f"/docs/{name}")
        assert response.status_code == 200, name
        response.close()
    assert client.get("/docs/package.json").status_code == 404
