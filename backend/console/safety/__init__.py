"""审核: texts and photos that wait for a person, complaints, and the patrol of what is public."""

from backend.console.safety import pages
from backend.console.safety.pages import blueprint

__all__ = ["pages"]
blueprints = [blueprint]
