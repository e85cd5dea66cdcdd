"""Pages of activities outside the API."""

from __future__ import annotations

from backend.activities.posters.pages import blueprint

page_blueprints = [blueprint]
