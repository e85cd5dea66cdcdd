"""Topics, as members read them, add to them and vote."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.auth import Access, Blueprint, current_member_id
from backend.errors import NotFound
from backend.members.services import PhoneFirst
from backend.safety.settings import are_boards_public
from backend.schemas import page_of
from backend.topics import errors
from backend.topics.queries import StatementRow, TopicRow, list_statements, list_topics
from backend.topics.schemas import NewStatementSchema, TopicCardSchema, TopicListQuery, TopicSchema, VoteSchema
from backend.topics.services import HOT_RULE, in_turn, is_hot, say, view_topic, vote

blueprint = Blueprint("topics", access=Access.MEMBER, url_prefix="/topics", description="Topics.")
blueprints = [blueprint]


@blueprint.get("")
@blueprint.arguments(TopicListQuery, location="query")
@blueprint.response(200, page_of(TopicCardSchema))
def list_my_topics(query: dict[str, Any]) -> dict[str, Any]:
    """Topics of my organizations and of those above: running ones (soonest to close first), ended ones, or all."""
    now, page, page_size = clock.now_ms(), query["page"], query["page_size"]
    rows, total = list_topics(current_member_id(), query["view"], now, page, page_size)
    return {"items": [_card(row, now) for row in rows], "page": page, "page_size": page_size, "total": total}


@blueprint.get("/<entity_id:topic_id>")
@blueprint.response(200, TopicSchema)
@blueprint.refuses(NotFound)
def show_topic(topic_id: int) -> dict[str, Any]:
    """A topic with what was said; sums of what I have not voted on stay hidden until the results are published."""
    return _shown(topic_id)


@blueprint.post("/<entity_id:topic_id>/statements")
@blueprint.arguments(NewStatementSchema)
@blueprint.response(201, TopicSchema)
@blueprint.alt_response(200, schema=TopicSchema, description="Said before.", success=True)
@blueprint.refuses(
    NotFound,
    PhoneFirst,
    errors.TopicClosed,
    errors.StatementsClosed,
    errors.TooManyStatements,
    errors.SaidBefore,
)
def add_statement(arguments: dict[str, Any], topic_id: int) -> tuple[dict[str, Any], int]:
    """Say something for others to agree or disagree with."""
    _, is_new = say(topic_id, current_member_id(), **arguments)
    return _shown(topic_id), 201 if is_new else 200


@blueprint.put("/<entity_id:topic_id>/statements/<entity_id:statement_id>/vote")
@blueprint.arguments(VoteSchema)
@blueprint.response(200, TopicSchema)
@blueprint.refuses(NotFound, errors.TopicClosed)
def put_vote(arguments: dict[str, Any], topic_id: int, statement_id: int) -> dict[str, Any]:
    """Agree, disagree or pass, or say something else than before."""
    vote(topic_id, statement_id, current_member_id(), arguments["vote"])
    return _shown(topic_id)


def _shown(topic_id: int) -> dict[str, Any]:
    member_id, now = current_member_id(), clock.now_ms()
    row = view_topic(topic_id, member_id)
    state = row.state_at(now)
    said = in_turn(list_statements(topic_id, member_id), member_id)
    return {
        **_card(row, now),
        "text": row.text,
        "said": [_statement(one, member_id, is_told=state == "published") for one in said],
        "summary": row.summary,
        "results_at": None if row.results_at is None else clock.from_ms(row.results_at),
        "hot_rule": HOT_RULE,
        "can_add": state == "open" and are_boards_public(),
        "can_vote": state == "open",
    }


def _card(row: TopicRow, now: int) -> dict[str, Any]:
    is_activity_shown = row.activity_id is not None and row.activity_state == "published"
    return {
        "id": row.id,
        "title": row.title,
        "organization": {"id": row.organization_id, "name": row.organization_name},
        "state": row.state_at(now),
        "opens_at": clock.from_ms(row.opens_at),
        "closes_at": clock.from_ms(row.closes_at),
        "statements": row.statements,
        "participants": row.participants,
        "votes": row.votes,
        "has_taken_part": bool(row.has_taken_part),
        "is_hot": is_hot(row.participants, row.audience),
        "activity": {"id": row.activity_id, "title": row.activity_title} if is_activity_shown else None,
    }


def _statement(row: StatementRow, member_id: int, *, is_told: bool) -> dict[str, Any]:
    is_mine = row.author_id == member_id
    are_sums_seen = is_told or row.my_vote is not None
    hidden = "不公开姓名" if row.is_name_hidden and row.author_id is not None else ""
    return {
        "id": row.id,
        "text": row.text,
        "author_name": "我" if is_mine else hidden or row.author_name or "工作人员",
        "is_mine": is_mine,
        "public_state": row.public_state if is_mine else "shown",
        "my_vote": row.my_vote,
        "agrees": row.agrees if are_sums_seen else None,
        "disagrees": row.disagrees if are_sums_seen else None,
        "passes": row.passes if are_sums_seen else None,
    }
