"""Rate limits: per session once there is one, per address only before login (a hall's Wi-Fi is one address)."""

from __future__ import annotations

import hashlib

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from backend.config import Config


def _counted_by() -> str:
    token = request.headers.get("Authorization", "")
    return hashlib.sha256(token.encode()).hexdigest()[:32] if token else f"address:{get_remote_address()}"


_configured = Config()

limiter = Limiter(_counted_by, headers_enabled=False, strategy="fixed-window")
login_limit = limiter.shared_limit(lambda: _configured.limits.login, scope="login", key_func=get_remote_address)
# Guessing costs: names against a phone claim, invitation codes, reasons to unmask.
guess_limit = limiter.shared_limit(lambda: _configured.limits.guess, scope="guess")


def limit_requests(app: Flask, config: Config) -> None:
    """Switch limits on as configured; counts are shared through Redis where there is one."""
    global _configured
    _configured = config
    app.config.update(
        RATELIMIT_ENABLED=config.limits.enabled,
        RATELIMIT_STORAGE_URI=config.redis.url or "memory://",
    )
    limiter.init_app(app)
