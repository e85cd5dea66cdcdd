"""The audit trail as staff search it, and how its chain stands."""

from backend.console.audit.pages import blueprint

blueprints = [blueprint]
