"""Quiet hours: when nobody's phone is to light up for something that can wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from backend import clock
from backend.config import Push
from backend.workdays import WorkCalendar, work_calendar


@dataclass(frozen=True, slots=True)
class Night:
    """From `begins` in the evening to `ends` in the morning, on the association's clock."""

    begins: time
    ends: time

    @classmethod
    def read(cls, hours: str) -> Night | None:
        """Of "22:00-08:00"; None of an empty text."""
        if not hours:
            return None
        begins, ends = (time.fromisoformat(part) for part in hours.split("-"))
        return cls(begins, ends)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Working days and others may differ: the evening goes by the day it belongs to, and so does the morning."""

    ordinary: Night | None
    holiday: Night | None
    calendar: WorkCalendar

    @classmethod
    def of(cls, settings: Push) -> QuietHours:
        """As configured, with the association's own calendar as it stands: one statement."""
        return cls(Night.read(settings.quiet_hours), Night.read(settings.holiday_quiet_hours), work_calendar())

    def until(self, moment: datetime) -> datetime | None:
        """When the quiet hours end that `moment` lies in; None if it lies in none."""
        local = clock.in_business_zone(moment)
        today = self._night(local.date())
        if today is not None and local.time() < today.ends:
            return _after(moment, local.date(), today.ends)
        if today is None or local.time() < today.begins:
            return None
        tomorrow = local.date() + timedelta(days=1)
        morning = self._night(tomorrow)
        return _after(moment, tomorrow, morning.ends if morning else time(0))

    def _night(self, day: date) -> Night | None:
        return self.ordinary if self.calendar.is_workday(day) else self.holiday


def _after(moment: datetime, day: date, ends: time) -> datetime:
    """When it is `ends` on this day, after `moment`: a time that comes twice may be over for the first time."""
    until = clock.at_wall_time(day, ends)
    return until if until > moment else clock.at_wall_time(day, ends.replace(fold=1))
