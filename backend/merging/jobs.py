"""Timers of merging."""

from __future__ import annotations

from datetime import timedelta

from backend.merging.services import forget_old_merges
from backend.timers.services import Timer

timers = [Timer("forget_merges", timedelta(hours=1), forget_old_merges)]
