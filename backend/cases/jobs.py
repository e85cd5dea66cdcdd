"""Timers of cases."""

from __future__ import annotations

from datetime import timedelta

from backend.cases.escalating import escalate_due
from backend.cases.services import close_unrated
from backend.timers.services import Timer

timers = [
    Timer("escalate_cases", timedelta(minutes=1), escalate_due),
    Timer("close_unrated_cases", timedelta(hours=1), close_unrated),
]
