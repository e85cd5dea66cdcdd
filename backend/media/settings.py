"""What the configuration says about pictures and files, set once at start."""

from __future__ import annotations

from backend.config import Config
from backend.media import store

_base_url = ""
_has_callback = False


def open_media(config: Config) -> None:
    """Use the configured folder and address; called by every process at start."""
    global _base_url, _has_callback
    store.use_folder(config.storage.folder)
    _base_url = config.server.base_url.rstrip("/")
    _has_callback = bool(config.wechat.callback_token)


def base_url() -> str:
    """How the outside reaches this server; no slash at the end."""
    return _base_url


def can_hear_verdicts() -> bool:
    """Whether WeChat can tell us what it thinks of a picture: without the callback, staff look at each one."""
    return _has_callback
