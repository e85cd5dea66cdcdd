"""What people are told about activities: the values of the messages, in Chinese.

Fields are cut to WeChat's limits on the way out; the words here fit already (phrase: 5 characters).
A member put on the waitlist is not messaged: the screen has just said so, and the one credit earned by signing
up is worth more when a place comes free.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from backend import clock
from backend.activities.models import Activity
from backend.push.ledger import hold_until
from backend.push.services import News, notify, notify_recipients

Result = Literal["signed_up", "approved", "rejected", "promoted"]

_KINDS: dict[Result, str] = {
    "signed_up": "signup_done",
    "approved": "signup_decided",
    "rejected": "signup_decided",
    "promoted": "waitlist_promoted",
}
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


def activity_subject(activity_id: int) -> str:
    """What messages about an activity are about; credits given at its signup are kept for it."""
    return f"activity:{activity_id}"


def venue_words(venue: str) -> str:
    """Where it is, where there is no venue."""
    return venue or "线上"


def tell_result(
    result: Result,
    *,
    signup_id: int,
    member_id: int,
    activity_id: int,
    organization_id: int,
    version: int,
    title: str,
    venue: str,
    starts_at: int,
    remark: str = "",
) -> None:
    """Tell the result of a signup. `version` is the activity's after this change: each is told once."""
    notify(
        News(
            kind=_KINDS[result],
            subject=activity_subject(activity_id),
            occurrence=f"{signup_id}:{version}",
            organization_id=organization_id,
            values={
                "title": title,
                "result": _WORDS[result],
                "time": clock.wall_time(clock.from_ms(starts_at)),
                "venue": venue_words(venue),
                "note": remark or _REMARKS[result],
            },
            page=activity_page(activity_id),
            expires_at=clock.from_ms(starts_at),
        ),
        (member_id,),
    )


def tell_cancellation(
    *, activity_id: int, organization_id: int, title: str, venue: str, starts_at: int, reason: str
) -> None:
    """Tell everybody who signed up that an activity is called off."""
    notify_recipients(
        News(
            kind="activity_cancelled",
            subject=activity_subject(activity_id),
            organization_id=organization_id,
            values={
                "title": title,
                "time": clock.wall_time(clock.from_ms(starts_at)),
                "venue": venue_words(venue),
                "note": f"已取消：{reason}" if reason else "活动已取消",
            },
            page=activity_page(activity_id),
            expires_at=clock.from_ms(starts_at),
            recipients=f"activity_signups:{activity_id}",
        )
    )


def tell_change(activity: Activity, what: str) -> None:
    """Tell everybody who signed up of another time or place; told once a change."""
    hold_until(activity_subject(activity.id), activity.starts_at)
    notify_recipients(
        _about(activity, "activity_changed", what, recipients=f"activity_signups:{activity.id}", at=clock.now())
    )


def tell_invitation(recipients: str, activity: Activity, note: str) -> None:
    """Ask everybody these recipients are to an activity; whoever was asked before is not asked again.

    `note`: why they are asked, in 20 characters.
    """
    notify_recipients(_about(activity, "activity_invitation", note, recipients=recipients))


def _about(activity: Activity, kind: str, note: str, *, recipients: str, at: datetime | None = None) -> News:
    return News(
        kind=kind,
        subject=activity_subject(activity.id),
        occurrence="" if at is None else str(clock.to_ms(at)),
        organization_id=activity.organization_id,
        values={
            "title": activity.title,
            "time": clock.wall_time(activity.starts_at),
            "venue": venue_words(activity.venue),
            "note": note,
        },
        page=activity_page(activity.id),
        expires_at=activity.starts_at,
        recipients=recipients,
    )
