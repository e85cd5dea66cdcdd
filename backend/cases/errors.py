"""Refusals about cases, named for the situation the person is in."""

from __future__ import annotations

from backend.errors import DomainError


class CaseChanged(DomainError):
    """Somebody else did something to it since the caller read it."""

    status, code, message = 409, "case_changed", "事项刚刚有了变化，请看过最新情况再操作。"


class CaseState(DomainError):
    """What is asked for does not fit where the case stands."""

    status, code, message = 409, "case_state", "事项现在的状态不能这样操作。"


class NeedsNewReply(DomainError):
    """A reopened case is only finished by another reply."""

    status, code, message = 409, "needs_new_reply", "提出人不满意上次答复，请重新答复后再办结。"


class WordsFrozen(DomainError):
    status, code, message = 409, "words_frozen", "已经答复或结束，不能再修改。"


class OwnCase(DomainError):
    status, code, message = 409, "own_case", "这是您自己提出的，不用附议。"


class NotSupported(DomainError):
    status, code, message = 409, "not_supported", "您没有附议这件事项。"


class OptOutOver(DomainError):
    status, code, message = 409, "opt_out_over", "已经超过可以退出的时间。"
