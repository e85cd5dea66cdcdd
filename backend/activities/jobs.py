"""Timers of activities."""

from __future__ import annotations

from datetime import timedelta

from backend.activities.services.attendance import settle_due
from backend.timers.services import Timer

timers = [Timer("settle_attendance", timedelta(minutes=1), settle_due)]
