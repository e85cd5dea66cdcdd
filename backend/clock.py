"""The only place that reads the time.

Everything else asks `now()` or `now_ms()`, so that a test (or a demo) can say what time it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def system_ms() -> int:
    """What the machine's own clock says, in milliseconds since 1970 UTC: for whoever makes a source out of it."""
    return time.time_ns() // 1_000_000


_source: Callable[[], int] = system_ms
_zone = ZoneInfo("Asia/Shanghai")


def use_source(source: Callable[[], int] | None) -> Callable[[], int]:
    """Replace the clock by `source` (milliseconds since 1970 UTC) and return the one before it.

    None brings the system clock back.
    """
    global _source
    before, _source = _source, source or system_ms
    return before


def use_business_zone(name: str) -> None:
    """Set the time zone in which days begin and end for the association."""
    global _zone
    _zone = ZoneInfo(name)


def now_ms() -> int:
    """Milliseconds since 1970-01-01T00:00Z."""
    return _source()


def now() -> datetime:
    """The present moment as an aware datetime in UTC."""
    return from_ms(_source())


def from_ms(value: int) -> datetime:
    """Milliseconds since 1970 as an aware datetime in UTC, exact to the millisecond."""
    return _EPOCH + value * _MS


def to_ms(value: datetime) -> int:
    """An aware datetime as milliseconds since 1970; a naive one is refused, since its zone is unknown."""
    if value.tzinfo is None:
        raise ValueError("naive datetime: its time zone is unknown")
    return (value - _EPOCH) // _MS


def in_business_zone(value: datetime) -> datetime:
    """The same moment on the association's wall clock."""
    return value.astimezone(_zone)


def at_wall_time(day: date, at: time_of_day) -> datetime:
    """The moment, in UTC, when the association's wall clock shows this time on this day.

    A time that a clock change leaves out is taken as if it had not been changed yet; one that comes twice, as the
    first of the two.
    """
    return datetime.combine(day, at, _zone).astimezone(UTC)


def wall_time(value: datetime) -> str:
    """2026年4月23日 14:00: the moment on the association's wall clock, in the form WeChat's `time` fields accept."""
    local = in_business_zone(value)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def business_today() -> date:
    """The date on the association's wall calendar."""
    return in_business_zone(now()).date()


def business_day(value: date) -> tuple[datetime, datetime]:
    """The first moment of a business day and of the day after it, both in UTC."""
    start = datetime(value.year, value.month, value.day, tzinfo=_zone)
    following = value + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=_zone)
    return start.astimezone(UTC), end.astimezone(UTC)
