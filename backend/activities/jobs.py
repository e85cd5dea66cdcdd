"""Timers of activities, and what people are reminded of."""

from __future__ import annotations

from datetime import timedelta

from backend.activities.reminders import find_soon, find_tomorrow
from backend.activities.services.attendance import settle_due
from backend.activities.services.plan_copies import drop_old_copies
from backend.push.rules import Rule
from backend.timers.services import Timer

rules = [Rule("activity_tomorrow", find_tomorrow), Rule("activity_soon", find_soon)]
timers = [
    Timer("settle_attendance", timedelta(minutes=1), settle_due),
    Timer("drop_old_plan_copies", timedelta(hours=6), drop_old_copies),
]
