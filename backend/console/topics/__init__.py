"""Topics: asked, led to their results, and made into a meeting where they are hot."""

from backend.console.topics import leading, list, plan  # noqa: A004
from backend.console.topics.area import blueprint

__all__ = ["leading", "list", "plan"]

blueprints = [blueprint]
