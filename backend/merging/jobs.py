"""Timers of merging."""

from __future__ import annotations

from datetime import timedelta

from backend.merging.duplicates import find_lookalikes
from backend.merging.services import forget_old_merges
from backend.timers.services import Timer

timers = [
    Timer("find_lookalikes", timedelta(minutes=5), find_lookalikes),
    Timer("forget_merges", timedelta(hours=1), forget_old_merges),
]
