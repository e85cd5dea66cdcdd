"""Refusals about topics, named for the situation the person is in."""

from __future__ import annotations

from backend.errors import DomainError


class TopicClosed(DomainError):
    status, code, message = 409, "topic_closed", "话题不在征集时间内。"


class SaidBefore(DomainError):
    """Somebody said the same; `errors` names it."""

    status, code, message = 409, "said_before", "有人说过同样的话，可以直接表态。"


class TooManyStatements(DomainError):
    status, code, message = 409, "too_many_statements", "每个话题最多写 5 条观点。"


class StatementsClosed(DomainError):
    status, code, message = 409, "statements_closed", "目前不公开展示会员的观点，可以对已有观点表态。"


class NotDraft(DomainError):
    status, code, message = 409, "topic_not_draft", "话题已经发布，这一项不能再改。"


class StillOpen(DomainError):
    status, code, message = 409, "topic_still_open", "话题截止后才能公布结果。"


class AlreadyActivity(DomainError):
    status, code, message = 409, "already_activity", "这个话题已经开成活动。"
