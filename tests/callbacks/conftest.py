"""What is said in the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

_MODULES = (
    "backend.callbacks.events",
    "backend.privacy.events",
    "backend.privacy.withdrawing",
    "backend.wechat.events",
)


class Log:
    """Keeps lines as (level, event, what is told with it)."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, dict[str, Any]]] = []

    def __getattr__(self, level: str) -> Callable[..., None]:
        return lambda event, **told: self.lines.append((level, event, told))


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    """The log of everything that works on events."""
    log = Log()
    for module in _MODULES:
        monkeypatch.setattr(f"{module}.log", log)
    return log
