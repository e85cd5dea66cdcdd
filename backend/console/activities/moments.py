"""Moments as <input type="datetime-local"> sends them: the association's wall clock, to the minute."""

from __future__ import annotations

from datetime import datetime

from backend import clock
from backend.console.words import input_moment
from backend.schemas import iso

MOMENT_WORDS = "请填写完整的日期和时间，例如 2026-05-01 14:00。"


def typed_moment(value: datetime | None) -> str:
    """As the field shows it; empty for None."""
    return input_moment(value)


def read_moment(text: str) -> datetime | None:
    """The moment, or None for what is none."""
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if local.tzinfo is not None or not 1970 < local.year < 2200:
        return None
    return clock.at_wall_time(local.date(), local.time())


def iso_of(text: str) -> str | None:
    """The same as the API takes it."""
    moment = read_moment(text)
    return None if moment is None else iso(moment)
