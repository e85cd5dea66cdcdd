"""Calendar entries (RFC 5545): what a signed-up member adds to the calendar of a computer.

The link names a signup and is signed, so that a calendar, which cannot log in, may fetch it again and see changes.
It tells what the activity's page tells, and nothing about the member.
"""

from __future__ import annotations

import base64
import re
from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from backend import clock
from backend.activities.models import Activity, ActivitySession, Signup
from backend.encryption import keys
from backend.errors import NotFound
from backend.media.settings import base_url

_PURPOSE = "calendar"
_MAC_BYTES = 16
_SHAPE = re.compile(r"[A-Za-z0-9_-]{32}")
_REMIND_BEFORE = timedelta(hours=2)


def calendar_url(signup_id: int) -> str:
    """Where a calendar fetches this signup; absolute, since it leaves the phone."""
    return f"{base_url()}/calendar/{calendar_token(signup_id)}.ics"


def calendar_token(signup_id: int) -> str:
    """The last part of a signup's calendar link; the same each time."""
    named = signup_id.to_bytes(8, "big")
    return base64.urlsafe_b64encode(named + keys().sign(named, _PURPOSE, _MAC_BYTES)).decode()


def read_calendar_token(token: str) -> int:
    """The id of the signup. Raises NotFound for what we never signed."""
    if _SHAPE.fullmatch(token) is None:
        raise NotFound
    raw = base64.urlsafe_b64decode(token)
    named, mac = raw[:8], raw[8:]
    if not keys().is_signed(named, mac, _PURPOSE):
        raise NotFound
    return int.from_bytes(named, "big")


def write_calendar(signup_id: int) -> bytes:
    """The calendar of one signup: an event for the activity, or for each of its sessions.

    Raises NotFound once the signup, or the activity as a draft, is gone. A signup taken back, and an activity called
    off, leave events that say so: calendars then strike out what they kept.
    """
    signup = Signup.select(Signup, Activity).join(Activity).where(Signup.id == signup_id).first()
    if signup is None or signup.activity.state == "draft":
        raise NotFound
    activity: Activity = signup.activity
    is_off = activity.state == "cancelled" or signup.state not in ("approved", "pending")
    calendar = Calendar()
    calendar.add("prodid", "-//Lianyi//activities//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", activity.title)
    sessions = list(
        ActivitySession.select()
        .where(ActivitySession.activity == activity.id)
        .order_by(ActivitySession.starts_at, ActivitySession.id)
    )
    parts: list[ActivitySession | None] = [*sessions] or [None]
    for part in parts:
        calendar.add_component(_event(activity, part, is_off=is_off))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(activity: Activity, session: ActivitySession | None, *, is_off: bool) -> Event:
    when = session or activity
    event = Event()
    event.add("uid", f"{activity.id}-{session.id if session else 0}@lianyi")
    event.add("sequence", activity.version)
    event.add("dtstamp", clock.now())
    event.add("dtstart", clock.in_business_zone(when.starts_at))
    event.add("dtend", clock.in_business_zone(when.ends_at))
    event.add("summary", f"{activity.title} · {session.title}" if session else activity.title)
    if place := (session.venue if session else "") or activity.venue or activity.online_link:
        event.add("location", place)
    if activity.description:
        event.add("description", activity.description)
    if activity.latitude is not None and activity.longitude is not None:
        event.add("geo", (activity.latitude, activity.longitude))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if not is_off:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", activity.title)
        reminder.add("trigger", -_REMIND_BEFORE)
        event.add_component(reminder)
    return event
