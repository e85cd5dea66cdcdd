"""Calendar days as ISO text (YYYY-MM-DD), which compares in the order of time."""

import re
from datetime import date, timedelta

FIRST_YEAR = 1900
LAST_YEAR = 2199

_SEPARATED = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_RELATIVE = re.compile(r"today(?:([+-])([0-9]{1,5}))?")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_real_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day, between 1900 and 2199."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return False
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= (29 if month == 2 and is_leap else _DAYS[month - 1])


def read_day(text: str) -> tuple[str | None, str | None]:
    """The day a person wrote in one of the usual ways, as (ISO day, None) or (None, message)."""
    match = _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return None, "请填写日期，例如 2026-05-01"
    year, month, day = (int(part) for part in match.groups())
    if not is_real_day(year, month, day):
        return None, "没有这一天，请核对日期"
    return f"{year:04d}-{month:02d}-{day:02d}", None


def is_iso_day(text: str) -> bool:
    """Whether `text` is an existing day, written YYYY-MM-DD."""
    match = _ISO.fullmatch(text)
    return match is not None and is_real_day(*(int(part) for part in match.groups()))


def is_day_limit(text: str) -> bool:
    """Whether `text` is a limit of a date question: an ISO day, `today`, `today+7` or `today-30`."""
    return is_iso_day(text) or _RELATIVE.fullmatch(text) is not None


def limit_day(limit: str, today: str) -> str:
    """The ISO day that `limit` means when the business day is `today`."""
    match = _RELATIVE.fullmatch(limit)
    if match is None:
        return limit
    days = int(match[2] or 0)
    return (date.fromisoformat(today) + timedelta(days=-days if match[1] == "-" else days)).isoformat()
