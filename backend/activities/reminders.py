"""Reminders of activities: the day before, and two hours before.

An activity of several days is reminded of before its first; a later session only after a break, since whoever was there
yesterday knows of tomorrow, and each message costs an acceptance.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from backend import clock
from backend.activities.services.messages import activity_page, activity_subject, venue_words
from backend.database import Statement
from backend.push.services import News

# A session is reminded of by itself if the one before it ended so long ago.
BREAK = timedelta(hours=48)
TWO_HOURS = timedelta(hours=2)
# A reminder of the day before that comes as late as this has been overtaken by the one two hours before.
TOO_LATE = timedelta(hours=3)
# A day is 23 to 25 hours long, where clocks are changed.
_SHORTEST, _LONGEST = timedelta(hours=22), timedelta(hours=26)


class _Start(NamedTuple):
    activity_id: int
    organization_id: int
    title: str
    venue: str
    starts_at: int
    cancel_closes_at: int
    session: str


_STARTS = Statement(
    """SELECT id, organization_id, title, venue, starts_at, cancel_closes_at, '' FROM activity
       WHERE state = 'published' AND starts_at > ? AND starts_at <= ?
       UNION ALL
       SELECT a.id, a.organization_id, a.title, CASE WHEN s.venue = '' THEN a.venue ELSE s.venue END, s.starts_at,
         a.cancel_closes_at, s.title
       FROM activity_session s JOIN activity a ON a.id = s.activity_id
       WHERE s.starts_at > ? AND s.starts_at <= ? AND a.state = 'published' AND s.starts_at > a.starts_at
         AND NOT EXISTS (SELECT 1 FROM activity_session b WHERE b.activity_id = s.activity_id
           AND b.starts_at < s.starts_at AND b.ends_at > s.starts_at - ?)
       ORDER BY 5, 1"""
)


def day_before(starts_at: datetime) -> datetime:
    """The same time on the wall clock the day before, however long that day is."""
    local = clock.in_business_zone(starts_at)
    return clock.at_wall_time(local.date() - timedelta(days=1), local.time())


def find_tomorrow(since: datetime, until: datetime) -> list[News]:
    """What begins a day after some moment of this span. One statement."""
    found = []
    for start in _starts(since + _SHORTEST, until + _LONGEST):
        due_at = day_before(clock.from_ms(start.starts_at))
        if since < due_at <= until:
            can_cancel = start.cancel_closes_at > clock.to_ms(due_at)
            note = "凭入场码签到，来不了请先取消" if can_cancel else "请凭入场码签到"
            found.append(_reminder("activity_tomorrow", start, due_at, note))
    return found


def find_soon(since: datetime, until: datetime) -> list[News]:
    """What begins two hours after some moment of this span. One statement."""
    return [
        _reminder("activity_soon", start, clock.from_ms(start.starts_at) - TWO_HOURS, "即将开始，请凭入场码签到")
        for start in _starts(since + TWO_HOURS, until + TWO_HOURS)
    ]


def _starts(after: datetime, until: datetime) -> Iterator[_Start]:
    """What begins in this span, each moment of an activity once: sessions may run side by side."""
    span = clock.to_ms(after), clock.to_ms(until)
    seen = set()
    for row in _STARTS.rows(*span, *span, BREAK // timedelta(milliseconds=1)):
        start = _Start(*row)
        if (start.activity_id, start.starts_at) not in seen:
            seen.add((start.activity_id, start.starts_at))
            yield start


def _reminder(kind: str, start: _Start, due_at: datetime, note: str) -> News:
    starts_at = clock.from_ms(start.starts_at)
    return News(
        kind=kind,
        subject=activity_subject(start.activity_id),
        # recipients.py reads it: for another time it is another reminder.
        occurrence=str(start.starts_at),
        organization_id=start.organization_id,
        values={
            "title": start.title,
            "time": clock.wall_time(starts_at),
            "venue": venue_words(start.venue),
            "note": f"本场：{start.session}" if start.session else note,
        },
        page=activity_page(start.activity_id),
        due_at=due_at,
        expires_at=starts_at - TOO_LATE if kind == "activity_tomorrow" else starts_at,
        recipients=f"activity_going:{start.activity_id}",
    )
