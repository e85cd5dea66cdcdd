"""Another time or place of a published activity tells everybody signed up: whoever saves it knows so before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend import clock
from backend.activities.models import Activity
from backend.activities.services.plan_saving import digests
from backend.console.forecasts import forecast
from backend.errors import DomainError

_WHEN_AND_WHERE = ("starts_at", "ends_at", "venue", "online_link")


class MoveNotConfirmed(DomainError):
    """`words`: how many it would tell, and by which way."""

    status, code, message = 409, "move_not_confirmed", "时间或地点有变化，保存后会通知已报名的会员，请确认。"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


def require_confirmed(
    activity: Activity, wanted: Mapping[str, Any], seen: Mapping[str, str], *, is_confirmed: bool
) -> None:
    """Raise MoveNotConfirmed where saving would tell somebody, and whoever saves was not asked yet."""
    if is_confirmed or activity.state != "published" or wanted["ends_at"] <= clock.now():
        return
    now = digests({name: getattr(activity, name) for name in _WHEN_AND_WHERE})
    mine = digests({name: wanted[name] for name in _WHEN_AND_WHERE})
    if not any(mine[name] not in (seen.get(name), now[name]) for name in _WHEN_AND_WHERE):
        return
    if activity.taken or activity.waitlisted:
        told = forecast("activity_changed", activity.id)
        raise MoveNotConfirmed(" ".join((f"将通知已报名的 {told.words}。", *told.notes)))
