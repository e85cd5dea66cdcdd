"""Timers of merging, and how long what it keeps is kept."""

from __future__ import annotations

from datetime import timedelta

from backend.merging.duplicates import find_lookalikes
from backend.merging.services import forget_old_merges, old_merges
from backend.timers.retention import Retention
from backend.timers.services import Timer

retentions = [Retention("merges", "合并会员的撤销记录", "30 天", lambda _config, at: old_merges(at))]
timers = [
    Timer("find_lookalikes", timedelta(minutes=5), find_lookalikes),
    Timer("forget_merges", timedelta(hours=1), forget_old_merges),
]
