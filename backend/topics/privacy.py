"""What one member said in topics, and how they voted."""

from __future__ import annotations

from typing import Any

from backend.schemas import iso
from backend.topics.models import Statement, Topic, Vote
from backend.topics.services import forget_member

_WORDS = {"agree": "同意", "disagree": "不同意", "pass": "跳过"}


def personal_data(member_id: int | None, account_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Each statement and each vote, by topic."""
    if member_id is None:
        return {}
    said = Statement.select(Statement, Topic).join(Topic).where(Statement.author == member_id).order_by(Statement.id)
    votes = Vote.select(Vote, Statement).join(Statement).where(Vote.member == member_id).order_by(Vote.id)
    return {
        "topic_statements": [
            {"topic": row.topic.title, "text": row.text, "created_at": iso(row.created_at)} for row in said
        ],
        "topic_votes": [
            {"statement": row.statement.text, "vote": _WORDS[row.vote], "voted_at": iso(row.voted_at)} for row in votes
        ],
    }


def erase(member_id: int | None, account_id: int) -> None:  # noqa: ARG001
    """Votes go, and the sums with them; what was said stays, nobody's."""
    if member_id is not None:
        forget_member(member_id)
