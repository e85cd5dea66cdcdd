"""What browsers and URLs say: moments, days and months on the association's wall clock, and ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import marshmallow as ma

from backend import clock
from backend.schemas import read_id

MOMENT_WORDS = "请写成 2026-05-01 14:00 这样的时间。"
DAY_WORDS = "请写成 2026-05-01 这样的日期。"

# Where a browser has no picker, people type a space.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(\.\d+)?)?", re.ASCII)
_MONTH, _DAY = re.compile(r"\d{4}-\d\d", re.ASCII), re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

# From the first moment to the one after the last.
Span = tuple[datetime, datetime]


class WallMoment(ma.fields.Field[datetime]):
    """What <input type=datetime-local> sends, "2026-05-01T14:00", as a moment."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        moment = read_moment(str(value))
        if moment is None:
            raise ma.ValidationError(MOMENT_WORDS)
        return moment


class WallDay(ma.fields.Field[date]):
    """What <input type=date> sends, "2026-05-01", as a day."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        found = read_day(str(value))
        if found is None:
            raise ma.ValidationError(DAY_WORDS)
        return found


def read_moment(text: str) -> datetime | None:
    """The moment that such an input sends, to the minute; None for what is none."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    try:
        local = datetime.fromisoformat(f"{found[1]}T{found[2]}")
    except ValueError:
        return None
    return clock.at_wall_time(local.date(), local.time()) if _is_near(local) else None


def month_of(text: str) -> Span | None:
    """A month ("2026-05"); None for what is none."""
    begins = read_day(f"{text}-01") if _MONTH.fullmatch(text) else None
    if begins is None:
        return None
    return clock.business_day(begins)[0], clock.business_day((begins + timedelta(days=32)).replace(day=1))[0]


def day_of(text: str) -> Span | None:
    """A day ("2026-05-04"); None for what is none."""
    found = read_day(text)
    return None if found is None else clock.business_day(found)


def read_ids(texts: Iterable[str]) -> list[int]:
    """The ids among what was ticked; what is none is left out."""
    return [found for text in texts if (found := read_id(text)) is not None]


def read_day(text: str) -> date | None:
    """The date that a text says; None for what is none, or lies far off."""
    if not _DAY.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if _is_near(found) else None


def _is_near(day: date) -> bool:
    return 1970 < day.year < 2200
