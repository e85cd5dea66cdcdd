"""Timers of acts on many members."""

from __future__ import annotations

from datetime import timedelta

from backend.batches.services import forget_old, run_started
from backend.timers.services import Timer

timers = [
    Timer("run_batches", timedelta(seconds=2), run_started),
    Timer("forget_batches", timedelta(hours=1), forget_old),
]
