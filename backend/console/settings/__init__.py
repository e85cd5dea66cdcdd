"""设置: what administrators set while the service runs, working days, retention, integrations and backup."""

from backend.console.settings import days, general, integrations, questions, retention, sections
from backend.console.settings.blueprint import blueprint

__all__ = ["days", "general", "integrations", "questions", "retention", "sections"]
blueprints = [blueprint]
