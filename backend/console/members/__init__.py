"""Members: the list and its views, one member's record, acts on many, and adding by hand."""

from backend.console.members import adding, bulk, filling, finding, listing, profile, views  # noqa: F401
from backend.console.members.area import blueprint

blueprints = [blueprint]
