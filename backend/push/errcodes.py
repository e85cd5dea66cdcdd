"""What to do about each way in which a send can fail. docs/push.md shows the table to operators.

The meaning of WeChat's errcodes is in wechat/errors.py; here is what the outbox does about it.
"""

from __future__ import annotations

from enum import Enum

from backend.push.fitting import UnfittingValue
from backend.wechat import errors as wechat


class Action(Enum):
    """What happens to the message."""

    # The client has fetched a new token and tried again; it is WeChat that is not well, or the account's settings.
    BACK_OFF = "try again later, with jitter; five in a row open the circuit breaker"
    # It may have arrived: WeChat has no key by which to ask.
    REPEAT_ONCE = "try once more when WeChat answers again, then take it as sent"
    AFTER_A_MOMENT = "try again after a moment, one message at a time to this member"
    NEXT_RUNG = "no WeChat message: the inbox, and the list of whom to call"
    STOP_NOTIFICATION = "nobody else is sent it; administrators are told which field"
    STOP_TEMPLATE = "nothing goes out by this template until it is checked; administrators are told"
    STOP_ROBOT = "failed; administrators are told which group's robot"
    GIVE_UP = "failed; kept with its error for `lianyi outbox`"


# Looked up by class, the nearest base class first.
ACTIONS: dict[type[Exception], Action] = {
    wechat.AnswerLost: Action.REPEAT_ONCE,
    wechat.ConcurrentSend: Action.AFTER_A_MOMENT,
    wechat.QuotaReached: Action.BACK_OFF,
    wechat.WeChatUnavailable: Action.BACK_OFF,
    wechat.AccessTokenRejected: Action.BACK_OFF,
    wechat.AccountMisconfigured: Action.BACK_OFF,
    wechat.CreditExhausted: Action.NEXT_RUNG,
    wechat.OpenidRejected: Action.NEXT_RUNG,
    wechat.TemplateUnknown: Action.STOP_TEMPLATE,
    wechat.SubscribingBanned: Action.STOP_TEMPLATE,
    wechat.TemplateRejected: Action.STOP_NOTIFICATION,
    wechat.PageRejected: Action.STOP_NOTIFICATION,
    wechat.RobotRejected: Action.STOP_ROBOT,
    UnfittingValue: Action.STOP_NOTIFICATION,
    wechat.RequestRejected: Action.GIVE_UP,
    wechat.WeChatError: Action.BACK_OFF,
}


def action_for(error: Exception) -> Action:
    """What to do about this failure; what nobody has classified is tried again."""
    for kind in type(error).__mro__:
        if kind in ACTIONS:
            return ACTIONS[kind]
    # A fault of ours: it may be mended before the attempts are used up.
    return Action.BACK_OFF


def action_for_code(code: int) -> Action:
    """What is done when WeChat answers a send with this errcode."""
    return action_for(wechat.error_for(code, ""))


def meaning_of(code: int) -> str:
    """What the errcode says, in one sentence."""
    return (type(wechat.error_for(code, "")).__doc__ or "").partition("\n")[0]
