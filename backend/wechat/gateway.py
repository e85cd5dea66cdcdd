"""The process's one client to WeChat, built from the configuration."""

from __future__ import annotations

from redis import Redis

from backend.config import Config
from backend.wechat.client import MiniProgramClient
from backend.wechat.tokens import DatabaseTokenStore, RedisTokenStore, TokenStore

_client: MiniProgramClient | None = None


def open_wechat(config: Config) -> MiniProgramClient:
    """Build the client and make it the one `wechat()` returns; the token is shared through Redis or the database."""
    settings = config.wechat
    store: TokenStore = (
        RedisTokenStore(Redis.from_url(config.redis.url), settings.appid)
        if config.redis.url
        else DatabaseTokenStore(settings.appid)
    )
    client = MiniProgramClient(
        settings.appid,
        settings.secret,
        store=store,
        base_url=settings.base_url,
        timeout=(settings.connect_timeout_s, settings.read_timeout_s),
        pool_size=config.server.threads,
        # A statement for each message is saved.
        trust_store_s=1.0,
    )
    use_wechat(client)
    return client


def use_wechat(client: MiniProgramClient) -> None:
    """Make this the client of the process."""
    global _client
    _client = client


def wechat() -> MiniProgramClient:
    """The client of the process."""
    if _client is None:
        raise RuntimeError("WeChat is not set up: call open_wechat() at start")
    return _client
