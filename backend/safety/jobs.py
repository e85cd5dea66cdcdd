"""Timers of safety checks."""

from __future__ import annotations

from datetime import timedelta

from backend.safety.checks import check_due
from backend.timers.services import Timer

timers = [Timer("check_texts", timedelta(seconds=5), check_due)]
