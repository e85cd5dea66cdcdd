"""Company members: their list, the page of each, and whose term ends."""

from backend.console.companies import dues, lapses, list, people, record  # noqa: A004
from backend.console.companies.area import blueprint

__all__ = ["dues", "lapses", "list", "people", "record"]

blueprints = [blueprint]
