"""The working-day clock: known holidays and make-up workdays, and laws that hold for every moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend import clock as backend_clock
from backend.cases.models import DayOverride
from backend.workdays import (
    WorkCalendar,
    due_after,
    is_known_year,
    left_words,
    use_work_hours,
    work_calendar,
)

CALENDAR = WorkCalendar()
DAY = CALENDAR.day_length
ZONES = ("Asia/Shanghai", "Asia/Kathmandu", "America/New_York")


@pytest.fixture(autouse=True)
def zone_of_business() -> Iterator[None]:
    yield
    backend_clock.use_business_zone("Asia/Shanghai")
    use_work_hours("09:00-17:30")


def at(text: str) -> datetime:
    """A moment on the wall clock of Shanghai."""
    return datetime.fromisoformat(f"{text}+08:00")


def test_a_working_day_is_half_past_five_less_nine() -> None:
    assert timedelta(hours=8, minutes=30) == DAY


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-04-20T10:00", 1, "2026-04-21T10:00"),
        ("2026-04-20T10:00", 0.5, "2026-04-20T14:15"),
        ("2026-04-24T10:00", 1, "2026-04-27T10:00"),  # over a weekend
        ("2026-04-25T10:00", 1, "2026-04-27T17:30"),  # from a Saturday: all of Monday
        ("2026-04-20T08:00", 1, "2026-04-20T17:30"),  # before work: all of the day, to its end
        ("2026-04-20T20:00", 1, "2026-04-21T17:30"),
        ("2026-09-30T10:00", 1, "2026-10-08T10:00"),  # over National Day, 1 to 7 October
        ("2026-10-09T10:00", 1, "2026-10-10T10:00"),  # Saturday 10 October is worked for it
        ("2026-09-19T10:00", 1, "2026-09-20T17:30"),  # Sunday 20 September is worked
        ("2026-02-13T10:00", 1, "2026-02-14T10:00"),  # Saturday 14 February is worked for Spring Festival
        ("2026-02-14T10:00", 1, "2026-02-24T10:00"),  # 15 to 23 February
        ("2026-02-27T10:00", 1, "2026-02-28T10:00"),  # Saturday 28 February is worked too
        ("2025-12-31T10:00", 1, "2026-01-04T10:00"),  # New Year; Sunday 4 January is worked
        ("2026-12-31T10:00", 1, "2027-01-01T10:00"),  # 2027 is not known: Monday to Friday
        ("2026-04-30T17:00", 1, "2026-05-06T17:00"),  # Labour Day, 1 to 5 May
    ],
)
def test_known_dates(start: str, days: float, due: str) -> None:
    assert CALENDAR.add(at(start), DAY * days) == at(due)
    if CALENDAR.is_workday(at(start).date()):
        assert CALENDAR.between(at(start), at(due)) == DAY * days


def test_which_years_are_known() -> None:
    assert [year for year in range(2000, 2030) if is_known_year(year)] == list(range(2004, 2027))


def test_an_association_has_days_of_its_own() -> None:
    calendar = WorkCalendar({date(2026, 4, 21): False, date(2026, 4, 25): True, date(2026, 10, 1): True})
    assert calendar.add(at("2026-04-20T10:00"), DAY) == at("2026-04-22T10:00")
    assert calendar.add(at("2026-04-24T10:00"), DAY) == at("2026-04-25T10:00")
    assert calendar.add(at("2026-09-30T10:00"), DAY) == at("2026-10-01T10:00")


def test_a_calendar_without_a_workday_is_refused() -> None:
    never = WorkCalendar({date(2026, 1, 1) + timedelta(days=one): False for one in range(4000)})
    with pytest.raises(ValueError, match="no working day"):
        never.add(at("2026-04-20T10:00"), DAY)
    with pytest.raises(ValueError, match="runs forward"):
        CALENDAR.add(at("2026-04-20T10:00"), -DAY)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-04-20T10:00", "还剩 5 个工作日"),
        ("2026-04-24T18:00", "还剩 1 个工作日"),
        ("2026-04-26T12:00", "还剩 1 个工作日"),
        ("2026-04-27T00:00", "今天到期"),
        ("2026-04-27T09:59", "今天到期"),
        ("2026-04-27T10:00", "刚刚超期"),
        ("2026-04-27T10:01", "已超期 1 个工作日"),
        ("2026-04-28T10:00", "已超期 1 个工作日"),
        ("2026-04-28T10:01", "已超期 2 个工作日"),
        ("2026-05-04T12:00", "已超期 4 个工作日"),  # Labour Day does not count
    ],
)
def test_what_is_left_in_words(now: str, words: str) -> None:
    assert left_words(CALENDAR, at("2026-04-27T10:00"), at(now)) == words


def test_nothing_owed_has_no_words() -> None:
    assert left_words(CALENDAR, None, at("2026-04-20T10:00")) == ""


# Moments of known and unknown years, with the seconds and milliseconds of a real clock.
_moments = st.integers(
    backend_clock.to_ms(datetime.fromisoformat("2025-06-01T00:00:00+00:00")),
    backend_clock.to_ms(datetime.fromisoformat("2028-01-01T00:00:00+00:00")),
).map(backend_clock.from_ms)
_work = st.integers(0, 30 * DAY // timedelta(milliseconds=1)).map(lambda ms: timedelta(milliseconds=ms))
_days = st.dates(date(2025, 6, 1), date(2028, 3, 1))
_calendars = st.builds(
    WorkCalendar,
    st.dictionaries(_days, st.booleans(), max_size=20),
    st.sampled_from([time(9), time(8, 30), time(0)]),
    st.sampled_from([time(17, 30), time(12), time(23, 59)]),
)


@settings(max_examples=150, deadline=None)
@given(zone=st.sampled_from(ZONES), calendar=_calendars, start=_moments, work=_work)
def test_adding_and_measuring_agree(zone: str, calendar: WorkCalendar, start: datetime, work: timedelta) -> None:
    backend_clock.use_business_zone(zone)
    due = calendar.add(start, work)
    assert calendar.between(start, due) == work
    assert calendar.between(due, start) == -work
    assert due >= start


@settings(max_examples=150, deadline=None)
@given(zone=st.sampled_from(ZONES), calendar=_calendars, start=_moments, work=_work)
def test_a_due_date_lies_within_working_hours(
    zone: str, calendar: WorkCalendar, start: datetime, work: timedelta
) -> None:
    backend_clock.use_business_zone(zone)
    due = backend_clock.in_business_zone(calendar.add(start, work))
    assert calendar.is_workday(due.date())
    assert calendar.opens <= due.time() <= calendar.closes


@settings(max_examples=150, deadline=None)
@given(calendar=_calendars, one=_moments, two=_moments, first=_work, second=_work)
def test_later_and_longer_are_never_earlier(
    calendar: WorkCalendar, one: datetime, two: datetime, first: timedelta, second: timedelta
) -> None:
    start, later = sorted((one, two))
    less, more = sorted((first, second))
    assert calendar.add(start, less) <= calendar.add(start, more) <= calendar.add(later, more)
    # In two steps as in one, and time measured over a third moment adds up.
    assert calendar.add(calendar.add(start, less), more) == calendar.add(start, less + more)
    assert calendar.between(start, later) + calendar.between(later, later + less) == calendar.between(
        start, later + less
    )


@settings(max_examples=100, deadline=None)
@given(calendar=_calendars, start=_moments, days=st.integers(0, 60))
def test_no_time_passes_on_days_off(calendar: WorkCalendar, start: datetime, days: int) -> None:
    end = start + timedelta(days=days)
    first, last = (backend_clock.in_business_zone(moment).date() for moment in (start, end))
    worked = sum(calendar.is_workday(first + timedelta(days=one)) for one in range((last - first).days + 1))
    assert timedelta(0) <= calendar.between(start, end) <= worked * calendar.day_length


def test_the_table_of_days_and_the_hours_are_used(database: Any, clock: Any) -> None:
    DayOverride.create(day="2026-04-21", is_workday=False, name="会员大会")
    assert due_after(work_calendar(), clock.now(), 1) == at("2026-04-22T10:00")
    use_work_hours("10:00-12:00")
    assert due_after(work_calendar(), clock.now(), 1) == at("2026-04-20T12:00")
    with pytest.raises(ValueError, match="must end after"):
        use_work_hours("12:00-12:00")
