"""Pages of activities outside the API."""

from __future__ import annotations

from backend.activities import report_pages

page_blueprints = [report_pages.blueprint]
