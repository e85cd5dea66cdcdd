"""A caller of the API, with or without a session."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

_OUTSIDE_API = (
    "/healthz",
    "/api/",
    "/e/",
    "/a/",
    "/docs",
    "/openapi",
    "/calendar/",
    "/media/",
    "/posters/",
    "/reports/",
    "/survey-results/",
    "/hall/",
    "/wechat/",
)


class Phone:
    """Calls `/api/v1` the way the mini-program does. Knows who it belongs to."""

    def __init__(
        self, app: Flask, token: str = "", *, member_id: int | None = None, account_id: int | None = None
    ) -> None:
        self.app = app
        self.token = token
        self.member_id = member_id
        self.account_id = account_id
        self._client = app.test_client()

    def request(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = dict(options.pop("headers", {}))
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        url = path if path.startswith(_OUTSIDE_API) else f"/api/v1{path}"
        return self._client.open(url, method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.request("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.request("POST", path, **_body(json), **options)

    def put(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.request("PUT", path, **_body(json), **options)

    def patch(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.request("PATCH", path, **_body(json), **options)

    def delete(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.request("DELETE", path, **_body(json), **options)


def _body(json: Any) -> dict[str, Any]:
    return {} if json is None else {"json": json}
