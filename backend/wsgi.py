"""What gunicorn loads: `gunicorn --config python:backend.gunicorn_settings backend.wsgi:app`."""

from __future__ import annotations

from backend.app import create_app, start_process
from backend.config import load_config

_config = load_config()
start_process(_config)
app = create_app(_config)
