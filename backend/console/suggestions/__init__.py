"""Suggestions: cases of every kind, as a list and as a board, with all that staff do to one."""

from backend.console.suggestions import acting, board, case, list, ready  # noqa: A004
from backend.console.suggestions.area import blueprint

__all__ = ["acting", "board", "case", "list", "ready"]

blueprints = [blueprint]
