"""What the configuration says about the digest, set once at start: a timer is handed nothing."""

from __future__ import annotations

from backend.config import Config

_config: Config | None = None


def open_digest(config: Config) -> None:
    """Use the configured hour and group robots; called by every process at start."""
    global _config
    _config = config


def digest_config() -> Config:
    """The configuration of this process."""
    if _config is None:
        raise RuntimeError("the digest is not set up: call open_digest() at start")
    return _config
