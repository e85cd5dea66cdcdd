"""Rate limits: per account once one is known, per address only before login (a hall's Wi-Fi is one address)."""

from __future__ import annotations

from flask import Flask, g
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from backend.config import Config


def _counted_by() -> str:
    # The account, not its token: logging in again buys no new tries.
    if "caller" not in g:
        return f"address:{get_remote_address()}"
    # At a desk of the console there is no WeChat account, but always a member.
    return f"account:{g.caller.account_id}" if g.caller.account_id else f"member:{g.caller.member_id}"


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
    # Only routes declare limits, and their decorators check them. Told that it is there already, Flask-Limiter leaves
    # out its hooks, which look at each request for limits of the application and of blueprints, and set no headers.
    app.extensions.setdefault("limiter", set()).add(limiter)
    limiter.init_app(app)
