"""The blueprint of topics, and how one is loaded."""

from __future__ import annotations

from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint
from backend.errors import NotFound
from backend.organizations.models import Organization
from backend.scope import READ, WRITE
from backend.topics.models import Topic

blueprint = ConsoleBlueprint("topics", "/topics", needs=READ)


def load_topic(topic_id: int, names: tuple[str, ...] = WRITE) -> Topic:
    """The topic with its organization. Raises NotFound, Forbidden."""
    found = Topic.select(Topic, Organization).join(Organization).where(Topic.id == topic_id).first()
    if found is None:
        raise NotFound
    current_caller().scope.require(found.organization_id, names)
    topic: Topic = found
    return topic
