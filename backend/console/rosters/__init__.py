"""Importing people: file, columns, preview, progress, and the way back."""

from backend.console.rosters import pages, steps

blueprints = [pages.blueprint]

__all__ = ["blueprints", "steps"]
