"""Timers of importing people."""

from __future__ import annotations

from datetime import timedelta

from backend.rosters.batches import advance_waiting, expired_rosters, forget_old_rosters, old_drafts
from backend.timers.retention import Retention
from backend.timers.services import Timer

retentions = [
    Retention("roster_drafts", "上传后没有导入的名册", "1 天", lambda _config, at: old_drafts(at)),
    Retention("rosters", "导入名册的逐行记录", "30 天（撤销期）", lambda _config, at: expired_rosters(at)),
]
timers = [
    Timer("advance_rosters", timedelta(seconds=1), advance_waiting),
    Timer("forget_rosters", timedelta(hours=1), forget_old_rosters),
]
