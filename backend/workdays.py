"""The working-day clock: due dates that pass over weekends and public holidays, and count make-up workdays.

Public days are those of the State Council's yearly notice, as the library chinesecalendar carries them. A year it does
not know yet (the notice for the next comes in November) is Monday to Friday until it is updated; an association's own
days (`DayOverride`) go before both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import chinese_calendar

from backend import clock
from backend.cases.models import DayOverride
from backend.settings.services import overrides as overrides_of_file

_MS = timedelta(milliseconds=1)
# No due date lies farther ahead; a calendar of holidays only would otherwise be walked for ever.
_MOST_DAYS = 3_660

_opens, _closes = time(9), time(17, 30)


def use_work_hours(hours: str) -> None:
    """Set the hours a working day has, "09:00-17:30" on the association's clock; what administrators set goes first."""
    global _opens, _closes
    first, last = _read(hours)
    if first >= last:
        raise ValueError("association.work_hours: must end after it begins")
    _opens, _closes = first, last


def _read(hours: str) -> tuple[time, time]:
    first, last = (time.fromisoformat(part) for part in hours.split("-"))
    return first, last


def is_known_year(year: int) -> bool:
    """Whether the public calendar of that year is known."""
    try:
        chinese_calendar.is_workday(date(year, 6, 1))
    except NotImplementedError:
        return False
    return True


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked, from `opens` to `closes` on the association's clock."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    opens: time = time(9)
    closes: time = time(17, 30)

    @property
    def day_length(self) -> timedelta:
        """How long a working day is."""
        anchor = date(2026, 1, 1)
        return datetime.combine(anchor, self.closes) - datetime.combine(anchor, self.opens)

    def is_workday(self, day: date) -> bool:
        """Whether the association works on this day."""
        if day in self.overrides:
            return self.overrides[day]
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() < 5

    def add(self, start: datetime, work: timedelta) -> datetime:
        """The moment when `work` of working time has passed since `start`; the end of a day rather than the next one's
        beginning."""
        if work < timedelta(0):
            raise ValueError("working time runs forward")
        moment = start
        day = clock.in_business_zone(start).date()
        for _ in range(_MOST_DAYS):
            if self.is_workday(day):
                opens, closes = self._hours(day)
                moment = max(moment, opens)
                if moment <= closes and work <= closes - moment:
                    return moment + work
                work -= max(closes - moment, timedelta(0))
            day += timedelta(days=1)
        raise ValueError("no working day within ten years")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two moments; negative if `end` is the earlier one."""
        if end < start:
            return -self.between(end, start)
        total = timedelta(0)
        day, last = clock.in_business_zone(start).date(), clock.in_business_zone(end).date()
        while day <= last:
            if self.is_workday(day):
                opens, closes = self._hours(day)
                total += max(min(closes, end) - max(opens, start), timedelta(0))
            day += timedelta(days=1)
        return total

    def _hours(self, day: date) -> tuple[datetime, datetime]:
        zone = clock.in_business_zone(clock.now()).tzinfo
        return datetime.combine(day, self.opens, zone), datetime.combine(day, self.closes, zone)


def work_calendar() -> WorkCalendar:
    """The association's calendar as it stands: one statement."""
    overrides = {date.fromisoformat(row.day): row.is_workday for row in DayOverride.select()}
    hours = overrides_of_file().get("association.work_hours")
    opens, closes = (_opens, _closes) if hours is None else _read(hours)
    return WorkCalendar(overrides, opens, closes)


def due_after(calendar: WorkCalendar, start: datetime, days: float) -> datetime:
    """The due date `days` working days after `start`, to the millisecond."""
    due = calendar.add(start, calendar.day_length * days)
    return clock.from_ms(clock.to_ms(due))


def left_words(calendar: WorkCalendar, due_at: datetime | None, now: datetime) -> str:
    """How much time is left, as people say it (还剩 2 个工作日, 已超期 1 个工作日); empty without a due date."""
    if due_at is None:
        return ""
    left = calendar.between(now, due_at)
    if due_at <= now:
        days = math.ceil(-left / calendar.day_length)
        return f"已超期 {days} 个工作日" if days else "刚刚超期"
    if clock.in_business_zone(due_at).date() == clock.in_business_zone(now).date():
        return "今天到期"
    return f"还剩 {max(1, math.ceil(left / calendar.day_length))} 个工作日"
