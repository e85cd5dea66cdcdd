"""Records that may be one person: the list, merging two side by side, and parting them again."""

from backend.console.duplicates import merges, pages

blueprints = [pages.blueprint]

__all__ = ["blueprints", "merges"]
