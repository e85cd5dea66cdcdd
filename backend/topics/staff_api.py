"""Topics as staff ask them, read them and act on them, within their scope."""

from __future__ import annotations

from typing import Any

from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import InvalidInput, NotFound
from backend.organizations.models import Organization
from backend.schemas import page_of, paginate
from backend.scope import READ, WRITE
from backend.topics import errors, services
from backend.topics.models import Statement, Topic
from backend.topics.schemas import (
    ChangeTopicSchema,
    NewTopicSchema,
    StaffTopicQuery,
    StaffTopicRowSchema,
    StaffTopicSchema,
    TopicActivityRequestSchema,
    TopicResultsSchema,
)

blueprint = Blueprint("topics_staff", access=Access.STAFF, url_prefix="/staff/topics", description="Leading topics.")
blueprints = [blueprint]


@blueprint.get("")
@blueprint.arguments(StaffTopicQuery, location="query")
@blueprint.response(200, page_of(StaffTopicRowSchema))
def list_planned(query: dict[str, Any]) -> dict[str, Any]:
    """Topics in my scope, the latest first."""
    rows = Topic.select(Topic, Organization).join(Organization)
    rows = rows.where(Topic.organization << current_caller().scope.organizations())
    if query["organization_id"] is not None:
        rows = rows.where(Topic.organization == query["organization_id"])
    page = paginate(rows.order_by(Topic.id.desc()), query["page"], query["page_size"])
    return {**page, "items": [_row(topic) for topic in page["items"]]}


@blueprint.post("")
@blueprint.arguments(NewTopicSchema)
@blueprint.response(201, StaffTopicSchema)
@blueprint.alt_response(200, schema=StaffTopicSchema, description="Drafted before.", success=True)
@blueprint.refuses(NotFound)
def create_topic(arguments: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Start a draft; nobody but staff sees it until it is published."""
    current_caller().scope.require(arguments["organization_id"], WRITE)
    if arguments["closes_at"] <= arguments["opens_at"]:
        raise InvalidInput(errors={"closes_at": ["截止时间要晚于开始时间。"]})
    topic, is_new = services.draft_topic(current_member_id(), arguments)
    return _whole(topic.id), 201 if is_new else 200


@blueprint.get("/<entity_id:topic_id>")
@blueprint.response(200, StaffTopicSchema)
@blueprint.refuses(NotFound)
def show_planned(topic_id: int) -> dict[str, Any]:
    """One topic with the sums of every statement."""
    _load(topic_id, READ)
    return _whole(topic_id)


@blueprint.patch("/<entity_id:topic_id>")
@blueprint.arguments(ChangeTopicSchema)
@blueprint.response(200, StaffTopicSchema)
@blueprint.refuses(NotFound, errors.NotDraft)
def patch_topic(arguments: dict[str, Any], topic_id: int) -> dict[str, Any]:
    """Change a draft; of a published topic only when it closes."""
    topic = _load(topic_id)
    if arguments.get("closes_at", topic.closes_at) <= arguments.get("opens_at", topic.opens_at):
        raise InvalidInput(errors={"closes_at": ["截止时间要晚于开始时间。"]})
    services.change_topic(topic, current_member_id(), arguments)
    return _whole(topic_id)


@blueprint.post("/<entity_id:topic_id>/publish")
@blueprint.response(200, StaffTopicSchema)
@blueprint.refuses(NotFound)
def publish(topic_id: int) -> dict[str, Any]:
    """Open it to everybody below the organization."""
    services.publish_topic(_load(topic_id), current_member_id())
    return _whole(topic_id)


@blueprint.post("/<entity_id:topic_id>/close")
@blueprint.response(200, StaffTopicSchema)
@blueprint.refuses(NotFound)
def close(topic_id: int) -> dict[str, Any]:
    """Take nothing more from now on."""
    services.close_topic(_load(topic_id), current_member_id())
    return _whole(topic_id)


@blueprint.post("/<entity_id:topic_id>/results")
@blueprint.arguments(TopicResultsSchema)
@blueprint.response(200, StaffTopicSchema)
@blueprint.refuses(NotFound, errors.StillOpen)
def publish_results(arguments: dict[str, Any], topic_id: int) -> dict[str, Any]:
    """Show everybody the sums, with a word on what they mean."""
    services.publish_results(_load(topic_id), current_member_id(), arguments["summary"])
    return _whole(topic_id)


@blueprint.post("/<entity_id:topic_id>/activity")
@blueprint.arguments(TopicActivityRequestSchema)
@blueprint.response(200, StaffTopicSchema)
@blueprint.refuses(NotFound, errors.AlreadyActivity)
def make_activity(arguments: dict[str, Any], topic_id: int) -> dict[str, Any]:
    """Make it a meeting: a draft of an activity; once published, supporters are asked to it on home."""
    if arguments["ends_at"] <= arguments["starts_at"]:
        raise InvalidInput(errors={"ends_at": ["结束时间要晚于开始时间。"]})
    services.make_activity(_load(topic_id), current_member_id(), arguments)
    return _whole(topic_id)


def _load(topic_id: int, names: tuple[str, ...] = WRITE) -> Topic:
    topic: Topic | None = Topic.get_or_none(Topic.id == topic_id)
    if topic is None:
        raise NotFound
    current_caller().scope.require(topic.organization_id, names)
    return topic


def _row(topic: Topic) -> dict[str, Any]:
    columns = ("id", "title", "organization", "state", "opens_at", "closes_at", "statements", "participants", "votes")
    more = ("audience", "results_at", "activity_id")
    return {
        **{name: getattr(topic, name) for name in columns + more},
        "is_hot": services.is_hot(topic.participants, topic.audience),
    }


def _whole(topic_id: int) -> dict[str, Any]:
    topic = Topic.select(Topic, Organization).join(Organization).where(Topic.id == topic_id).get()
    said = Statement.select().where(Statement.topic == topic_id).order_by(Statement.agrees.desc(), Statement.id)
    return {**_row(topic), "text": topic.text, "summary": topic.summary, "said": list(said)}
