"""What the operator's machines ask."""

from __future__ import annotations

from backend.database import db


def get(client, path):
    return client._client.get(path)


def test_alive_and_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert get(client, "/readyz").json == {"status": "ready"}


def test_not_ready_without_a_database(client, monkeypatch):
    monkeypatch.setattr(db.obj, "execute_sql", lambda *_: 1 / 0)

    response = get(client, "/readyz")

    assert (response.status_code, response.json["code"]) == (503, "not_ready")


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
