"""What a member is told about a signup: the values of the subscribe messages, in Chinese.

Fields are cut to WeChat's limits on the way out; the words here fit already (phrase: 5 characters).
A member put on the waitlist is not messaged: the screen has just said so, and the one credit earned by signing
up is worth more when a place comes free.
"""

from __future__ import annotations

from typing import Literal

import peewee

from backend import clock
from backend.activities.models import Activity, Signup
from backend.push.services import enqueue, enqueue_to_each

Result = Literal["signed_up", "approved", "rejected", "promoted"]

_WORDS: dict[Result, str] = {
    "signed_up": "报名成功",
    "approved": "审核通过",
    "rejected": "未通过",
    "promoted": "候补转正",
}
_REMARKS: dict[Result, str] = {
    "signed_up": "请凭入场码签到",
    "approved": "请凭入场码签到",
    "rejected": "欢迎参加其他活动",
    "promoted": "已为您补上名额",
}


def activity_page(activity_id: int) -> str:
    """The mini-program page of an activity, as subscribe messages want it: without a leading slash."""
    return f"pages/activity/index?id={activity_id}"


def tell_result(
    result: Result,
    *,
    signup_id: int,
    member_id: int,
    activity_id: int,
    version: int,
    title: str,
    venue: str,
    starts_at: int,
    remark: str = "",
) -> None:
    """Put the result of a signup in the outbox. `version` is the activity's after this change: each is told once."""
    values = {
        "title": title,
        "result": _WORDS[result],
        "time": clock.wall_time(clock.from_ms(starts_at)),
        "venue": venue or "线上",
        "remark": remark or _REMARKS[result],
    }
    key = f"signup_result:{signup_id}:{version}"
    enqueue(key, member_id=member_id, template="signup_result", values=values, page=activity_page(activity_id))


def tell_cancellation(members: peewee.Select, *, activity_id: int, title: str, starts_at: int, reason: str) -> None:
    """Put the news that an activity is cancelled in the outbox of every member the query names."""
    values = {"title": title, "time": clock.wall_time(clock.from_ms(starts_at)), "reason": reason or "活动取消"}
    key = f"activity_cancelled:{activity_id}"
    enqueue_to_each(key, members, template="activity_cancelled", values=values, page=activity_page(activity_id))


def tell_change(activity: Activity, what: str) -> None:
    """Put the news of another time or place in the outbox of everybody who signed up; told once a change."""
    values = {
        "title": activity.title,
        "time": clock.wall_time(activity.starts_at),
        "venue": activity.venue or "线上",
        "note": what,
    }
    members = Signup.select(Signup.member).where(
        Signup.activity == activity.id, Signup.state << ("pending", "approved", "waitlisted")
    )
    key = f"activity_changed:{activity.id}:{clock.now_ms()}"
    enqueue_to_each(key, members, template="activity_changed", values=values, page=activity_page(activity.id))


def tell_invitation(members: peewee.Select, activity: Activity, note: str) -> None:
    """Ask every member the query names to an activity; whoever was asked before is not asked again.

    `note`: why they are asked, in 20 characters.
    """
    values = {
        "title": activity.title,
        "time": clock.wall_time(activity.starts_at),
        "venue": activity.venue or "线上",
        "note": note,
    }
    key = f"activity_invitation:{activity.id}"
    enqueue_to_each(key, members, template="activity_invitation", values=values, page=activity_page(activity.id))
