"""Fields of the console's forms that browsers fill in: moments on the association's wall clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import marshmallow as ma

from backend import clock


class WallMoment(ma.fields.Field[datetime]):
    """What <input type=datetime-local> sends, "2026-05-01T14:00", as a moment."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            local = datetime.strptime(str(value)[:16], "%Y-%m-%dT%H:%M")  # noqa: DTZ007 (the wall clock's)
        except ValueError:
            raise ma.ValidationError("请写成 2026-05-01 14:00 这样的时间。") from None
        if not 1970 < local.year < 2200:
            raise ma.ValidationError("时间超出范围。")
        return clock.at_wall_time(local.date(), local.time())
