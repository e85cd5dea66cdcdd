"""Quiet hours: on working days and holidays, in every zone, over every change of clocks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend import clock
from backend.push.quiet import Night, QuietHours
from backend.workdays import WorkCalendar

ORDINARY, HOLIDAY = Night.read("22:00-08:00"), Night.read("21:30-09:30")
QUIET = QuietHours(ORDINARY, HOLIDAY, WorkCalendar())
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Africa/Cairo", "Australia/Lord_Howe")


@pytest.fixture
def zone():
    def use(name):
        clock.use_business_zone(name)
        return ZoneInfo(name)

    yield use
    clock.use_business_zone("Asia/Shanghai")


def until(quiet, moment, where="Asia/Shanghai"):
    """Both as the wall clock shows them."""
    found = quiet.until(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(where)))
    return found and found.astimezone(ZoneInfo(where)).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        # Monday to Tuesday.
        ("2026-04-20T21:59:59", None),
        ("2026-04-20T22:00", "04-21 08:00"),
        ("2026-04-20T23:59:59", "04-21 08:00"),
        ("2026-04-21T00:00", "04-21 08:00"),
        ("2026-04-21T07:59:59", "04-21 08:00"),
        ("2026-04-21T08:00", None),
        # Friday evening belongs to a working day, Saturday morning does not.
        ("2026-04-24T21:45", None),
        ("2026-04-24T22:30", "04-25 09:30"),
        ("2026-04-25T09:00", "04-25 09:30"),
        # Sunday evening is a holiday's, Monday morning a working day's.
        ("2026-04-26T21:45", "04-27 08:00"),
        ("2026-04-27T08:30", None),
        # The eve of the May holiday, and its last evening.
        ("2026-04-30T21:45", None),
        ("2026-04-30T22:00", "05-01 09:30"),
        ("2026-05-05T21:45", "05-06 08:00"),
        # Saturday the ninth is worked in exchange; so is the evening before it.
        ("2026-05-08T22:15", "05-09 08:00"),
        ("2026-05-09T08:30", None),
        ("2026-05-09T21:45", None),
        ("2026-05-09T22:15", "05-10 09:30"),
    ],
)
def test_end_of_the_night(moment, ends):
    assert until(QUIET, moment) == ends


def test_the_associations_own_day_off_goes_before_the_public_calendar():
    calendar = WorkCalendar({date(2026, 4, 21): False})
    assert until(QuietHours(ORDINARY, HOLIDAY, calendar), "2026-04-20T23:00") == "04-21 09:30"


def test_either_may_be_off():
    never = QuietHours(None, None, WorkCalendar())
    workdays = QuietHours(ORDINARY, None, WorkCalendar())
    holidays = QuietHours(None, HOLIDAY, WorkCalendar())
    assert until(never, "2026-04-20T23:00") is None
    assert until(workdays, "2026-04-24T23:00") == "04-25 00:00"  # then it is Saturday
    assert until(workdays, "2026-04-25T03:00") is None
    assert until(holidays, "2026-04-26T23:00") == "04-27 00:00"
    assert until(holidays, "2026-04-24T23:00") is None


@pytest.mark.parametrize(
    ("where", "moment", "ends", "hours"),
    [
        # The clocks go forward, and back, during the night.
        ("Europe/Berlin", "2026-03-28T22:00", "03-29 09:30", 10.5),
        ("Europe/Berlin", "2026-10-24T22:00", "10-25 09:30", 12.5),
        ("America/New_York", "2026-03-07T22:00", "03-08 09:30", 10.5),
        ("America/New_York", "2026-10-31T22:00", "11-01 09:30", 12.5),
        ("Asia/Kathmandu", "2026-04-20T22:00", "04-21 08:00", 10),
    ],
)
def test_the_morning_comes_by_the_wall_clock(zone, where, moment, ends, hours):
    start = datetime.fromisoformat(moment).replace(tzinfo=zone(where))
    assert until(QUIET, moment, where) == ends
    assert QUIET.until(start) - start.astimezone(clock.now().tzinfo) == timedelta(hours=hours)


@pytest.mark.parametrize("where", ZONES)
@pytest.mark.parametrize("ends", ["00:30", "01:30", "02:00", "02:30", "03:00", "08:00"])
def test_the_end_always_lies_ahead_and_is_the_end(zone, where, ends):
    """Every ten minutes of the days on which some zone changes its clocks: whoever waits does not wait again."""
    there = zone(where)
    night = Night(time(22), time.fromisoformat(ends))
    quiet = QuietHours(night, night, WorkCalendar())
    for day in ("2026-03-07", "2026-03-28", "2026-04-04", "2026-04-23", "2026-10-03", "2026-10-24", "2026-10-29"):
        moment = datetime.fromisoformat(day).replace(tzinfo=there).astimezone(clock.now().tzinfo)
        for _ in range(3 * 144):
            end = quiet.until(moment)
            if end is not None:
                assert moment < end <= moment + timedelta(hours=13)
                assert quiet.until(end) is None, (moment, end)
            moment += timedelta(minutes=10)
