"""Surveys in the console: the list, the questions, settings, leading one through its life, and its results."""

from backend.console.surveys import leading, list, questions, results, settings, starting, taking_part  # noqa: A004
from backend.console.surveys.blueprint import blueprint

__all__ = ["blueprints", "leading", "list", "questions", "results", "settings", "starting", "taking_part"]

blueprints = [blueprint]
