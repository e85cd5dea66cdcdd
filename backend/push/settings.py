"""What the timers of messages need of the configuration."""

from __future__ import annotations

from backend.config import Config

_config: Config | None = None


def open_push(config: Config) -> None:
    """Make this the configuration that the timers of this process go by."""
    global _config
    _config = config


def push_config() -> Config:
    """The configuration of the process."""
    if _config is None:
        raise RuntimeError("messages are not set up: call open_push() at start")
    return _config
