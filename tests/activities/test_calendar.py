"""The calendar link: fetched by calendars that cannot log in, and true when they fetch it again."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from backend.activities.calendars import calendar_token
from backend.activities.models import Activity, ActivitySession, Signup
from tests.factories import make_activity, make_signup
from tests.phone import Phone

TITLE = "企业家沙龙，第 3 期 🎉"


@pytest.fixture
def signup(world):
    words = {"title": TITLE, "description": "第一行\n第二行；有分号"}
    activity = make_activity(world.chamber, **words, latitude=30.27, longitude=120.15)
    return make_signup(activity, world.member)


def fetch(app, token):
    return Phone(app).get(f"/calendar/{token}.ics")


def events(response):
    assert response.status_code == 200, response.text
    return Calendar.from_ical(response.get_data()).walk("VEVENT")


def test_calendar_says_what_where_and_when(app, signup):
    response = fetch(app, calendar_token(signup.id))

    (event,) = events(response)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["SUMMARY"] == TITLE
    assert event["DESCRIPTION"] == "第一行\n第二行；有分号"
    assert event["LOCATION"] == "石桥街道三楼会议室"
    assert event.decoded("DTSTART") == signup.activity.starts_at
    assert str(event["DTSTART"].params["TZID"]) == "Asia/Shanghai"
    assert event["STATUS"] == "CONFIRMED"
    assert all(len(line) <= 75 for line in response.get_data().split(b"\r\n"))


def test_every_session_is_an_event(app, signup):
    for title, hour in (("上午", 14), ("下午", 15)):
        at = signup.activity.starts_at.replace(hour=hour - 8)
        ActivitySession.create(
            activity=signup.activity,
            title=title,
            venue="二楼" if title == "下午" else "",
            starts_at=at,
            ends_at=at.replace(minute=50),
            checkin_opens_at=at,
            checkin_closes_at=at.replace(minute=50),
        )

    found = events(fetch(app, calendar_token(signup.id)))

    assert [str(event["SUMMARY"]) for event in found] == [f"{TITLE} · 上午", f"{TITLE} · 下午"]
    assert [str(event["LOCATION"]) for event in found] == ["石桥街道三楼会议室", "二楼"]
    assert len({str(event["UID"]) for event in found}) == 2


def test_uid_stays_and_the_sequence_grows_with_each_change(app, as_staff, signup):
    (before,) = events(fetch(app, calendar_token(signup.id)))

    as_staff.patch(f"/staff/activities/{signup.activity_id}", {"venue": "东湖礼堂"})

    (after,) = events(fetch(app, calendar_token(signup.id)))
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["LOCATION"] == "东湖礼堂"


@pytest.mark.parametrize("what", ["signup", "activity"])
def test_what_is_called_off_says_so(app, signup, what):
    if what == "signup":
        Signup.update(state="cancelled").execute()
    else:
        Activity.update(state="cancelled").execute()

    (event,) = events(fetch(app, calendar_token(signup.id)))

    assert event["STATUS"] == "CANCELLED"
    assert event.walk("VALARM") == []


@pytest.mark.parametrize("token", ["x", "A" * 32, "../../etc/passwd", "%00"])
def test_link_nobody_signed_is_not_found(app, token):
    assert fetch(app, token).status_code == 404


def test_link_cannot_be_turned_to_another_signup(app, signup):
    token = calendar_token(signup.id)
    other = calendar_token(signup.id + 1)

    assert fetch(app, other[:11] + token[11:]).status_code == 404


def test_calendar_names_nobody(app, signup, world):
    text = fetch(app, calendar_token(signup.id)).text

    assert world.member.name not in text
    assert world.member.phone not in text


def test_approved_member_gets_the_link_and_nobody_else(app, as_member, as_organizer, signup):
    url = as_member.get(f"/activities/{signup.activity_id}").json["calendar_url"]

    assert url.endswith(f"/calendar/{calendar_token(signup.id)}.ics")
    assert as_organizer.get(f"/activities/{signup.activity_id}").json["calendar_url"] is None
    Signup.update(state="pending").execute()
    assert as_member.get(f"/activities/{signup.activity_id}").json["calendar_url"] is None
