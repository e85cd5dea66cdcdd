"""The web application: configuration, database, features, errors; nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_from_directory
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Api
from werkzeug.exceptions import NotFound
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from backend import clock, features, limits, observability, operations
from backend.cases.kind_files import all_kinds
from backend.config import Config
from backend.console import areas as console
from backend.database import close_request_connection, open_database
from backend.demo import clock_api
from backend.demo.clock import follow_clock_file
from backend.encryption import load_key_file, use_keys
from backend.errors import register_error_handlers
from backend.media.settings import open_media
from backend.parsing import speak_chinese
from backend.safety.settings import use_public_boards
from backend.schemas import ID_SHAPE, ErrorBody
from backend.wechat import callbacks
from backend.wechat.gateway import open_wechat
from backend.workdays import use_work_hours


class EntityId(BaseConverter):
    """An id in a path, at most what 64 bits hold: a number too long is not found, not an error in the database."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number >= 2**63:
            # Not ValidationError: Werkzeug would go on and answer 405 where the path has several methods.
            raise NotFound
        return number


class _Flask(Flask):
    """Flask without async views: it asks of every hook and handler of every request whether it is a coroutine."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


class _Api(Api):  # type: ignore[misc]
    """flask-smorest without its own error bodies: `errors.py` answers everything.

    The document has no "default" answer either: it would stand for every status, and a document that allows
    everything can be tested against nothing.
    """

    ERROR_SCHEMA = ErrorBody
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        pass

    def _register_pagination_header(self) -> None:
        """No header: pages say in their body what they are."""


class _Json(DefaultJSONProvider):
    """Chinese stays readable, keys keep their order, and answers share one encoder: `json.dumps` builds one a call."""

    ensure_ascii = False
    sort_keys = False
    _encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=DefaultJSONProvider.default)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        text = self._encoder.encode(self._prepare_response_obj(args, kwargs))
        return Response(f"{text}\n", content_type=self.mimetype)


def start_process(config: Config) -> None:
    """What every process (web, jobs, command line) does before anything else."""
    if config.demo.clock_file:
        follow_clock_file(Path(config.demo.clock_file))
    clock.use_business_zone(config.association.time_zone)
    use_work_hours(config.association.work_hours)
    all_kinds()
    use_public_boards(config.association.public_boards)
    observability.configure_logging(config.logging)
    use_keys(load_key_file(Path(config.security.keys_file)))
    open_database(config.database.url, config.database.pool_size)
    open_media(config)


def create_app(config: Config) -> Flask:
    """Build the web application. The process must have been started with `start_process`."""
    speak_chinese()
    app = _Flask("backend", static_folder=None)
    app.config.update(
        LIANYI=config,
        MAX_CONTENT_LENGTH=config.server.max_body_bytes,
        API_TITLE="联谊 Lianyi",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
            "info": {
                "description": "The member, organizer and staff API of an association.",
                "license": {"name": "Apache-2.0"},
            },
        },
    )
    app.url_map.converters["entity_id"] = EntityId
    app.json = _Json(app)
    if hops := config.server.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    register_error_handlers(app)
    observability.watch_requests(app)
    limits.limit_requests(app, config)
    open_wechat(config)
    api = _Api(app)
    api.register_converter(EntityId, lambda _converter: dict(ID_SHAPE))
    for blueprint in features.blueprints():
        api.register_blueprint(blueprint)
    app.register_blueprint(operations.blueprint)
    app.register_blueprint(callbacks.blueprint)
    for page_blueprint in (*features.pages(), *console.blueprints()):
        app.register_blueprint(page_blueprint)
    if config.demo.preview_dir:
        _serve_preview(app, config)
    if config.demo.clock_file:
        app.register_blueprint(clock_api.blueprint)

    @app.teardown_request
    def _release(_error: BaseException | None) -> None:
        close_request_connection()

    return app


def _serve_preview(app: Flask, config: Config) -> None:
    """The demo's phones: the built preview, from the same origin as the API."""
    folder = Path(config.demo.preview_dir).resolve()

    @app.get("/preview/")
    @app.get("/preview/<path:name>")
    def preview(name: str = "index.html") -> Any:
        return send_from_directory(folder, name, max_age=0)
