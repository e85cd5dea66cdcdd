"""Statements, as they are judged and complained about."""

from __future__ import annotations

from collections.abc import Iterable

import peewee

from backend.members.models import Member
from backend.safety.subjects import Subject, SubjectView
from backend.topics.models import Statement, Topic
from backend.topics.queries import find_topic
from backend.topics.services import KIND, decide_statement, view


def load(ids: Iterable[int]) -> dict[int, SubjectView]:
    """Statements by id."""
    rows = (
        Statement.select(Statement, Topic, Member)
        .join(Topic)
        .switch(Statement)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=Statement.author)
        .where(Statement.id << ids)
    )
    return {row.id: view(row, row.topic, row.author.name if row.author else "工作人员") for row in rows}


def is_visible(statement_id: int, member_id: int) -> bool:
    """Whether a member reads the statement."""
    statement = Statement.get_or_none(Statement.id == statement_id, Statement.public_state == "shown")
    return statement is not None and find_topic(statement.topic_id, member_id, 0) is not None


SUBJECTS = (Subject(KIND, load, decide_statement, is_visible),)
