"""Every kind of message there is, and how each may reach people. docs/push.md shows the table to operators.

What a kind costs a member is decided here: `is_urgent` kinds are told whatever else was told this week; all others
share the weekly budget, keep quiet at night, and those that can wait for one another go out as one message.
"""

from __future__ import annotations

from dataclasses import dataclass

# What members may turn off, in the words of the settings page.
ABOUT = {
    "signups": "报名结果与候补",
    "changes": "活动变更与取消",
    "reminders": "活动提醒",
    "surveys": "问卷",
    "voice": "建议与话题",
    "profile": "资料更新",
    "invitations": "活动邀请",
    "work": "工作提醒与摘要",
}

# What each is about, beneath its switch.
EXPLAINED = {
    "signups": "报名通过、没有通过、候补转正",
    "changes": "您报名的活动改了时间地点，或者取消",
    "reminders": "您报名的活动开始前一天、开始前两小时",
    "surveys": "快截止的问卷、问卷有了结果",
    "voice": "您的建议办到哪一步，话题有了结果",
    "profile": "资料久未更新，请您看一眼；会籍快到期",
    "invitations": "您支持的话题要当面谈、组织邀请您参加",
    "work": "早上的工作摘要、事项超期",
}

# An urgent message that comes up at night waits for the morning too, unless what it is about begins sooner than so
# long after quiet hours end.
NIGHT_MARGIN_H = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """`priority` 0 goes out before 1 before 2."""

    name: str
    label: str
    about: str
    template: str
    priority: int = 1
    # Not counted in the weekly budget.
    is_urgent: bool = False
    # The answer to a tap made this moment: night or not.
    is_at_once: bool = False
    # May go out together with others, as one message.
    is_merged: bool = False
    # May not take a credit that is kept for something else, nor the last one of its own subject.
    is_extra: bool = False
    # Who cannot be reached is to be called by staff.
    is_called: bool = False


_ALL = (
    Kind("signup_done", "报名成功", "signups", "signup_result", 0, is_urgent=True, is_at_once=True),
    Kind("signup_decided", "报名审核结果", "signups", "signup_result", 1, is_urgent=True),
    Kind("waitlist_promoted", "候补转正", "signups", "signup_result", 0, is_urgent=True, is_called=True),
    Kind("activity_changed", "活动有变更", "changes", "activity_reminder", 0, is_urgent=True, is_called=True),
    Kind("activity_cancelled", "活动取消", "changes", "activity_reminder", 0, is_urgent=True, is_called=True),
    Kind("activity_tomorrow", "活动提醒（前一天）", "reminders", "activity_reminder", 1, is_merged=True),
    Kind("activity_soon", "活动提醒（两小时前）", "reminders", "activity_reminder", 0, is_urgent=True, is_extra=True),
    Kind("activity_invitation", "活动邀请", "invitations", "activity_invitation", 2, is_merged=True),
    Kind("survey_reminder", "问卷即将截止", "surveys", "survey_reminder", 2, is_merged=True),
    Kind("survey_note", "问卷有了结果", "surveys", "survey_note", 2, is_merged=True),
    Kind("suggestion_answered", "建议办理进度", "voice", "suggestion_answered", 1, is_urgent=True),
    Kind("profile_stale", "资料待更新", "profile", "profile_reminder", 2, is_merged=True),
    Kind("membership_ends", "会籍到期提醒", "profile", "profile_reminder", 2, is_merged=True),
    Kind("case_overdue", "事项超期", "work", "case_overdue", 1, is_urgent=True),
    Kind("staff_digest", "工作摘要", "work", "staff_digest", 1, is_urgent=True, is_at_once=True),
    Kind("push_fault", "消息模板有误", "work", "staff_digest", 0, is_urgent=True),
)
KINDS = {kind.name: kind for kind in _ALL}
PRIORITIES = tuple(sorted({kind.priority for kind in _ALL}))


def kind_of(name: str) -> Kind:
    """The kind of this name. Raises ValueError: only the program names kinds."""
    try:
        return KINDS[name]
    except KeyError:
        raise ValueError(f"unknown kind of message {name!r}") from None
