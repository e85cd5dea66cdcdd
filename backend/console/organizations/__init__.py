"""Organizations, the roles held there, and what they share with one another."""

from backend.console.organizations import editing, moving, pages, partners, roles, sharing

blueprints = [pages.blueprint]

__all__ = ["blueprints", "editing", "moving", "pages", "partners", "roles", "sharing"]
