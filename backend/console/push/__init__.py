"""推送: what goes out next, what went out and how far it came, what failed, pauses, and templates."""

from backend.console.push import plan, rules, sent, stuck, templates
from backend.console.push.blueprint import blueprint

__all__ = ["plan", "rules", "sent", "stuck", "templates"]
blueprints = [blueprint]
