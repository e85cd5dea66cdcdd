"""Activities by the days of a month, Monday first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Response, request

from backend import clock
from backend.activities.models import Activity
from backend.auth import current_caller
from backend.console.activities.blueprint import PHASES, blueprint
from backend.console.activities.overview import is_below, organizations_in_view
from backend.console.fields import month_of
from backend.console.rendering import in_view, render
from backend.schemas import read_id
from backend.scope import ORGANIZE, READ_ACTIVITIES

_MOST_A_MONTH = 1_000
_MOST_A_DAY = 4
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class Entry(NamedTuple):
    """One activity on one day; `begins` is its time of day, empty on its later days."""

    id: int
    title: str
    begins: str
    badge: str
    word: str


class Day(NamedTuple):
    day: date
    is_in_month: bool
    is_today: bool
    entries: list[Entry]

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:_MOST_A_DAY]

    @property
    def more(self) -> int:
        return len(self.entries) - len(self.shown)


@blueprint.get("/calendar")
def calendar() -> Response:
    """A month, of everything in view or of one organization and what is below it."""
    today = clock.business_today()
    month = request.args.get("month", "")
    if month_of(month) is None:
        month = f"{today:%Y-%m}"
    begins = date.fromisoformat(f"{month}-01")
    weeks = _weeks(begins, today, _activities(begins))
    return render(
        "activities/calendar.html",
        title="活动月历",
        month=begins,
        weeks=weeks,
        weekdays=WEEKDAYS,
        before=f"{begins - timedelta(days=1):%Y-%m}",
        after=f"{begins + timedelta(days=32):%Y-%m}",
        today=today,
        organizations=organizations_in_view(),
        chosen=request.args.get("organization_id", ""),
        is_planner=bool(current_caller().scope.roots(ORGANIZE)),
        number=len({entry.id for week in weeks for day in week if day.is_in_month for entry in day.entries}),
    )


def _first_shown(begins: date) -> date:
    return begins - timedelta(days=begins.weekday())


def _last_shown(begins: date) -> date:
    ends = (begins + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return ends + timedelta(days=6 - ends.weekday())


def _activities(begins: date) -> list[Activity]:
    first = clock.business_day(_first_shown(begins))[0]
    last = clock.business_day(_last_shown(begins))[1]
    names = ("id", "title", "starts_at", "ends_at", "state", "signup_opens_at", "signup_closes_at", "reported_at")
    rows = Activity.select(*(getattr(Activity, name) for name in names)).where(
        Activity.organization << in_view(READ_ACTIVITIES), Activity.starts_at < last, Activity.ends_at > first
    )
    if (where := read_id(request.args.get("organization_id"))) is not None:
        rows = rows.where(is_below(where))
    return list(rows.order_by(Activity.starts_at, Activity.id).limit(_MOST_A_MONTH))


def _weeks(begins: date, today: date, activities: list[Activity]) -> list[list[Day]]:
    first, last = _first_shown(begins), _last_shown(begins)
    by_day: dict[date, list[Entry]] = {first + timedelta(days=n): [] for n in range((last - first).days + 1)}
    for activity in activities:
        _enter(activity, by_day)
    days = [Day(day, day.month == begins.month, day == today, entries) for day, entries in by_day.items()]
    return [days[at : at + 7] for at in range(0, len(days), 7)]


def _enter(activity: Activity, by_day: dict[date, list[Any]]) -> None:
    start = clock.in_business_zone(activity.starts_at)
    # What ends at midnight is not there on the day after.
    end = clock.in_business_zone(activity.ends_at - timedelta(milliseconds=1))
    word, badge = PHASES[activity.phase(clock.now())]
    day = max(start.date(), min(by_day))
    while day <= min(end.date(), max(by_day)):
        begins = f"{start:%H:%M}" if day == start.date() else ""
        by_day[day].append(Entry(activity.id, activity.title, begins, badge, word))
        day += timedelta(days=1)
