"""Rate limits: per account once one is known, per address only before login (a hall's Wi-Fi is one address)."""

from __future__ import annotations

from flask import Flask, g
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from backend.config import Config


def _counted_by() -> str:
    # The account, not its token: logging in again buys no new tries.
    return f"account:{g.caller.account_id}" if "caller" in g else f"address:{get_remote_address()}"


_configured = Config()


class _RouteLimiter(Limiter):
    """Checks a limit where a route declares one, and costs nothing elsewhere.

    Flask-Limiter also looks at every request for defaults and limits of whole blueprints; there are none, and looking
    took a fifth of a session look-up.
    """

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


limiter = _RouteLimiter(_counted_by, headers_enabled=False, strategy="fixed-window")
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
