"""Timers of pictures and files."""

from __future__ import annotations

from datetime import timedelta

from backend.media.checks import check_pictures, delete_old_verdicts, old_verdicts
from backend.media.store import delete_old_cache, delete_orphans
from backend.timers.retention import Retention
from backend.timers.services import Timer

_POSTERS_KEPT_S = 30 * 86_400


def _tidy() -> None:
    delete_orphans()
    delete_old_cache("posters", _POSTERS_KEPT_S)
    delete_old_verdicts()


retentions = [
    Retention("media_verdicts", "已删图片的微信审核结果", "2 天", lambda _config, at: old_verdicts(at)),
]
timers = [
    Timer("check_pictures", timedelta(seconds=5), check_pictures),
    Timer("tidy_media", timedelta(hours=6), _tidy),
]
