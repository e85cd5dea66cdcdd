"""Why somebody is not let in, in words a doorkeeper can read aloud."""

from __future__ import annotations

from typing import Protocol

from backend import clock
from backend.activities.services.errors import ActivityCancelled, ActivityFull
from backend.checkin.event_codes import EventCodeInvalid
from backend.checkin.queries import DoorRow
from backend.errors import DomainError


class PassInvalid(DomainError):
    status, code, message = 422, "pass_invalid", "这不是有效的入场码，请对方打开入场码页面再扫一次。"


class PassOfOtherActivity(DomainError):
    status, code, message = 409, "pass_of_other_activity", "这是另一场活动的入场码。"


class NotSignedUp(DomainError):
    status, code, message = 403, "not_signed_up", "您没有报名这场活动。"


class SignupNotApproved(DomainError):
    status, code, message = 409, "signup_not_approved", "报名还没有通过。"


class AlreadyIn(DomainError):
    status, code, message = 409, "already_checked_in", "已经签到过了。"


class CheckinTooEarly(DomainError):
    status, code, message = 409, "checkin_too_early", "签到还没有开始。"


class CheckinClosed(DomainError):
    status, code, message = 409, "checkin_closed", "签到已经结束。"


class AlreadyLeft(DomainError):
    status, code, message = 409, "already_left", "已经离场了。"


class NotCheckedIn(DomainError):
    status, code, message = 409, "not_checked_in", "还没有签到，不能离场。"


class LeaveNotScanned(DomainError):
    status, code, message = 409, "leave_not_scanned", "这场活动离场不用扫码。"


class SessionUnknown(DomainError):
    status, code, message = 409, "session_unknown", "没有这个场次，请重新选择场次。"


class SignupUnknown(DomainError):
    status, code, message = 409, "signup_unknown", "名单上没有这个人。"


class TooFar(DomainError):
    """The phone says it is elsewhere. One signal among others: a phone that says nothing is let in."""

    status, code, message = 409, "too_far", "您离会场较远，请到现场再签到。"


class WalkInsNotAllowed(DomainError):
    status, code, message = 403, "walk_ins_not_allowed", "这场活动不接受现场报名。"


class WalkInNameDiffers(DomainError):
    status, code, message = 409, "walk_in_name_differs", "这个手机号登记的是另一个人，请核对姓名和手机号。"


class DoorRevoked(DomainError):
    status, code, message = 403, "door_revoked", "这部手机的门岗已被停用，请联系组织者。"


class DoorOver(DomainError):
    status, code, message = 409, "door_over", "活动已结束，门岗已关闭。"


class NothingToUndo(DomainError):
    status, code, message = 409, "nothing_to_undo", "这次扫码没有放行，不用撤销。"


class AlreadyUndone(DomainError):
    status, code, message = 409, "already_undone", "这次放行已经撤销过了。"


# By the state of the signup; `who` is 您, or a name and a blank.
_STATES = {
    "pending": "{who}的报名还在审核中。",
    "waitlisted": "{who}在候补名单上，还没有名额。",
    "rejected": "{who}的报名没有通过。",
    "cancelled": "{who}已取消报名。",
}

# Those with nothing to fill in.
_PLAIN: dict[str, type[DomainError]] = {
    kind.code: kind
    for kind in (
        PassInvalid,
        PassOfOtherActivity,
        NotSignedUp,
        ActivityCancelled,
        EventCodeInvalid,
        AlreadyIn,
        AlreadyLeft,
        NotCheckedIn,
        LeaveNotScanned,
        SessionUnknown,
        SignupUnknown,
        TooFar,
        WalkInsNotAllowed,
        DoorRevoked,
        DoorOver,
        ActivityFull,
    )
}


class Attempted(Protocol):
    """What a refusal is worded with; moments in milliseconds."""

    @property
    def name(self) -> str | None: ...
    @property
    def signup_state(self) -> str | None: ...
    @property
    def checked_in_at(self) -> int | None: ...
    @property
    def left_at(self) -> int | None: ...
    @property
    def opens_at(self) -> int: ...
    @property
    def closes_at(self) -> int: ...


def spoken_time(at_ms: int) -> str:
    """14:02, or 4月20日 14:02 when that was not today; on the association's wall clock."""
    local = clock.in_business_zone(clock.from_ms(at_ms))
    day = "" if local.date() == clock.business_today() else f"{local.month}月{local.day}日 "
    return f"{day}{local:%H:%M}"


def judge(door: DoorRow, now: int, *, is_own: bool) -> DomainError | None:
    """The reason not to let this attempt in, or None. `is_own`: a member's own check-in, addressed as 您.

    What was said first is said first here too: another activity, cancelled, already in, not approved, the time.
    """
    code = _reason(door, now, is_own=is_own)
    return None if code is None else refusal_in_words(code, door, is_own=is_own)


def _reason(door: DoorRow, now: int, *, is_own: bool) -> str | None:
    checks = (
        ("event_code_invalid", door.is_receipt_used and door.checked_in_at is None),
        ("not_signed_up" if is_own else "pass_invalid", door.signup_id is None),
        ("pass_of_other_activity", door.signup_id is not None and door.signup_activity_id != door.activity_id),
        ("activity_cancelled", door.activity_state == "cancelled"),
        ("already_checked_in", door.checked_in_at is not None),
        ("signup_not_approved", door.signup_state != "approved"),
        ("checkin_too_early", now < door.opens_at),
        ("checkin_closed", now >= door.closes_at),
    )
    return next((code for code, applies in checks if applies), None)


def refusal_in_words(code: str, attempted: Attempted, *, is_own: bool = False) -> DomainError:
    """The refusal `code` about this attempt. `is_own`: a member's own check-in, addressed as 您."""
    who = "您" if is_own else f"{attempted.name} " if attempted.name else ""
    match code:
        case "already_checked_in" if attempted.checked_in_at is not None:
            left = f"，{spoken_time(attempted.left_at)} 离场" if attempted.left_at is not None else ""
            return AlreadyIn(f"{who}已于 {spoken_time(attempted.checked_in_at)} 签到{left}")
        case "already_left" if attempted.left_at is not None:
            return AlreadyLeft(f"{who}已于 {spoken_time(attempted.left_at)} 离场")
        case "not_checked_in":
            return NotCheckedIn(f"{who}还没有签到，不能离场。")
        case "signup_not_approved":
            words = _STATES.get(attempted.signup_state or "")
            return SignupNotApproved(words.format(who=who) if words else None)
        case "checkin_too_early":
            return CheckinTooEarly(f"{spoken_time(attempted.opens_at)} 开始签到，现在还早。")
        case "checkin_closed":
            return CheckinClosed(f"签到已于 {spoken_time(attempted.closes_at)} 结束。")
    return _PLAIN[code]()
