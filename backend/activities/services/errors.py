"""Refusals about activities and signups, named for the situation the person is in."""

from __future__ import annotations

from backend.errors import DomainError, InvalidInput


class SignupNotOpen(DomainError):
    status, code, message = 409, "signup_not_open", "报名还没有开始。"


class SignupClosed(DomainError):
    status, code, message = 409, "signup_closed", "报名已经截止。"


class ActivityCancelled(DomainError):
    status, code, message = 409, "activity_cancelled", "活动已取消。"


class FormOutdated(DomainError):
    """The questions changed since the phone loaded them."""

    status, code, message = 409, "form_outdated", "报名问题刚刚更新过，请核对后重新提交。"


class InvalidAnswers(InvalidInput):
    code, message = "invalid_answers", "有几项需要修改，请按提示检查。"


class CancelClosed(DomainError):
    status, code, message = 409, "cancel_closed", "已过取消报名的时间，请联系组织者。"


class AlreadyCheckedIn(DomainError):
    status, code, message = 409, "already_checked_in", "已经签到，不能再取消报名。"


class ActivityFull(DomainError):
    status, code, message = 409, "activity_full", "名额已满。"


class AlreadyDecided(DomainError):
    """Another colleague was faster; the message says who decided what, and when."""

    status, code, message = 409, "signup_already_decided", "这份报名已经处理过。"


class SignupWithdrawn(DomainError):
    status, code, message = 409, "signup_cancelled", "报名人已取消报名。"


class NotReadyToPublish(InvalidInput):
    code, message = "not_ready_to_publish", "还有几项需要补充，才能发布。"


class CapacityBelowTaken(DomainError):
    status, code, message = 409, "capacity_below_taken", "名额不能少于已经占用的人数。"


class FormInUse(DomainError):
    """Removing the questions of an activity people have answered would orphan their answers."""

    status, code, message = 409, "form_in_use", "已有人报名，不能去掉报名问题。"


class SessionInUse(DomainError):
    """People have been let in there: the ledger needs the session."""

    status, code, message = 409, "session_in_use", "这一场已有人签到，不能去掉。"


class SeatsDoNotFit(DomainError):
    """Quotas and capacity contradict each other, or what is held already; the message says which."""

    status, code, message = 409, "seats_do_not_fit", "名额分配与已占用的名额冲突。"


class NotAParticipant(DomainError):
    """Feedback is asked of those who were there."""

    status, code, message = 403, "not_a_participant", "只有参加了活动的会员可以填写反馈。"


class FeedbackNotOpen(DomainError):
    status, code, message = 409, "feedback_not_open", "活动结束后就可以填写反馈了。"


class FeedbackClosed(DomainError):
    status, code, message = 409, "feedback_closed", "反馈已经截止，谢谢您的关注。"


class NotOverYet(DomainError):
    """A report is made of what has ended, once its attendance is settled."""

    status, code, message = 409, "activity_not_over", "活动还没有结束，暂时不能结项。"
