"""Members: the list and its views, one member's record, acts on many, adding by hand, and inviting."""

from backend.console.members import adding, bulk, filling, finding, invitations, listing, profile, views  # noqa: F401
from backend.console.members.area import blueprint

blueprints = [blueprint]
