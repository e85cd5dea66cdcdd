"""Timers of acts on many members."""

from __future__ import annotations

from datetime import timedelta

from backend.batches.services import forget_old, old_batches, run_started
from backend.timers.retention import Retention
from backend.timers.services import Timer

retentions = [
    Retention("batches", "批量操作的撤销记录", "30 天；没有确认的 1 天", lambda _config, at: old_batches(at)),
]
timers = [
    Timer("run_batches", timedelta(seconds=2), run_started),
    Timer("forget_batches", timedelta(hours=1), forget_old),
]
