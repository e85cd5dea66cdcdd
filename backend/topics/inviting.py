"""Asking the supporters of a topic to the activity it became: a message each, once that is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from backend import clock
from backend.activities.models import Activity, Signup
from backend.activities.services.messages import tell_invitation
from backend.database import Statement as Sql
from backend.database import atomic
from backend.members.models import Member
from backend.organizations.models import Membership, OrganizationClosure
from backend.topics.models import Statement, Topic, Vote

# Rows of one transaction: nobody else who writes waits long on SQLite.
_CHUNK = 500
_NOTE = "您支持的话题要当面谈"


def invite_due() -> int:
    """Write to the supporters of every topic whose activity was published; returns how many topics that were.

    First the messages, each once by its key; then the mark. Killed in between, it starts over.
    """
    now = clock.now()
    due: Any = (
        Topic.select(Topic, Activity)
        .join(Activity, on=Topic.activity)
        .where(Topic.invited_at.is_null(), Activity.state == "published", Activity.signup_closes_at > now)
    )
    topics = list(due.order_by(Topic.id))
    for topic in topics:
        for first, last in _chunks(topic.id):
            with atomic():
                tell_invitation(_supporters(topic, first, last), topic.activity, _NOTE)
        Topic.update(invited_at=now).where(Topic.id == topic.id).execute()
    return len(topics)


def _supporters(topic: Topic, first: int, last: int) -> Any:
    """Who agreed with a statement or said something, can see the activity and has not signed up, in a range of ids."""
    agreed = Vote.select(Vote.member).where(
        Vote.topic == topic.id, Vote.vote == "agree", Vote.member.between(first, last)
    )
    said = Statement.select(Statement.author).where(Statement.topic == topic.id, Statement.author.between(first, last))
    belong = (
        Membership.select(Membership.member)
        .join(OrganizationClosure, on=(OrganizationClosure.descendant == Membership.organization))
        .where(Membership.member.between(first, last), OrganizationClosure.ancestor == topic.organization_id)
    )
    signed_up = Signup.select(Signup.member).where(
        Signup.activity == topic.activity_id, Signup.member.between(first, last)
    )
    return Member.select(Member.id).where(
        Member.id.between(first, last),
        (Member.id << agreed) | (Member.id << said),
        Member.id << belong,
        Member.id.not_in(signed_up),
    )


# Each part stops at its own limit along an index, however many follow.
_NEXT = Sql(
    """SELECT min(id), max(id) FROM (SELECT id FROM (
         SELECT id FROM (SELECT DISTINCT member_id AS id FROM topic_vote
           WHERE topic_id = ? AND member_id > ? ORDER BY member_id LIMIT ?) voters
         UNION SELECT id FROM (SELECT DISTINCT author_id AS id FROM topic_statement
           WHERE topic_id = ? AND author_id > ? ORDER BY author_id LIMIT ?) authors) people
       ORDER BY id LIMIT ?) chunk"""
)


def _chunks(topic_id: int) -> Iterator[tuple[int, int]]:
    """Ranges of member ids that hold a few hundred participants each."""
    last = -1
    while (row := _NEXT.row(topic_id, last, _CHUNK, topic_id, last, _CHUNK, _CHUNK)) and row[0] is not None:
        yield row[0], row[1]
        last = row[1]
