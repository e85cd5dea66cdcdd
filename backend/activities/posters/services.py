"""Making a poster once and giving it out many times: it is kept under the digest of what stands on it."""

from __future__ import annotations

import hashlib
import os
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from backend import clock
from backend.activities.models import Activity
from backend.activities.pictures import files_of
from backend.activities.posters.codes import activity_code
from backend.activities.posters.drawing import Poster, draw_poster
from backend.errors import NotFound
from backend.media.models import Media
from backend.media.store import cache_path, path_of, write_file
from backend.organizations.models import Organization

# Raise it when posters are drawn differently: what was kept is then drawn anew.
_DESIGN = 1
# One at a time: whoever asks for the same poster meanwhile finds it drawn.
_making = threading.Lock()
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


class MadePoster(NamedTuple):
    """Where the PNG lies, its digest, and whether it will stay as it is while the activity does."""

    path: Path
    digest: str
    is_final: bool


def make_poster(activity_id: int) -> MadePoster:
    """The poster of a published activity, drawn unless it is kept already. Raises NotFound."""
    activity = Activity.select(Activity, Organization).join(Organization).where(Activity.id == activity_id).first()
    if activity is None or activity.state != "published":
        raise NotFound
    cover = files_of(activity_id, "cover").where(Media.state == "clear").order_by(Media.id.desc()).first()
    code = activity_code(activity_id)
    words = _words(activity)
    told = (_DESIGN, sorted(words.items()), cover and cover.digest, code.hint, hashlib.sha256(code.picture).hexdigest())
    digest = hashlib.sha256(repr(told).encode()).hexdigest()
    path = cache_path("posters", f"{digest}.png")
    with _making:
        if path.is_file():
            with suppress(OSError):
                os.utime(path)  # still asked for: the tidying up spares it
        else:
            picture = _cover(cover)
            write_file(path, draw_poster(Poster(**words, hint=code.hint, cover=picture, code=code.picture)))
    return MadePoster(path, digest, code.is_final)


def _cover(media: Media | None) -> bytes | None:
    if media is None:
        return None
    try:
        return path_of(media.id).read_bytes()
    except FileNotFoundError:  # replaced a moment ago
        return None


def _words(activity: Activity) -> dict[str, str]:
    starts = clock.in_business_zone(activity.starts_at)
    ends = clock.in_business_zone(activity.ends_at)
    this_year = starts.year == clock.business_today().year
    date = _day(starts) if this_year else f"{starts.year}年{_day(starts)}"
    if ends.date() == starts.date():
        time = f"{starts:%H:%M}–{ends:%H:%M}"
    else:
        time = f"{starts:%H:%M} 至 {_day(ends)} {ends:%H:%M}"
    return {
        "title": activity.title,
        "organization": activity.organization.name,
        "date": date,
        "time": time,
        "day": str(starts.day),
        "month": f"{_MONTHS[starts.month - 1]}月",
        "venue": activity.venue or ("线上活动" if activity.online_link else ""),
    }


def _day(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日 周{_WEEKDAYS[moment.weekday()]}"
