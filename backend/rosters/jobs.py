"""Timers of importing people."""

from __future__ import annotations

from datetime import timedelta

from backend.rosters.batches import advance_waiting, forget_old_rosters
from backend.timers.services import Timer

timers = [
    Timer("advance_rosters", timedelta(seconds=1), advance_waiting),
    Timer("forget_rosters", timedelta(hours=1), forget_old_rosters),
]
