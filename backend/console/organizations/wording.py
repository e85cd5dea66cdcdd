"""What roles let their holders do, and periods, in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.console.words import day_words

ROLES_EXPLAINED = {
    "administrator": "管理组织、角色和设置，也能做工作人员能做的一切。",
    "staff": "管理会员、活动、问卷、建议和推送。",
    "organizer": "只办活动：策划、发布、审核报名、现场签到和总结，看不到会员名单和其他内容。",
    "auditor": "只能查看，不能修改；手机号等始终隐去。",
}
PERIODS = {"open": "不限", "today": "今天", "week": "到本周五", "month": "一个月", "until": "到某一天"}


def last_day(ends_at: datetime) -> str:
    """The last day of a period that ends at this moment: 11月27日 周五, 今天; with the time if it ends within a day."""
    local = clock.in_business_zone(ends_at)
    if (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0):
        return day_words(local - timedelta(milliseconds=1))
    return f"{day_words(local)} {local:%H:%M}"


def day_of(moment: datetime) -> str:
    """The day of a moment: 今天, 11月27日 周五."""
    return day_words(clock.in_business_zone(moment))


# For templates of this area.
WORDS: dict[str, Any] = {"last_day": last_day, "day_of": day_of}
