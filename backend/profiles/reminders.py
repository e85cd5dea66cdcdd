"""Asking whether what somebody said about themselves is still right: once a month for all whose answers grew old.

One batch a month, on a working day, found without looking at any member: who they are is asked when it is due.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from urllib.parse import quote

from backend import clock
from backend.profiles.models import ProfileSection
from backend.push.services import News
from backend.workdays import WorkCalendar, work_calendar

# The first working day from the eighth on: the long holidays are over by then.
_FIRST_DAY, _AT = 8, time(10)
# The longest run of days off the public calendar has known is shorter.
_MOST_DAYS = 14
# A jobs process that was down on the day itself catches up; afterwards it waits for the next month.
_USEFUL_FOR = timedelta(days=7)


def find_stale(since: datetime, until: datetime) -> list[News]:
    """This month's batch, one message for each section, while it is of use. Two statements; none on most days."""
    first, last = (clock.in_business_zone(one).date() for one in (since - _USEFUL_FOR, until))
    months = {(day.year, day.month) for day in (first, last)}
    eighths = [date(year, month, _FIRST_DAY) for year, month in sorted(months)]
    near = [day for day in eighths if first - timedelta(days=_MOST_DAYS) <= day <= last]
    if not near:
        return []
    calendar = work_calendar()
    due = [clock.at_wall_time(_workday(day, calendar), _AT) for day in near]
    due = [moment for moment in due if since - _USEFUL_FOR < moment <= until]
    if not due:
        return []
    sections = list(ProfileSection.select().order_by(ProfileSection.position, ProfileSection.key))
    return [_reminder(section, moment) for moment in due for section in sections]


def _workday(day: date, calendar: WorkCalendar) -> date:
    for _ in range(_MOST_DAYS):
        if calendar.is_workday(day):
            break
        day += timedelta(days=1)
    return day


def _reminder(section: ProfileSection, due_at: datetime) -> News:
    return News(
        kind="profile_stale",
        subject=f"profile:{section.id}",
        occurrence=f"{clock.in_business_zone(due_at):%Y-%m}",
        organization_id=section.organization_id,
        values={
            "title": section.title,
            "time": clock.wall_time(due_at),
            "note": "还准确吗？没变的话点一下确认",
        },
        page=f"pages/section/index?key={quote(section.key)}",
        due_at=due_at,
        expires_at=due_at + _USEFUL_FOR,
        recipients=f"profile_stale:{section.id}",
    )
