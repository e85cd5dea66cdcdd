"""Telling representatives, and single members, that their term ends: a month before, and once more a week before."""

from __future__ import annotations

import functools
import operator
from datetime import date, datetime, time, timedelta

import peewee

from backend import clock
from backend.companies.models import Company, Standing
from backend.organizations.models import Organization
from backend.push.services import News

# Days before the last one, and the hour.
DAYS_BEFORE = (30, 7)
_AT = time(10)


def find_ending(since: datetime, until: datetime) -> list[News]:
    """What is to be told of in this span. One statement."""
    first, last = (clock.in_business_zone(one).date() for one in (since, until))
    spans = [
        (Standing.ends_on >= (first + ahead).isoformat()) & (Standing.ends_on <= (last + ahead).isoformat())
        for ahead in map(timedelta, DAYS_BEFORE)
    ]
    rows = (
        Standing.select(Standing, Organization, Company)
        .join(Organization)
        .switch(Standing)
        .join(Company, peewee.JOIN.LEFT_OUTER)
        .where(Standing.state == "active", functools.reduce(operator.or_, spans))
        .order_by(Standing.ends_on, Standing.id)
    )
    found = []
    for standing in rows:
        ends_on = date.fromisoformat(str(standing.ends_on))
        for days in DAYS_BEFORE:
            due_at = clock.at_wall_time(ends_on - timedelta(days=days), _AT)
            if since < due_at <= until:
                found.append(_reminder(standing, ends_on, due_at, days))
    return found


def _reminder(standing: Standing, ends_on: date, due_at: datetime, days: int) -> News:
    company = standing.company if standing.company_id is not None else None
    title = f"{standing.organization.name}会籍" if company is None else f"{company.name}的会籍"
    return News(
        kind="membership_ends",
        subject=f"standing:{standing.id}",
        # recipients.py reads it: for another last day it is another reminder.
        occurrence=f"{standing.ends_on}:{days}",
        organization_id=standing.organization_id,
        values={
            "title": title,
            "time": clock.wall_time(due_at),
            "note": f"{ends_on.month}月{ends_on.day}日到期，请联系协会续期",
        },
        page="pages/me/index",
        due_at=due_at,
        expires_at=clock.business_day(ends_on)[1],
        recipients=f"standing:{standing.id}",
    )
