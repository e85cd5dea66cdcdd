"""Timers of held acts."""

from __future__ import annotations

from datetime import timedelta

from backend.console.today.holding import forget_old, run_due
from backend.timers.services import Timer

timers = [
    # Each second one look-up; what is due is claimed row by row, by any number of processes.
    Timer("run_held_acts", timedelta(seconds=1), run_due, is_claimed=False),
    Timer("forget_held_acts", timedelta(hours=1), forget_old),
]
