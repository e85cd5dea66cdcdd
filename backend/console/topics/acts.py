"""Decisions about topics that members see at once: held for ten seconds."""

from __future__ import annotations

from typing import Any

from backend.console.today.holding import ActKind, Subject
from backend.errors import NotFound
from backend.scope import WRITE, Scope
from backend.topics import services
from backend.topics.errors import NotDraft, StillOpen
from backend.topics.models import Topic

_Arguments = dict[str, Any]


def _topic_of(scope: Scope, arguments: _Arguments) -> Topic:
    topic: Topic | None = Topic.get_or_none(Topic.id == arguments["id"])
    if topic is None:
        raise NotFound
    scope.require(topic.organization_id, WRITE)
    return topic


def _to_publish(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:  # noqa: ARG001
    topic = _topic_of(scope, arguments)
    if topic.state != "draft":
        raise NotDraft
    return Subject(f"topic:{topic.id}", f"发布了话题“{topic.title}”")


def _to_conclude(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:  # noqa: ARG001
    topic = _topic_of(scope, arguments)
    if not services.is_over(topic):
        raise StillOpen
    return Subject(f"topic:{topic.id}", f"公布了话题“{topic.title}”的结果")


def _publish(scope: Scope, actor_id: int, arguments: _Arguments) -> None:
    services.publish_topic(_topic_of(scope, arguments), actor_id)


def _conclude(scope: Scope, actor_id: int, arguments: _Arguments) -> None:
    services.publish_results(_topic_of(scope, arguments), actor_id, arguments["summary"])


ACTS = (
    ActKind("topics.publish", _to_publish, _publish),
    ActKind("topics.conclude", _to_conclude, _conclude),
)
